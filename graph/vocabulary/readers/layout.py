"""How a table is written: its delimiter, whether it has a header, and which columns hold what."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        return _as_given(rows[0], given)
    # The last comment may name the columns.
    comments = [line for line in lines if is_comment(line)][-1:]
    for line, is_row in ((rows[0], True), *((comment, False) for comment in comments)):
        for delimiter in _DELIMITERS:
            names = _cells(line, delimiter)
            columns = columns_of(names)
            if "id" in columns and "name" in columns:
                return TableLayout(delimiter, RecordShape.of(names, columns), is_row)
    for delimiter in _DELIMITERS:
        columns = columns_without_header([_cells(row, delimiter) for row in rows])
        if columns:
            return TableLayout(delimiter, RecordShape(columns, {}), False)
    return None


def _as_given(line: str, given: Mapping[str, Sequence[str]]) -> TableLayout:
    """Columns by their names; by numbers where the table has no header, or it is passed over."""
    delimiter = max(_DELIMITERS, key=line.count)
    names = _cells(line, delimiter)
    numbered = all(each.isdecimal() for columns in given.values() for each in columns)
    has_header = not numbered or {"id", "name"} <= columns_of(names).keys()
    names = names if has_header else [""] * len(names)
    columns = columns_of(names, given)
    if missing := {"id", "name"} - columns.keys():
        raise VocabularyError(
            f"no column is known to hold the {' and the '.join(sorted(missing))}",
            "Name both, for example: --columns id=Code,name=Long name",
        )
    return TableLayout(delimiter, RecordShape.of(names, columns), has_header)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(cells_of([line], delimiter), [])]
    except csv.Error:
        return []
