"""Turns a title and parts into a document's canonical text, with the offsets made while concatenating.

Every reader ends here, so that `document.text[section.start:section.end]` holds by construction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from graph import Section, SectionKind

# What says nothing and breaks tokens, encoders or terminals: controls other than white space, soft hyphen,
# zero-width space, direction overrides, byte order marks, non-characters, and lone surrogates (JSON can carry
# them and no database can store them).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


class Part(NamedTuple):
    """One section before it has offsets; newlines in `body` separate paragraphs."""

    heading: str
    kind: SectionKind
    body: str


class Composed(NamedTuple):
    """The canonical title and text, and the sections as spans of the text."""

    title: str
    text: str
    sections: tuple[Section, ...]


def clean_line(text: str) -> str:
    """`text` as one clean line: NFC, nothing invisible, single spaces."""
    if not text:
        return ""
    # Nearly all text passes here, ten times as fast: printable means no control, no mark, no space but " ".
    if text.isprintable() and "  " not in text:
        return unicodedata.normalize("NFC", text).strip(" ")
    # Remove first: taking a zero-width mark away can put a letter next to its combining accent.
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def clean_paragraphs(text: str) -> str:
    """`text` as clean paragraphs, one a line, empty ones dropped."""
    return "\n".join(filter(None, map(clean_line, text.split("\n")))) if "\n" in text else clean_line(text)


def compose(title: str, parts: Iterable[Part]) -> Composed:
    """The title, then every part that has a body, preceded by its heading on a line of its own.

    Sections are set apart by a blank line and cover bodies only; the title is a section of kind TITLE.
    """
    title = clean_line(title)
    pieces: list[str] = []
    sections: list[Section] = []
    end = 0
    if title:
        pieces.append(title)
        end = len(title)
        sections.append(Section(0, end, "", SectionKind.TITLE))
    for part in parts:
        content = clean_paragraphs(part.body)
        if not content:
            continue
        heading = clean_line(part.heading)
        lead = ("\n\n" if pieces else "") + (heading + "\n" if heading else "")
        pieces += (lead, content)
        start = end + len(lead)
        end = start + len(content)
        sections.append(Section(start, end, heading, part.kind))
    return Composed(title, "".join(pieces), tuple(sections))
