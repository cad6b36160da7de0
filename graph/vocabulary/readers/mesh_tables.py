"""MeSH as tab-separated tables: one row a name, or tree numbers alone. Tables of one concept a row: `table.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.model import Concept
from graph.parsing.source import Source
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    VocabularyError,
    file_name,
    lines_of,
    open_text,
    table_text,
)
from graph.vocabulary.readers.categories import NAMED_THING, category_of_name, category_of_tree
from graph.vocabulary.readers.mesh_names import useful_synonyms, usual_name
from graph.vocabulary.readers.mesh_tree import MeshTree, is_tree, read_tree, version_of
from graph.vocabulary.readers.options import VocabularyOptions

_ID = re.compile(r"[CD]\d{6,9}")
_KINDS = {"chemical": "ChemicalEntity", "disease": "Disease"}
# The table of names has lost its capitals, so "all" could be ALL: nothing with so few letters can be trusted.
_SHORTEST_LOWERED = 5


class MeshNamesReader:
    """Reads tables of one name a row."""

    name = "mesh-names"

    def accepts(self, source: Source, head: bytes) -> bool:
        """`name <tab> mesh_id <tab> kind`."""
        text = table_text(head)
        return text.startswith("name\tmesh_id\tkind")

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """Concepts from rows of single names, grouped in memory (the rows are sorted by name)."""
        problems = Problems()
        concepts = _names(source, options.tree, problems)
        return LoadedVocabulary("mesh", version_of(source), file_name(source), concepts, problems)


class MeshTreeReader:
    """Reads tables of tree numbers by themselves: names and IS_A without synonyms."""

    name = "mesh-tree"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first lines pair descriptor ids with tree numbers."""
        return is_tree(table_text(head))

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """One concept a descriptor, in the order of the table; the table is held in memory."""
        problems = Problems()
        tree = read_tree(source, problems)
        if not tree.names:
            raise VocabularyError(
                f"{file_name(source)} holds MeSH's tree numbers and no names",
                f"It completes a table of names: medgraph vocab add TABLE --with {file_name(source)}",
            )
        concepts = (descriptor_concept(identifier, name, [], tree) for identifier, name in tree.names.items())
        return LoadedVocabulary("mesh", version_of(source), file_name(source), concepts, problems)


def descriptor_concept(
    identifier: str, name: str, terms: list[str], tree: MeshTree | None, definition: str = ""
) -> Concept:
    """A descriptor with what its tree numbers say; without a tree its name may tell the category."""
    numbers = tree.numbers(identifier) if tree else []
    return Concept(
        id=f"MESH:{identifier}",
        name=name,
        synonyms=useful_synonyms(name, terms),
        definition=definition,
        category=category_of_tree(numbers) if numbers else category_of_name(name),
        parents=tree.parents(numbers) if tree else (),
    )


def _names(source: Source, tree: MeshTree | None, problems: Problems) -> Iterator[Concept]:
    names: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    with open_text(source) as stream:
        for number, line in enumerate(lines_of(stream, source), 1):
            if number == 1:
                continue
            row = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
            if len(row) < 3 or not _ID.fullmatch(row[1]) or row[2].lower() not in _KINDS:
                problems.report(source, number, "no name, descriptor id and kind")
            else:
                kinds[row[1]] = _KINDS[row[2].lower()]
                if sum(map(str.isalpha, row[0])) >= _SHORTEST_LOWERED:
                    names.setdefault(row[1], []).append(row[0])
    for identifier, terms in names.items():
        numbers = tree.numbers(identifier) if tree else []
        # The table does not say which name is preferred; the tree's table does.
        preferred = (tree and tree.names.get(identifier)) or usual_name(terms)
        parents = tree.parents(numbers) if tree else ()
        synonyms = useful_synonyms(preferred, terms)
        yield Concept(f"MESH:{identifier}", preferred, synonyms, category=kinds[identifier], parents=parents)


def with_names(concepts: Iterable[Concept], names: Mapping[str, Concept]) -> Iterator[Concept]:
    """The concepts with the further names of their namesakes, whose category also fills a missing one."""
    for concept in concepts:
        extra = names.get(concept.id)
        if extra is None:
            yield concept
            continue
        present = {concept.name.lower(), *(synonym.lower() for synonym in concept.synonyms)}
        more = tuple(name for name in (extra.name, *extra.synonyms) if name.lower() not in present)
        category = extra.category if concept.category == NAMED_THING else concept.category
        yield replace(concept, synonyms=concept.synonyms + more, category=category)
