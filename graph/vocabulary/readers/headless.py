"""What the columns of a table without a header hold, told by their first cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.columns import Columns
from graph.vocabulary.readers.identifiers import identifier_of
from graph.vocabulary.readers.mesh_tree import is_tree_number

_CODE = re.compile(r"[A-Za-z]{0,3}\d[\w.]*")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BARS = re.compile(r"[|,]")
_LEAST_NAMES = (
    0.8  # of the cells of a column of names that hold a word; set by hand: some drugs are called by numbers
)


def columns_without_header(rows: Sequence[Sequence[str]]) -> Columns:
    """By our names, the places of the columns; nothing when the rows are no vocabulary.

    The identifiers are CURIEs or have a shape of their own; of two columns the first may hold any codes. Their names
    stand in the next column of words. Further columns are tree numbers, the headings a record is mapped to, or
    synonyms, where bars divide them.
    """
    width = max(map(len, rows), default=0)
    cells = [
        [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        for place in range(width)
    ]
    if width < 2 or not cells[0] or not cells[1]:
        return {}
    if not all(_is_identifier(text) for text in cells[0]) and not (
        width == 2 and all(_CODE.fullmatch(text) for text in cells[0])
    ):
        return {}
    names = next((place for place in range(1, width) if _are_names(cells[place], len(rows))), None)
    if names is None:
        return {}
    columns: Columns = {"id": [0], "name": [names]}
    for place in range(names + 1, width):
        parts = [
            part.strip().lstrip("*") for text in cells[place] for part in _BARS.split(text) if part.strip()
        ]
        if not parts:
            continue
        if all(is_tree_number(part) for part in parts):
            columns.setdefault("tree", []).append(place)
        elif all(_is_identifier(part) for part in parts):
            columns.setdefault("mapped", []).append(place)
        elif any("|" in text for text in cells[place]):
            columns.setdefault("synonyms", []).append(place)
    return columns


def _is_identifier(text: str) -> bool:
    return is_curie(identifier_of(text))


def _are_names(cells: Sequence[str], rows: int) -> bool:
    words = sum(_LETTERS.search(text) is not None and not _is_identifier(text) for text in cells)
    return words >= _LEAST_NAMES * rows
