"""The evidence table in a terminal: a block a study, its cells under their names."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

from api.cli.output import one_line, print_json, say

if TYPE_CHECKING:
    from retrieval.table import Cell, EvidenceTable, StudyRow

_LABEL = 14  # characters of the names' column: the longest is "intervention"
_SHOWN = {"interval": "CI", "p_value": "P"}
_LEAST_SURE = 0.8  # a cell less sure than this is marked; set by hand


def print_table(table: EvidenceTable, *, as_json: bool = False, as_csv: bool = False) -> None:
    """The table as one JSON object, as CSV, or for a person."""
    if as_json:
        print_json(table.to_dict())
    elif as_csv:
        from retrieval.table import as_csv as written

        sys.stdout.write(written(table))
        if table.notice:
            say(table.notice, file=sys.stderr)
    else:
        _print_rows(table)


def _print_rows(table: EvidenceTable) -> None:
    from api.cli.display import retraction_mark

    if table.notice:
        say(table.notice)
    for number, row in enumerate(table.rows, 1):
        about = ", ".join(one_line(part) for part in (row.journal, row.year, row.document_id) if part)
        say(f"{number}. {one_line(row.title or row.document_id)} ({about}){retraction_mark(row.retracted)}")
        for name, text in _lines(row):
            _print_cell(name, text)
    if any(
        cell is not None and cell.confidence < _LEAST_SURE
        for row in table.rows
        for cell in row.cells().values()
    ):
        say("? less sure: read it in its place (--json has the characters of every cell)")


def _lines(row: StudyRow) -> list[tuple[str, str]]:
    lines = [("species", row.species.value)] if row.species else []
    lines += [
        (_SHOWN.get(name, name), _text(name, cell)) for name, cell in row.cells().items() if cell is not None
    ]
    if row.updates:
        lines.append(("updated by", ", ".join(row.updates)))
    return lines


def _text(name: str, cell: Cell) -> str:
    text = " ".join(cell.value.split())
    quote = " ".join(cell.quote.split())
    if name == "n" and quote != text:
        text = f"{text} ({quote})"
    return text + (" ?" if cell.confidence < _LEAST_SURE else "")


def _print_cell(name: str, text: str) -> None:
    from api.cli.display import wrapped

    lines = wrapped(text, _LABEL + 3).split("\n")
    say(f"   {name:<{_LABEL}}{lines[0]}")
    if lines[1:]:
        say(textwrap.indent("\n".join(lines[1:]), " " * (_LABEL + 3)))
