"""The name of an XML document's root element, from its first bytes alone."""

from __future__ import annotations

import codecs
import re

# A DOCTYPE names the root too, and comes first: comments between it and the root can be longer than the head.
# Atomic, so that a head of nothing but comments cannot make it backtrack.
_ROOT = re.compile(
    r"(?:(?>\s+|<\?.*?\?>|<!--.*?-->))*+<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?(?P<name>[A-Za-z_][\w.-]*)", re.DOTALL
)


def xml_head(head: bytes) -> str:
    """The head as text: UTF-16 by its byte order mark, else as ASCII with what is not replaced."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("ascii", "replace")


def root_name(head: bytes) -> str:
    """The root element's local name, '' when `head` does not begin like XML."""
    found = _ROOT.match(xml_head(head))
    return found["name"] if found else ""
