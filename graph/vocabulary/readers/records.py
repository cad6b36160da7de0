"""A record of a table or a JSON list, its cells by our names for them, as a concept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Concept
from graph.vocabulary.names.curies import is_curie, linkable_curie, prefix_of
from graph.vocabulary.readers.categories import (
    NAMED_THING,
    category_of_id,
    category_of_name,
    category_of_tree,
    category_of_word,
)
from graph.vocabulary.readers.columns import Columns, vocabulary_columns
from graph.vocabulary.readers.identifiers import CodeHierarchy, identifier_of
from graph.vocabulary.readers.mesh_names import useful_synonyms
from graph.vocabulary.readers.mesh_tree import MeshTree
from graph.vocabulary.readers.terms import XREF_IS_SAME

Cells = Mapping[str, Sequence[str]]
"""The values of one record by our names (`columns.py`); of lists, every value."""

_LISTED = frozenset({"synonyms", "brands"})
_LISTED_IDS = frozenset({"parents", "mapped", "same_as", "xrefs", "tree"})
_BARS = ("|", ";")
_BETWEEN_IDS = re.compile(r"[|,;\s]+")


@dataclass(slots=True)
class RecordShape:
    """How a file's records are read: the places of their columns, and whose the codes in them are.

    `own` is the prefix of codes that say nothing about themselves; `barred` are the columns of lists that bars or
    semicolons divide, where a comma is part of a name ("Encephalopathy, Hypertensive").
    """

    columns: Columns
    prefixes: dict[int, str]
    own: str = ""
    barred: frozenset[int] = frozenset()
    tree: MeshTree | None = None
    codes: CodeHierarchy = field(default_factory=CodeHierarchy)

    @classmethod
    def of(cls, names: Sequence[str], columns: Columns, sample: Sequence[Sequence[str]] = ()) -> RecordShape:
        """The shape of records with these columns; a `sample` of a table's rows shows what divides its lists."""
        listed = [place for name in _LISTED for place in columns.get(name, ())]
        barred = frozenset(
            place
            for place in listed
            if any(mark in row[place] for row in sample if place < len(row) for mark in _BARS)
        )
        return cls(columns, dict(vocabulary_columns(names)), barred=barred)

    def cells(self, row: Sequence[str | list[str]]) -> dict[str, list[str]]:
        """The values of a row, by our names."""
        return {
            name: [
                value
                for place in places
                if place < len(row)
                for value in _values(name, row[place], place in self.barred)
            ]
            for name, places in self.columns.items()
        }

    def identifier(self, row: Sequence[str | list[str]]) -> str:
        """The record's CURIE; the bare code where nothing says whose it is, '' where there is none."""
        found = self._identifiers(row, self.columns["id"])
        return found[0] if found else ""

    def is_foreign(self, identifier: str) -> bool:
        """Whether this is an id by which only records that lack one of the vocabulary's own are known."""
        own, *others = self.columns["id"]
        return bool(others) and prefix_of(identifier) != self.prefixes.get(own, prefix_of(identifier))

    def other_identifiers(self, row: Sequence[str | list[str]]) -> list[str]:
        """Those of other vocabularies, of which the record says that they mean the same."""
        return self._identifiers(row, self.prefixes)

    def _identifiers(self, row: Sequence[str | list[str]], places: Iterable[int]) -> list[str]:
        cells = ((place, row[place]) for place in places if place < len(row))
        texts = (
            (place, text) for place, cell in cells for text in ([cell] if isinstance(cell, str) else cell)
        )
        return [identifier_of(text, self.prefixes.get(p, self.own)) for p, text in texts if text.strip()]


def concept_from(identifier: str, rows: Sequence[Cells], shape: RecordShape) -> Concept:
    """The concept that one or several rows describe; the first of them names it."""
    name = rows[0]["name"][0]
    texts = [
        text
        for row in rows
        for text in (*row["name"], *row.get("also", ()), *row.get("synonyms", ()), *row.get("brands", ()))
    ]
    prefix = prefix_of(identifier)
    same = _all(rows, "same_as") + (_all(rows, "xrefs") if prefix.upper() in XREF_IS_SAME else [])
    same += _all(rows, "identifiers")
    numbers = _numbers(identifier, rows, shape)
    parents = [identifier_of(text, prefix) for text in _all(rows, "parents")]
    parents += [identifier_of(text, prefix) for text in _all(rows, "mapped")]
    if prefix == "MESH" and shape.tree:
        parents += shape.tree.parents(numbers)
    elif prefix.startswith("ICD10") and not parents:
        parents += shape.codes.parents(identifier)
    return Concept(
        id=identifier,
        name=name,
        synonyms=useful_synonyms(name, texts) if prefix == "MESH" else _synonyms(name, texts),
        definition=next(iter(_all(rows, "definition")), ""),
        category=_category(identifier, name, _all(rows, "category"), numbers, bool(_all(rows, "mapped"))),
        parents=tuple(p for p in dict.fromkeys(parents) if is_curie(p) and p != identifier),
        same_as=tuple(
            c for c in dict.fromkeys(map(linkable_curie, map(identifier_of, same))) if c and c != identifier
        ),
    )


def _numbers(identifier: str, rows: Sequence[Cells], shape: RecordShape) -> list[str]:
    """The record's places in MeSH's tree: its own, else those of a table that completes this one."""
    own = _all(rows, "tree")
    return own or (shape.tree.numbers(identifier.partition(":")[2]) if shape.tree else [])


def _category(identifier: str, name: str, stated: list[str], numbers: list[str], is_mapped: bool) -> str:
    """What the file states; else what the tree says, then the vocabulary, then the name of a MeSH descriptor.

    What is mapped to a heading takes the heading's category, where that is loaded.
    """
    category = next((c for text in stated if (c := category_of_word(text)) != NAMED_THING), NAMED_THING)
    if category == NAMED_THING:
        category = category_of_tree(numbers) if numbers else category_of_id(identifier)
    if category == NAMED_THING and not is_mapped and prefix_of(identifier) == "MESH":
        return category_of_name(name)
    return category


def _synonyms(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if text and text != name)


def _all(rows: Sequence[Cells], name: str) -> list[str]:
    return [text for row in rows for text in row.get(name, ())]


def _values(name: str, cell: str | list[str], is_barred: bool) -> list[str]:
    if isinstance(cell, list):
        texts = cell
    elif name in _LISTED_IDS:
        texts = _BETWEEN_IDS.split(cell)
    else:
        texts = _parts(cell, is_barred) if name in _LISTED else [cell]
    return [text for each in texts if (text := each.strip())]


def _parts(cell: str, is_barred: bool) -> list[str]:
    """The values of a cell: separated by `|` or `;`, or as HGNC does by a comma and a blank when it holds symbols."""
    for mark in _BARS:
        if mark in cell:
            return cell.split(mark)
    symbols = [] if is_barred else cell.split(", ")
    return symbols if symbols and all(" " not in symbol for symbol in symbols) else [cell]
