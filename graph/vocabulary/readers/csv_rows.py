"""Rows of a delimited file, with their line numbers, whatever is in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from graph.parsing.source import Source
from graph.vocabulary.readers.base import Problems, lines_of, open_text


def csv_rows(source: Source, delimiter: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row; comments (`#`) are passed over, a quote that never ends is a problem."""
    with open_text(source) as stream:
        number = 0

        def lines() -> Iterator[str]:
            nonlocal number
            for number, line in enumerate(lines_of(stream, source), 1):  # noqa: B007 - read outside
                if not is_comment(line):
                    yield line

        reader = cells_of(lines(), delimiter)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                problems.report(source, number, str(error))
                continue
            yield number, row


def cells_of(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The cells of each row; raises csv.Error, after which it goes on.

    Between tabs a quote is a character like others, as chemical and gene names have it, unless it stands around a
    cell: so one of them never swallows the rows that follow.
    """
    if delimiter == "\t":
        return ([_unquoted(cell) for cell in line.rstrip("\r\n").split("\t")] for line in lines)
    return csv.reader(lines, delimiter=delimiter)


def is_comment(line: str) -> bool:
    """Whether a line is a comment, also where a spreadsheet has put it in quotes."""
    return line.lstrip('"').startswith("#")


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if quoted else cell
