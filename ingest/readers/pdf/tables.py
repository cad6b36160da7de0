"""Rows of tables among the lines of a page: lines of their own, lest they run into the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdf.columns import cells
from ingest.readers.pdf.words import PageLine

ROW = "\x1f"
"""Stands at the end of a line that is a row of a table, until the lines are joined to paragraphs."""
# Set by hand on the papers and tables of tests/ingest/readers/pdf.
_LEAST_CELLS = 3  # of one of two rows, one below the other; the other has two at least
_LONGEST_CELL = 28  # letters, on average: wide gaps also part badly set prose


def with_rows_marked(page: Sequence[PageLine]) -> list[str]:
    """The texts of a page's lines, the rows of tables among them with `ROW` at their end."""
    counts = [_count_cells(line) for line in page]
    return [line.text + ROW if _is_row(counts, place) else line.text for place, line in enumerate(page)]


def _is_row(counts: Sequence[int], place: int) -> bool:
    """Whether a line and one beside it both have cells: a run-in heading in prose is alone with its gap."""
    beside = max([*counts[max(place - 1, 0) : place], *counts[place + 1 : place + 2]], default=1)
    return min(counts[place], beside) >= 2 and max(counts[place], beside) >= _LEAST_CELLS


def _count_cells(line: PageLine) -> int:
    """The cells of a line by its wide gaps; 1 where they are too long to be cells."""
    count = len(list(cells(line)))
    return count if len(line.text) <= _LONGEST_CELL * count else 1
