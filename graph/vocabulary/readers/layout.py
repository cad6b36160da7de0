"""How a table is written: its delimiter, whether it has a header, and which columns hold what."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.columns import columns_of
from graph.vocabulary.readers.csv_rows import cells_of, is_comment
from graph.vocabulary.readers.headless import columns_without_header
from graph.vocabulary.readers.records import RecordShape

_DELIMITERS = "\t,;|"
_LONGEST_HEADER = 10_000  # characters; a bound, so that no file of one line is split
_SAMPLE = 200  # lines that tell what the columns hold


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is written: its delimiter, the shape of its records, and the lines that come before them."""

    delimiter: str
    shape: RecordShape
    header: bool


def layout_of(head: str, given: Mapping[str, Sequence[str]] = {}) -> TableLayout | None:
    """The table's layout, or None when it is no vocabulary. Raises VocabularyError for a given column it lacks."""
    lines = head.splitlines()
    lines = lines[: -1 if len(lines) > 1 and not head.endswith(("\n", "\r")) else None]  # the last may be cut
    rows = [line for line in lines if line.strip() and not is_comment(line)][:_SAMPLE]
    if not rows or len(rows[0]) > _LONGEST_HEADER:
        return None
    if given:
        return _as_given(rows, given)
    # The last comment may name the columns.
    comments = [line for line in lines if is_comment(line)][-1:]
    for line, is_row in ((rows[0], True), *((comment, False) for comment in comments)):
        for delimiter in _DELIMITERS:
            names = _cells(line, delimiter)
            columns = columns_of(names)
            if "id" in columns and "name" in columns:
                return TableLayout(delimiter, RecordShape.of(names, columns, _split(rows, delimiter)), is_row)
    for delimiter in _DELIMITERS:
        sample = _split(rows, delimiter)
        columns = columns_without_header(sample)
        if columns:
            return TableLayout(delimiter, RecordShape.of((), columns, sample), False)
    return None


def _as_given(rows: Sequence[str], given: Mapping[str, Sequence[str]]) -> TableLayout:
    """Columns by their names, or by their numbers; then the first line is a header only where it looks like one."""
    delimiter = max(_DELIMITERS, key=rows[0].count)
    names = _cells(rows[0], delimiter)
    numbered = all(each.isdecimal() for columns in given.values() for each in columns)
    columns = columns_of([""] * len(names) if numbered else names, given)
    if missing := {"id", "name"} - columns.keys():
        raise VocabularyError(
            f"no column is known to hold the {' and the '.join(sorted(missing))}",
            "Name both, for example: --columns id=Code,name=Long name",
        )
    sample = _split(rows, delimiter)
    shape = RecordShape.of([""] * len(names) if numbered else names, columns, sample)
    first, second = (shape.identifier(_cells(row, delimiter)) for row in (rows[0], rows[-1]))
    known = {"id", "name"} <= columns_of(names).keys() or (is_curie(second) and not is_curie(first))
    return TableLayout(delimiter, shape, not numbered or known)


def _split(rows: Sequence[str], delimiter: str) -> list[list[str]]:
    return [_cells(row, delimiter) for row in rows]


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(cells_of([line], delimiter), [])]
    except csv.Error:
        return []
