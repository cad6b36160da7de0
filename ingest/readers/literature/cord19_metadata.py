"""CORD-19's metadata.csv: one paper a row, and which parses there are of it.

Format: https://github.com/allenai/cord19
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TypeAlias

from graph.parsing import Problem, Source, open_source, read_head
from ingest.readers.compose.canonical import clean_line
from ingest.readers.metadata.identity import paper_id, paper_ids

MetadataRow: TypeAlias = dict[str, str]

_NAME = "metadata.csv"
_FOLDERS = ("", "../", "../../", "../../../")
_MARKS = {"sha", "pmcid", "pubmed_id", "abstract", "publish_time"}
_FILES = ("pmc_json_files", "pdf_json_files")
# Releases before May 2020 say only whether there is a parse.
_FLAGS = ("has_full_text", "has_pdf_parse", "has_pmc_xml_parse")
_USED = {"cord_uid", "sha", "title", "doi", "pmcid", "pubmed_id", "license", "abstract", "publish_time"}
_USED |= {"authors", "journal", "url", *_FILES, *_FLAGS}
_PATH = re.compile(r"(?!.*\.\.)[\w.-]{1,120}(?:/[\w.-]{1,120}){0,4}", re.ASCII)
_LINE_CHARS = 1 << 20  # read at a time; abstracts have thousands
_MAX_BAD = 1000  # rows in succession; single ones are skipped
UNREADABLE = (OSError,)


def is_metadata(head: bytes) -> bool:
    """Whether a file that begins so is a metadata.csv of CORD-19."""
    first = head.decode("utf-8-sig", "replace").partition("\n")[0]
    return {name.strip() for name in first.split(",")} >= _MARKS


def metadata_of(source: Source) -> Source | None:
    """The metadata.csv beside a parse or up to three folders above it."""
    for folder in _FOLDERS:
        found = source.sibling(folder + _NAME)
        if found is not None and _is_good(found):
            return found
    return None


def _is_good(source: Source) -> bool:
    try:
        return is_metadata(read_head(source))
    except UNREADABLE:
        return False  # it is reported when it is read for itself


def rows(source: Source) -> Iterator[tuple[str, MetadataRow] | Problem]:
    """Every row with its place; one of a wrong number of fields is a Problem, and too many in a row are the last."""
    bad = 0
    for found in _all_rows(source):
        yield found
        bad = bad + 1 if isinstance(found, Problem) else 0
        if bad == _MAX_BAD:  # a quote that is never closed makes a mistake of every line after it
            yield Problem(
                source.name, "", f"{bad} rows in succession are broken; nothing after them was read"
            )
            return


def _all_rows(source: Source) -> Iterator[tuple[str, MetadataRow] | Problem]:
    with open_source(source) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", "replace", newline="")
        reader = csv.reader(iter(lambda: text.readline(_LINE_CHARS), ""))
        header: list[str] = []
        while (fields := _next(reader)) is not None:
            location = f"line {reader.line_num}"
            if isinstance(fields, csv.Error):
                yield Problem(source.name, location, f"broken CSV: {fields}")
            elif not header:
                header = [name.strip() for name in fields]
            elif len(fields) == len(header):
                yield location, {n: v for n, v in zip(header, fields, strict=True) if n in _USED}
            elif fields:
                reason = f"{len(fields)} fields where the header names {len(header)}"
                yield Problem(source.name, location, reason)


def _next(reader: Iterator[list[str]]) -> list[str] | csv.Error | None:
    """The next row, what is wrong with it, or None at the end."""
    try:
        return next(reader, None)
    except csv.Error as error:
        return error


def row_id(row: MetadataRow) -> str:
    """The paper's id, which is the same whether a parse of it is read or only its row; '' when it has none."""
    identifier = paper_id(*_ids(row), has_parse(row))
    uid = clean_line(row.get("cord_uid", ""))
    return identifier or (f"cord:{uid}" if uid else "")


def identifiers(row: MetadataRow) -> tuple[str, ...]:
    """Every id of the paper."""
    return paper_ids(*_ids(row))


def _ids(row: MetadataRow) -> tuple[str, str, str]:
    """The values for PMC, PubMed and DOI."""
    parses = _names(row, "pmc_json_files")
    pmc = row.get("pmcid", "") or (_stem(parses[0]) if parses else "")
    return pmc, row.get("pubmed_id", ""), row.get("doi", "")


def has_parse(row: MetadataRow) -> bool:
    """Whether CORD-19 has the full text of the paper."""
    return any(_names(row, name) for name in _FILES) or any(_flagged(row, name) for name in _FLAGS)


def best_parse(row: MetadataRow, *near: Source) -> str:
    """The `paper_id` of the parse that is read: PMC's before that of the PDF, of those files that are there.

    They are looked for where the row says from metadata.csv, and beside any of `near`.
    """
    for path in (name for kind in _FILES for name in _names(row, kind)):
        own = PurePosixPath(path)
        for place in (path, own.name, f"../{own.parent.name}/{own.name}"):
            if any(source.sibling(place) is not None for source in near):
                return _stem(path)
    return ""


def parse_ids(row: MetadataRow) -> set[str]:
    """The `paper_id` of every parse there is or was of the paper."""
    named = {_stem(name) for kind in _FILES for name in _names(row, kind)}
    return named | set(_names(row, "sha")) | set(_names(row, "pmcid"))


def unnamed_parse(row: MetadataRow) -> bool:
    """Whether there is a parse, under a name that the row does not give."""
    return has_parse(row) and not any(_names(row, name) for name in _FILES)


def _flagged(row: MetadataRow, name: str) -> bool:
    return row.get(name, "").casefold() == "true"


def _names(row: MetadataRow, column: str) -> list[str]:
    return [name for name in map(str.strip, row.get(column, "").split(";")) if _PATH.fullmatch(name)]


def _stem(path: str) -> str:
    return PurePosixPath(path).name.partition(".")[0]
