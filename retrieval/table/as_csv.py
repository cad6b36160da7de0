"""The evidence table as CSV (RFC 4180), for a spreadsheet or a review's software."""

from __future__ import annotations

import csv
import io

from retrieval.table.cell import Cell
from retrieval.table.row import COLUMNS, EvidenceTable, StudyRow

_RECORD = ("document_id", "title", "year", "journal", "species")
# What a spreadsheet takes for a formula at the begin of a cell (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: EvidenceTable) -> str:
    """A line a study under a line of names.

    Each cell stands in four columns: its value, the confidence, and where in the document it stands (`n`,
    `n_confidence`, `n_start`, `n_end`); an empty cell is four empty columns.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    names = [f"{name}{part}" for name in COLUMNS for part in ("", "_confidence", "_start", "_end")]
    writer.writerow([*_RECORD, *names, "updates"])
    for row in table.rows:
        writer.writerow(_line(row))
    return out.getvalue()


def _line(row: StudyRow) -> list[str]:
    record = [str(getattr(row, name) or "") for name in _RECORD]
    cells = [part for cell in row.cells().values() for part in _parts(cell)]
    return [_harmless(text) for text in (*record, *cells, " ".join(row.updates))]


def _parts(cell: Cell | None) -> tuple[str, str, str, str]:
    if cell is None:
        return "", "", "", ""
    start, end = ("" if place is None else str(place) for place in (cell.start, cell.end))
    return " ".join(cell.value.split()), f"{cell.confidence:g}", start, end


def _harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would calculate; a number stays one."""
    if not text.startswith(_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
