"""Sections and paragraphs out of a PDF's lines, by the headings that papers share."""

from __future__ import annotations

import re

from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of
from ingest.readers.pdf.headings import Headings
from ingest.readers.pdf.tables import ROW

_TITLE_LINES = 40  # lines in which the title is looked for, to be left out


def outline(lines: list[str], title: str = "", is_appendix: bool = False) -> list[Part]:
    """The sections; what stands before the first is one of kind OTHER. `title` is not repeated."""
    parts: list[Part] = []
    headings, heading, block = Headings(is_appendix), "", list[str]()
    for line in _without_title(lines, title) if title else lines:
        if found := headings.read(line):
            parts.append(Part(heading, kind_of(heading), join_paragraphs(block)))
            heading, block = found, []
        else:
            block.append(line)
    parts.append(Part(heading, kind_of(heading), join_paragraphs(block)))
    return parts


def join_paragraphs(lines: list[str]) -> str:
    """Lines joined to paragraphs: one ends with a sentence that does not fill its line, or at the row of a table."""
    lengths = sorted(len(line) for line in lines if not line.endswith(ROW))
    full = 0.9 * lengths[int(0.75 * (len(lengths) - 1))] if lengths else 0
    pieces: list[str] = []
    for line in lines:
        if line.endswith(ROW):
            pieces += ["\n", line.removesuffix(ROW), "\n"]
            continue
        # A raised affiliation mark makes PDFium put the comma after it on a line of its own.
        pieces += [line, "\n" if line[-1] in ".!?:" and len(line) < full else " "]
    text = re.sub(r"(?<![^\S\n])[^\S\n]*+\n\s*", "\n", "".join(pieces).strip())
    return re.sub(r" (?=[,;](?:\s|$))", "", text)


def _without_title(lines: list[str], title: str) -> list[str]:
    """Lines without those near the top that together are the title: it has a place of its own."""
    letters = _letters(title)
    for start in range(min(_TITLE_LINES, len(lines))):
        joined, end = "", start
        while end < len(lines) and letters.startswith(joined + _letters(lines[end])) and joined != letters:
            joined += _letters(lines[end])
            end += 1
        if joined and joined == letters:
            return lines[:start] + lines[end:]
    return lines


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
