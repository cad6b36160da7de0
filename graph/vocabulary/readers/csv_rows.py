"""Rows of a delimited file, with their line numbers, whatever is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from graph.parsing.source import Source
from graph.vocabulary.readers.base import Problems, lines_of, open_text


def csv_rows(source: Source, delimiter: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row; comments (`#`) are passed over, a quote that never ends is a problem."""
    with open_text(source) as stream:
        number = 0

        def lines() -> Iterator[str]:
            nonlocal number
            for number, line in enumerate(lines_of(stream, source), 1):  # noqa: B007 - read outside
                if not line.startswith("#"):
                    yield line

        reader = csv.reader(lines(), delimiter=delimiter)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                problems.report(source, number, str(error))
                continue
            yield number, row
