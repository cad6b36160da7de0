"""Notes inside a record: base64 data of a stated content type, as titled parts."""

from __future__ import annotations

import base64
import binascii

from lxml import etree

from graph.parsing import Element
from ingest.readers.base import ReadError
from ingest.readers.clinical.narrative import blocks
from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of
from ingest.readers.text.text import decode
from ingest.readers.text.text_plain import plain_outline

_PLAIN = {"", "text/plain", "text/markdown", "text/x-markdown"}
_HTML = {"text/html", "application/xhtml+xml"}
XML = {"application/xml", "text/xml", "application/hl7-cda+xml", "application/hl7-sda+xml", "text/xml+cda"}
"""Content types under which C-CDA documents are kept."""


class NotReadable(ReadError):
    """The note cannot be read; the message is the reason."""


def media_type(value: str) -> str:
    """`text/plain` out of `text/plain; charset=utf-8`."""
    return value.partition(";")[0].strip().lower()


def decoded(data: str) -> bytes:
    """The bytes of base64, white space allowed; raises NotReadable."""
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotReadable(f"its base64 data is broken ({error})") from error


def parts_of(data: bytes, content_type: str) -> list[Part]:
    """The sections of a text or page, the first line too where it is a title; raises NotReadable for any other type."""
    kind = media_type(content_type)
    if kind in _HTML:
        return html_parts(data)
    if kind not in _PLAIN:
        raise NotReadable(
            f"holds {kind}, which is not read inside a record: save it as a file and ingest that"
        )
    text = decode(data)
    if text is None:
        raise NotReadable("not text: it holds NUL bytes")
    if not text.strip():
        raise NotReadable("it is empty")
    title, parts = plain_outline(text)
    return [Part("", kind_of(""), title), *parts] if title else parts


def html_parts(data: bytes) -> list[Part]:
    """The sections of a page by its headings."""
    root = html_root(data)
    parts: list[Part] = []
    heading, lines = "", list[str]()
    for block in [] if root is None else blocks(root):
        if block.heading:
            parts.append(_part(heading, lines))
            heading, lines = block.text, []
        else:
            lines.append(block.text)
    return [*parts, _part(heading, lines)]


def _part(heading: str, lines: list[str]) -> Part:
    """A section; a heading above nothing is text, lest it be lost."""
    return Part(heading, kind_of(heading), "\n".join(lines)) if lines else Part("", kind_of(""), heading)


def html_root(data: bytes) -> Element | None:
    """The page as a tree, however broken; None when nothing is in it."""
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding=_encoding(data)
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _encoding(data: bytes) -> str | None:
    """UTF-8 where it is, as FHIR wants; else what the page itself declares."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
