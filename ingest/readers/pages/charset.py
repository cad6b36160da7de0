"""The text of an HTML page, out of whatever encoding it is in or says it is in."""

from __future__ import annotations

import codecs
import re

from graph.parsing import encoding_of, errors_of

# In a meta element, or in an XML declaration.
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*(?P<name>[\w.:-]{2,40})", re.IGNORECASE)
# Encodings of text on the web; Python knows others, which only an attacker would name.
_OF_THE_WEB = re.compile(
    r"(?:x-)?(?:iso-?8859-\d|windows-(?:125|874)|cp125|koi8-|gb|big5|shift[_-]jis|sjis|euc-|iso-2022-jp|mac)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; HTML asks for the declaration in the first 1024
# What pages call Latin-1 is read as Windows-1252, as browsers do.
_LATIN = {"iso8859-1", "cp1252", "ascii"}


def decode_page(data: bytes) -> str:
    """The page as text: by its byte order mark, as UTF-8 where that fits, as it declares, else Windows-1252.

    What is valid UTF-8 beyond ASCII is UTF-8 even where the page says otherwise: browsers that save a page keep the
    declaration and change the encoding.
    """
    encoding = encoding_of(data)
    if encoding == "utf-8-sig":
        declared = _declared(data[:_DECLARED_WITHIN])
        if declared and not _is_utf8(data):
            return data.decode(declared, "replace")
    return data.decode(encoding, errors_of(encoding))


def _declared(head: bytes) -> str:
    """The encoding the page declares, where it is one of the web's and not Latin-1; else ''."""
    for found in _DECLARED.finditer(head):
        name = found["name"].decode()
        if _OF_THE_WEB.match(name):
            try:
                codec = codecs.lookup(name).name
            except LookupError:
                continue
            return "" if codec in _LATIN else codec
    return ""


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with something beyond ASCII in it."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False
