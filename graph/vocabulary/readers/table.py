"""Vocabularies as CSV or TSV: a header with id and name, or ICD's headerless `code,"name"`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import PurePath

from graph.model import Concept
from graph.parsing.source import Source
from graph.vocabulary.names.curies import is_curie, linkable_curie, prefix_of
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    VocabularyError,
    collect_rows,
    file_name,
    head_of,
    table_text,
    unreadable,
)
from graph.vocabulary.readers.categories import category_of_id
from graph.vocabulary.readers.csv_rows import csv_rows
from graph.vocabulary.readers.options import VocabularyOptions

_ALIASES = {
    "id": "id,curie,concept_id,concept id,code,identifier,hgnc id,hgnc_id,mesh_id",
    "name": "approved symbol,name,label,preferred_name,preferred name,preferred label,title,term,symbol,mesh_name",
    "synonyms": "synonyms,synonym,aliases,alias,alias_symbol,approved name",
    "definition": "definition,def,description",
    "category": "category,biolink_category",
    "parents": "parents,parent,is_a,parent_id,subclassof",
    "same_as": "same_as,sameas,exact_match,exactmatch",
    "status": "status",
}
_CODE = re.compile(r"[A-Za-z]{0,3}\d[\w.]*")
_DELIMITERS = "\t,;|"
_LONGEST_HEADER = 10_000  # characters; a bound, so that no file of one line is split


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is written: its delimiter and, by our names, the indices of its columns."""

    delimiter: str
    columns: dict[str, list[int]]
    header: bool


def layout_of(head: str) -> TableLayout | None:
    """The table's layout, or None when it is no vocabulary."""
    line = next((line for line in head.splitlines() if line.strip() and not line.startswith("#")), "")
    if len(line) > _LONGEST_HEADER:
        return None
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        columns = _columns([cell.strip().lower() for cell in cells])
        if "id" in columns and "name" in columns:
            return TableLayout(delimiter, columns, True)
        if len(cells) == 2 and _CODE.fullmatch(cells[0].strip()) and cells[1].strip():
            return TableLayout(delimiter, {"id": [0], "name": [1]}, False)
    return None


def _columns(cells: list[str]) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for ours, aliases in _ALIASES.items():
        found = [cells.index(alias) for alias in aliases.split(",") if alias in cells]
        if found:
            # HGNC's name and its previous symbols are both synonyms; of every other column one is enough.
            columns[ours] = found if ours == "synonyms" else found[:1]
    return columns


class TableReader:
    """Reads tables; rows of one id that follow each other are one concept."""

    name = "table"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first line names an id and a name, or is a code and its name."""
        return layout_of(table_text(head)) is not None

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The table's concepts; a code that is no CURIE gets the vocabulary's id in capitals as its prefix."""
        layout = layout_of(table_text(head_of(source)))
        if layout is None:
            raise unreadable(source)
        problems = Problems()
        first = next(_rows(source, layout, "", Problems()), None)
        identifier = first["id"][0] if first else ""
        needs_prefix = bool(first) and not is_curie(identifier)
        if needs_prefix and not options.id:
            raise VocabularyError(
                f"the codes of {file_name(source)} ({identifier!r}) say nothing about their vocabulary",
                "Name the vocabulary, for example icd10cm: it becomes the prefix of every code.",
            )
        own = prefix_of(identifier) if first else PurePath(source.name).stem
        identity = (options.id or own).lower()
        prefix = identity.upper() if needs_prefix else ""
        concepts = _concepts(source, layout, prefix, problems)
        return LoadedVocabulary(identity, "", file_name(source), concepts, problems)


_Cells = dict[str, list[str]]


def _concepts(source: Source, layout: TableLayout, prefix: str, problems: Problems) -> Iterator[Concept]:
    for identifier, group in groupby(_rows(source, layout, prefix, problems), key=lambda row: row["id"][0]):
        rows = collect_rows(group, _size, source)
        name = rows[0]["name"][0]
        synonyms = [text for row in rows for text in (*row["name"], *_cell_values(row, "synonyms"))]
        same = [
            curie for row in rows for text in _cell_values(row, "same_as") if (curie := linkable_curie(text))
        ]
        yield Concept(
            id=identifier,
            name=name,
            synonyms=tuple(text for text in dict.fromkeys(synonyms) if text != name),
            definition=(rows[0].get("definition") or [""])[0],
            category=(rows[0].get("category") or [""])[0].removeprefix("biolink:")
            or category_of_id(identifier),
            parents=tuple(
                dict.fromkeys(p for row in rows for p in _cell_values(row, "parents") if is_curie(p))
            ),
            same_as=tuple(curie for curie in dict.fromkeys(same) if curie != identifier),
        )


def _size(row: _Cells) -> int:
    return sum(len(cell) for cells in row.values() for cell in cells)


def _cell_values(row: _Cells, column: str) -> list[str]:
    """The values of a cell: separated by `|`, or as HGNC does by a comma and a space when it holds symbols."""
    values: list[str] = []
    for cell in row.get(column, []):
        symbols = "|" not in cell and all(" " not in part for part in cell.split(", "))
        values += cell.split(", ") if symbols else cell.split("|")
    return [value.strip() for value in values if value.strip()]


def _rows(source: Source, layout: TableLayout, prefix: str, problems: Problems) -> Iterator[_Cells]:
    """The rows that have an id and a name; withdrawn ones are left out, broken ones are problems."""
    for number, row in islice(csv_rows(source, layout.delimiter, problems), int(layout.header), None):
        cells = {
            ours: [row[index].strip() for index in indices if index < len(row)]
            for ours, indices in layout.columns.items()
        }
        if not all(cells.get(column) and cells[column][0] for column in ("id", "name")):
            if any(row):
                problems.report(source, number, "no id or no name")
        elif "withdrawn" not in "".join(cells.get("status", [])).lower():
            if prefix and not is_curie(cells["id"][0]):
                cells["id"] = [f"{prefix}:{cells['id'][0]}"]
            yield cells
