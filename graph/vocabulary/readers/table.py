"""Vocabularies as CSV or TSV: with a header that names the columns, or without one, known by what is in them.

How the columns are called stands in `columns.py`; `VocabularyOptions.columns` names others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath

from graph.model import Concept
from graph.parsing.source import Source
from graph.vocabulary.names.curies import is_curie, prefix_of
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
from graph.vocabulary.readers.csv_rows import csv_rows
from graph.vocabulary.readers.identifiers import is_icd10_code
from graph.vocabulary.readers.layout import TableLayout, layout_of
from graph.vocabulary.readers.mesh_tree import MeshTree, version_of
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.records import RecordShape, concept_from

_WITHDRAWN = re.compile(r"withdrawn|obsolete|deprecated|^true$", re.IGNORECASE)

_Row = tuple[str, dict[str, list[str]]]


class TableReader:
    """Reads tables; rows of one id that follow each other are one concept."""

    name = "table"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first lines name an id and a name, or are ids and names."""
        return layout_of(table_text(head)) is not None

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The table's concepts; a code that is no CURIE gets the vocabulary's id in capitals as its prefix."""
        layout = layout_of(table_text(head_of(source)), options.columns)
        if layout is None:
            raise unreadable(source)
        shape = layout.shape
        first = next(_rows(source, layout, Problems()), ("", {}))[0]
        if first and not is_curie(first):
            shape.own = _prefix(first, shape, options.id, source)
            first = f"{shape.own}:{first}"
        identity = options.id or default_identity(first, shape) or PurePath(source.name).stem
        shape.tree = _own_tree(source, layout) if "tree" in shape.columns else options.tree
        problems = Problems()
        version = version_of(source) if prefix_of(first) == "MESH" else ""
        concepts = _concepts(source, layout, problems)
        return LoadedVocabulary(identity.lower(), version, file_name(source), concepts, problems)


def default_identity(first: str, shape: RecordShape) -> str:
    """The short name that the first identifier gives a vocabulary.

    MeSH's supplementary records, and a list of brand names, stand beside the vocabulary whose identifiers they have.
    """
    own = prefix_of(first).lower()
    if own == "mesh" and first.partition(":")[2].startswith("C"):
        return "mesh-supplement"
    return f"{own}-brands" if own and "brands" in shape.columns else own


def _prefix(code: str, shape: RecordShape, vocabulary_id: str | None, source: Source) -> str:
    if "billable" in shape.columns and is_icd10_code(code):
        return "ICD10CM"
    if vocabulary_id:
        return vocabulary_id.upper()
    raise VocabularyError(
        f"the codes of {file_name(source)} ({code!r}) say nothing about their vocabulary",
        "Name the vocabulary, for example --id icd10cm: it becomes the prefix of every code.",
    )


def _own_tree(source: Source, layout: TableLayout) -> MeshTree:
    """Where everyone sits in MeSH's tree, when the table itself says so: read before the concepts."""
    tree = MeshTree()
    for identifier, cells in _rows(source, layout, Problems()):
        for number in cells.get("tree", ()):
            tree.add(identifier.partition(":")[2], number)
    return tree


def _concepts(source: Source, layout: TableLayout, problems: Problems) -> Iterator[Concept]:
    for identifier, group in groupby(_rows(source, layout, problems), key=lambda row: row[0]):
        rows = [cells for _, cells in collect_rows(group, _size, source)]
        yield concept_from(identifier, rows, layout.shape)


def _size(row: _Row) -> int:
    return sum(len(cell) for cells in row[1].values() for cell in cells)


def _rows(source: Source, layout: TableLayout, problems: Problems) -> Iterator[_Row]:
    """The rows that have an id and a name; withdrawn ones are left out, broken ones are problems."""
    skipped = not layout.header
    for number, row in csv_rows(source, layout.delimiter, problems):
        if not any(row):
            continue
        if not skipped:
            skipped = True
            continue
        identifier, cells = layout.shape.identifier(row), layout.shape.cells(row)
        if not identifier or not cells.get("name"):
            problems.report(source, number, "no id or no name")
        elif not any(_WITHDRAWN.search(text) for text in cells.get("status", ())):
            cells["identifiers"] = layout.shape.other_identifiers(row)
            yield identifier, cells
