"""Tables as sentences of their own: `Header: cell; Header: cell` a row, spanned cells repeated where they apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from graph.parsing import Element
from ingest.readers.streams.xml_records import local_name

_MOST_COLUMNS = 100  # a bound on what a colspan can claim
# A longer cell over several rows is text, not a label: it is told once.
_REPEATED_CHARS = 200

Grid = list[tuple[str, int]]
"""A row: the text of each cell and how many columns it spans."""


class _Row(NamedTuple):
    cells: Grid
    is_header: bool


def table_rows(table: Element, text_of_cell: Callable[[Element], str]) -> Iterator[str]:
    """The caption and every row of a table, each as one line; a row of a single cell gives the cell's lines."""
    headers: list[str] = []
    in_headers = False
    for row in _rows(table, text_of_cell):
        filled = [(text, span) for text, span in row.cells if text]
        if len(filled) == 1 and (len(row.cells) == 1 or not (headers or row.is_header)):
            yield from filled[0][0].split("\n")
            continue
        flat = [(text.replace("\n", " "), span) for text, span in row.cells]
        if row.is_header:
            headers = _below(headers if in_headers else [], flat)
        elif filled:
            yield _row_text(headers, flat)
        in_headers = row.is_header
    if in_headers and headers:  # nothing followed to say them with
        yield "; ".join(dict.fromkeys(filter(None, headers)))


def _rows(table: Element, text_of_cell: Callable[[Element], str]) -> Iterator[_Row]:
    """The table's own rows, with cells of rows above that reach into them."""
    reaching: dict[int, tuple[str, int, int]] = {}
    for part in table:
        name = local_name(part)
        if name == "caption" and (caption := text_of_cell(part)):
            yield _Row([(caption, 1)], False)
        rows = [part] if name == "tr" else part if name in {"thead", "tbody", "tfoot"} else []
        for row in rows:
            if local_name(row) == "tr":
                cells = [cell for cell in row if local_name(cell) in {"td", "th"}]
                is_header = name == "thead" or bool(cells and all(local_name(cell) == "th" for cell in cells))
                yield _Row(_grid(cells, reaching, text_of_cell), is_header)


def _grid(
    cells: list[Element], reaching: dict[int, tuple[str, int, int]], text_of_cell: Callable[[Element], str]
) -> Grid:
    """The row's cells in their columns; `reaching` holds, by column, text, span and rows left of those from above."""
    grid: Grid = []
    column = 0
    waiting = iter(cells)
    while column < _MOST_COLUMNS:
        if column in reaching:
            text, span, left = reaching.pop(column)
            if left > 1:
                reaching[column] = text, span, left - 1
        else:
            cell = next(waiting, None)
            if cell is None:
                if not any(place > column for place in reaching):
                    break
                column += 1
                continue
            text, span = text_of_cell(cell), _count(cell, "colspan")
            rows = _count(cell, "rowspan")
            if rows > 1:
                reaching[column] = (text if len(text) <= _REPEATED_CHARS else ""), span, rows - 1
        grid.append((text, span))
        column += span
    # Beyond the last column that is kept apart, what is left joins in as it stands.
    grid += [(text_of_cell(cell), 1) for cell in waiting]
    return grid


def _count(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MOST_COLUMNS)) if value.isdecimal() and len(value) < 6 else 1


def _below(headers: list[str], cells: Grid) -> list[str]:
    """The headers of each column, those of a second header row behind those of the first."""
    spread = [text for text, span in cells for _ in range(span)]
    size = max(len(headers), len(spread))
    above = [*headers, *[""] * (size - len(headers))]
    return [
        " ".join(dict.fromkeys(filter(None, (first, second))))
        for first, second in zip(above, [*spread, *[""] * (size - len(spread))], strict=True)
    ]


def _row_text(headers: list[str], cells: Grid) -> str:
    cells_text: list[str] = []
    column = 0
    for text, span in cells:
        header = headers[column] if column < len(headers) else ""
        if text:
            cells_text.append(f"{header.rstrip(':')}: {text}" if header and header != text else text)
        column += span
    return "; ".join(cells_text)
