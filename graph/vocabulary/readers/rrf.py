"""Rich Release Format, in which NLM gives UMLS and RxNorm: rows of cells that end in `|`, several files in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.vocabulary.readers.base import lines_of, open_text


def in_folder(folder: Path, name: str, *below: str) -> Path | None:
    """The file of that name, or its .gz, in the folder or one of those below it."""
    places = (folder, *(folder / each for each in below))
    found = (place / file for place in places for file in (name, f"{name}.gz"))
    return next((file for file in found if file.is_file()), None)


def beside(file: Path, table: str) -> Path:
    """Another table of the same release."""
    plain = file.with_name(f"{table}.RRF")
    return plain if plain.is_file() else file.with_name(f"{table}.RRF.gz")


def rows(path: Path, columns: int, problems: list[str]) -> Iterator[list[str]]:
    """The rows with at least so many columns; a file that is not there has none."""
    if not path.is_file():
        return
    with open_text(path) as stream:
        for number, line in enumerate(lines_of(stream, path), 1):
            row = line.rstrip("\r\n").split("|")
            if len(row) >= columns:
                yield row
            elif line.strip():
                problems.append(f"{path.name}:{number}: {len(row)} columns, at least {columns} expected")
