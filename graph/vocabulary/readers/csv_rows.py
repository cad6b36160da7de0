"""Rows of a delimited file, with their line numbers, whatever is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from graph.vocabulary.readers.base import lines_of, open_text


def csv_rows(path: Path, delimiter: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row; comments (`#`) are passed over, a quote that never ends is a problem."""
    with open_text(path) as stream:
        number = 0

        def lines() -> Iterator[str]:
            nonlocal number
            for number, line in enumerate(lines_of(stream, path), 1):  # noqa: B007 - read outside
                if not line.startswith("#"):
                    yield line

        reader = csv.reader(lines(), delimiter=delimiter)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                problems.append(f"{path.name}:{number}: {error}")
                continue
            yield number, row
