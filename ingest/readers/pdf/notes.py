"""Footnotes of PDF pages: taken out of the sentences that they would cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.pdf.words import PageLine

_SMALL = 0.93  # of the common print
_MARK = re.compile(r"(?:[*\u2217\u2020\u2021\u00a7\u00b6]|\d{1,2})(?:\s*(?=[A-Z\"\u201c(]|https?:|$))")


def part_notes(page: Sequence[PageLine], size: float) -> tuple[list[PageLine], list[PageLine]]:
    """The page's lines and its notes: small print at the foot of a column, from a mark on. `size` is the common."""
    kept: list[PageLine] = []
    notes: list[PageLine] = []
    for column in _columns(page):
        start = _start_of_notes(column, size)
        kept += column[:start]
        notes += column[start:]
    return kept, notes


def note_texts(lines: Sequence[str]) -> list[str]:
    """The notes' texts without their marks, a note each."""
    notes: list[list[str]] = []
    for line in lines:
        if mark := _MARK.match(line):
            notes.append([line[mark.end() :]])
        elif notes:
            notes[-1].append(line)
        else:
            notes.append([line])
    return [" ".join(filter(None, note)) for note in notes if any(note)]


def _columns(page: Sequence[PageLine]) -> Iterator[Sequence[PageLine]]:
    """Runs of lines that go down the page."""
    start = 0
    for index in range(1, len(page) + 1):
        if index == len(page) or page[index].middle > page[index - 1].middle + 3 * page[index].size:
            yield page[start:index]
            start = index


def _start_of_notes(column: Sequence[PageLine], size: float) -> int:
    start = len(column)
    while start and column[start - 1].size < _SMALL * size:
        start -= 1
    if start == 0:  # nothing but small print is a table or a list, and no foot of anything
        return len(column)
    return next((n for n in range(start, len(column)) if _MARK.match(column[n].text)), len(column))
