"""Manuscripts number their lines in the margin, and preprint servers stamp their pages: both are no text.

Line numbers are told by what they do down a page: they stand in one column at the edge, and each is the last one plus
one, or plus five, on most of its lines. Every fifth number alone is told in the margin too, where no text reaches, as
short pages have few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ingest.readers.compose.number_runs import longest_run
from ingest.readers.compose.stamps import is_stamp
from ingest.readers.pdf.words import PageLine, PageWord

# Set by hand; tests/ingest/readers/pdf/test_line_numbers.py has manuscripts on one side of these and tables, lists of
# references and chapters on the other.
_LEAST_ROWS = 5  # of a page, below which a run of numbers is chance
_SHARE = 0.7  # of the rows that are numbered, where every row or every fifth should be
_STEPS = (1, 5)
_FIFTH = 5
_LEAST_FIFTHS = 3  # of a document
_FIFTH_ROWS = range(4, 8)  # from one to the next; tables and headings may have rows that do not count
_MARGIN = 3.0  # points between text and a number beside it
_DIGITS = 4
_ALIGNED = 3.0  # points: right or left edges of a column of numbers


class _Number(NamedTuple):
    row: int
    value: int
    word: PageWord


def without_line_numbers(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """The pages without line numbers and stamps; numbers are taken away only where most pages have them."""
    pages = [[line for line in page if not is_stamp(line.text)] for page in pages]
    for end in (_first, _last):
        numbered = [_numbered_rows(page, end) for page in pages]
        with_text = sum(len(page) >= _LEAST_ROWS for page in pages)
        if not any(numbered):
            numbered = _fifth_rows(pages, end)
        if 2 * sum(map(bool, numbered)) > with_text:
            pages = [
                _without_words(page, words) if words else page
                for page, words in zip(pages, numbered, strict=True)
            ]
    return pages


def _first(line: PageLine) -> PageWord:
    return line.words[0]


def _last(line: PageLine) -> PageWord:
    return line.words[-1]


def _numbered_rows(page: Sequence[PageLine], end: Callable[[PageLine], PageWord]) -> set[PageWord]:
    """The words of the page that are its line numbers; none where it has none."""
    rows = sorted(page, key=lambda line: -line.middle)
    found = [
        _Number(row, int(word.text), word)
        for row, word in enumerate(map(end, rows))
        if len(word.text) <= _DIGITS and word.text.isdecimal() and word.text.isascii()
    ]
    if len(found) < _LEAST_ROWS:
        return set()
    columns = list(_columns(found))
    heights = {round(line.middle) for line in rows}
    for step in _STEPS:
        chain = max((_longest_chain(column, step) for column in columns), key=len)
        if len(chain) >= _LEAST_ROWS and len(chain) * step >= _SHARE * len(heights):
            return {number.word for number in chain}
    return set()


def _fifth_rows(
    pages: Sequence[Sequence[PageLine]], end: Callable[[PageLine], PageWord]
) -> list[set[PageWord]]:
    """For each page the numbers 5, 10, 15 in the margin; none where a document has but few."""
    found = []
    for page in pages:
        rows = sorted(page, key=lambda line: -line.middle)
        fifths = [
            _Number(row, int(word.text), word)
            for row, word in enumerate(map(end, rows))
            if word.text.isascii() and word.text.isdecimal() and int(word.text) % _FIFTH == 0
        ]
        fifths = [number for number in fifths if _is_in_margin(number.word, rows)]
        chain = max((_longest_chain(column, _FIFTH) for column in _columns(fifths)), key=len, default=[])
        steps = (later.row - earlier.row for earlier, later in pairwise(chain))
        found.append(
            {number.word for number in chain} if all(step in _FIFTH_ROWS for step in steps) else set()
        )
    return found if sum(map(len, found)) >= _LEAST_FIFTHS else [set() for _ in pages]


def _is_in_margin(word: PageWord, rows: Sequence[PageLine]) -> bool:
    """Whether no text of the page reaches as far as a number of its margin."""
    texts = [each for line in rows for each in line.words if any(map(str.isalpha, each.text))]
    return all(each.left > word.right + _MARGIN for each in texts) or all(
        each.right < word.left - _MARGIN for each in texts
    )


def _columns(found: Sequence[_Number]) -> Iterator[list[_Number]]:
    """The numbers that stand one below the other, flush at their right or at their left."""
    for edge in (attrgetter("word.right"), attrgetter("word.left")):
        for place in {round(edge(number)) for number in found}:
            yield [number for number in found if abs(edge(number) - place) <= _ALIGNED]


def _longest_chain(column: Sequence[_Number], step: int) -> list[_Number]:
    """The most numbers, downwards, of which each is the one before plus a step."""
    return [column[place] for place in longest_run([number.value for number in column], step)]


def _without_words(page: Sequence[PageLine], numbers: set[PageWord]) -> list[PageLine]:
    lines = (PageLine(tuple(word for word in line.words if word not in numbers)) for line in page)
    return [line for line in lines if line.words]
