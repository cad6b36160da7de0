"""Tables of references (CSV, TSV), as databases, screening tools and reference managers write them.

Commas, semicolons or tabs stand between the fields. A row is a reference; of Embase's "by field" layout a row is a
field, its name in the first column, and a reference ends with a blank row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from graph import Tier
from graph.parsing import (
    Problem,
    Source,
    decode_head,
    encoding_of,
    errors_of,
    open_source,
    plain_name,
    read_head,
)
from ingest.readers.base import ReadResult
from ingest.readers.literature.citations.columns import are_references, by_rank, columns_of, value_of
from ingest.readers.literature.citations.table_row import citation_of

_SUFFIXES = {".csv", ".tsv", ".tab"}
_DELIMITERS = ",;\t|"
_LINE_CHARS = 1 << 20  # read at a time; a field may have the 128 KiB of Python's csv
_PREFACE = 10  # rows before the header at most: databases tell there when the export was made
_MAX_BAD = 1000  # rows in succession; single ones are skipped
_NO_REFERENCES = (
    "a table, but not of references: these have a column Title, and Abstract, DOI or PMID; its columns are {}. "
    "Name them so (a vocabulary is added with: medgraph vocab add FILE)"
)

_STUDIES = (
    "a table of ClinicalTrials.gov, which holds a part of each study: download the studies as JSON instead"
)

Row = tuple[str, list[str]]
"""Where the row stands (`line 3`), and its fields."""


class CitationTableReader:
    """Reads one document a reference."""

    name = "citation-table"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Files whose header names the columns of references, and any that is called a table."""
        if plain_name(source).suffix.lower() in _SUFFIXES:
            return True
        return _layout(decode_head(head)) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a reference."""
        head = decode_head(read_head(source))
        delimiter = _layout(head)
        if delimiter is None:
            names = _first_row(head)
            reason = _NO_REFERENCES.format(", ".join(names[:12]) or "not to be told")
            yield Problem(source.name, "", _STUDIES if "NCT Number" in names else reason)
            return
        with open_source(source) as stream:
            encoding = encoding_of(read_head(source))
            text = io.TextIOWrapper(stream, encoding, errors_of(encoding), newline="")
            lines = iter(lambda: text.readline(_LINE_CHARS), "")
            found = False
            for result in _references(_rows(lines, delimiter, source), source, tier):
                found = True
                yield result
        if not found:
            yield Problem(source.name, "", "a table of references without any row")


def _layout(head: str) -> str | None:
    """The delimiter with which the first rows are a table of references; None where none makes them one."""
    lines = head.splitlines(keepends=True)
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(lines, delimiter=delimiter), _PREFACE))
        except csv.Error:
            continue
        if any(are_references(columns_of(row)) for row in rows) or _is_by_field(rows):
            return delimiter
    return None


def _is_by_field(rows: Iterable[list[str]]) -> bool:
    """Whether rows are fields: each names one in its first column."""
    rows = [row for row in rows if any(row)]
    named = [row for row in rows if len(row) > 1 and value_of(row[0]) and not value_of(row[1])]
    return len(named) * 2 >= len(rows) and are_references([value_of(row[0]) for row in named])


def _first_row(head: str) -> list[str]:
    line = head.splitlines()[0] if head.strip() else ""
    return [name.strip(' "') for name in line.split(max(_DELIMITERS, key=line.count))]


def _rows(lines: Iterator[str], delimiter: str, source: Source) -> Iterator[Row | Problem]:
    reader = csv.reader(lines, delimiter=delimiter)
    bad = 0
    while bad < _MAX_BAD:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            bad += 1
            yield Problem(source.name, f"line {reader.line_num}", f"broken CSV: {error}")
            continue
        if fields is None:
            return
        bad = 0
        yield f"line {reader.line_num}", [field.strip("\ufeff") for field in fields]
    yield Problem(source.name, "", f"{bad} rows in succession are broken; nothing after them was read")


def _references(rows: Iterator[Row | Problem], source: Source, tier: Tier) -> Iterator[ReadResult]:
    preface: list[list[str]] = []
    for found in rows:
        if isinstance(found, Problem):
            yield found
            continue
        preface.append(found[1])
        if are_references(columns_of(found[1])):
            yield from _by_row(rows, found[1], source, tier)
            return
        if _is_by_field(preface):
            yield from _by_field(rows, preface, source, tier)
            return


def _by_row(
    rows: Iterator[Row | Problem], header: list[str], source: Source, tier: Tier
) -> Iterator[ReadResult]:
    order = [(place, name) for place in by_rank(header) if (name := value_of(header[place]))]
    for found in rows:
        if isinstance(found, Problem):
            yield found
            continue
        location, fields = found
        if not any(map(str.strip, fields)):
            continue
        if len(fields) > len(header) and any(map(str.strip, fields[len(header) :])):
            reason = f"{len(fields)} fields where the header names {len(header)}: a quote is missing"
            yield Problem(source.name, location, reason)
        else:
            pairs = ((name, fields[place]) for place, name in order if place < len(fields))
            yield citation_of(pairs).document(location, source.name, tier)


def _by_field(
    rows: Iterator[Row | Problem], preface: list[list[str]], source: Source, tier: Tier
) -> Iterator[ReadResult]:
    pairs: list[tuple[str, str]] = []
    location = "line 1"

    def take(row: list[str]) -> None:
        name = value_of(row[0])
        separator = "; " if name == "authors" else " "
        pairs.append((name, separator.join(filter(None, map(str.strip, row[1:])))))

    for row in filter(any, preface):
        take(row)
    for found in rows:
        if isinstance(found, Problem):
            yield found
        elif any(map(str.strip, found[1])) and not (value_of(found[1][0]) == "title" and pairs):
            take(found[1])
        else:
            if pairs:
                yield citation_of(pairs).document(location, source.name, tier)
            pairs.clear()
            location = found[0]
            if any(map(str.strip, found[1])):
                take(found[1])
    if pairs:
        yield citation_of(pairs).document(location, source.name, tier)
