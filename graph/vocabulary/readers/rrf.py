"""Rich Release Format, in which NLM gives UMLS and RxNorm: rows of cells that end in `|`, several files in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.parsing.source import Source
from graph.vocabulary.readers.base import Problems, lines_of, open_text

# The table that a release begins with, and where it lies in the release's folder.
_MAIN_TABLES = (
    ("RXNCONSO.RRF", ("", "rrf", "prescribe/rrf")),
    ("MRCONSO.RRF", ("", "META")),
)


def main_table(folder: Path) -> Path | None:
    """The first table of a release of RxNorm or UMLS, plain or gzipped; None for another folder."""
    places = ((folder / place / name) for name, below in _MAIN_TABLES for place in below)
    files = (file for place in places for file in (place, place.with_name(f"{place.name}.gz")))
    return next((file for file in files if file.is_file()), None)


def first_row(text: str) -> list[str]:
    """The cells of the first line."""
    return text.partition("\n")[0].rstrip("\r").split("|")


def sibling_table(source: Source, table: str) -> Source | None:
    """Another table of the same release (`MRREL`); None when it is not there."""
    return source.sibling(f"{table}.RRF") or source.sibling(f"{table}.RRF.gz")


def rows(source: Source | None, columns: int, problems: Problems) -> Iterator[list[str]]:
    """The rows with at least so many columns; a file that is not there has none."""
    if source is None:
        return
    with open_text(source) as stream:
        for number, line in enumerate(lines_of(stream, source), 1):
            row = line.rstrip("\r\n").split("|")
            if len(row) >= columns:
                yield row
            elif line.strip():
                problems.report(source, number, f"{len(row)} columns, at least {columns} expected")
