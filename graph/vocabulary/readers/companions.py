"""Files that complete a vocabulary: MeSH's tree numbers, further names, supplementary records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from graph.model import Concept
from graph.parsing.source import FileSource
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    VocabularyError,
    file_name,
    head_of,
    source_errors,
    table_text,
)
from graph.vocabulary.readers.kinds import with_kinds
from graph.vocabulary.readers.mesh_tables import MeshNamesReader, with_names
from graph.vocabulary.readers.mesh_tree import MeshTree, is_tree, read_tree
from graph.vocabulary.readers.mesh_xml import MeshXmlReader
from graph.vocabulary.readers.options import VocabularyOptions


@dataclass(slots=True)
class Companions:
    """What was read of them."""

    tree: MeshTree | None = None
    supplements: list[LoadedVocabulary] = field(default_factory=list)
    names: dict[str, Concept] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)

    def completed(self, loaded: LoadedVocabulary) -> Iterator[Concept]:
        """The vocabulary's concepts with those of its supplements, and with the further names."""
        # The headings that supplementary records are mapped to are in the file itself, then.
        seen: dict[str, Concept] = {}
        concepts = _noted(loaded.concepts, seen) if self.supplements else loaded.concepts
        concepts = chain(concepts, *(_with_supplement(each, loaded, seen) for each in self.supplements))
        return with_names(concepts, self.names) if self.names else concepts


def read_companions(paths: Sequence[Path]) -> Companions:
    """What the files hold. Raises VocabularyError for one that completes no vocabulary."""
    found = Companions()
    for path in paths:
        source = FileSource(path)
        with source_errors(source):
            _add_companion(found, source)
    return found


def _add_companion(found: Companions, source: FileSource) -> None:
    head = head_of(source)
    mesh_xml, mesh_names = MeshXmlReader(), MeshNamesReader()
    if mesh_xml.accepts(source, head):
        found.supplements.append(mesh_xml.read(source, VocabularyOptions()))
    elif mesh_names.accepts(source, head):
        names = mesh_names.read(source, VocabularyOptions())
        found.names.update((concept.id, concept) for concept in names.concepts)
        found.problems.extend(names.problems)
    elif is_tree(table_text(head)):
        found.tree = read_tree(source, found.problems)
    else:
        raise VocabularyError(
            f"{file_name(source)} completes no vocabulary",
            "A companion is a table of MeSH tree numbers or names, or supp20xx.xml.",
        )


def _noted(concepts: Iterator[Concept], seen: dict[str, Concept]) -> Iterator[Concept]:
    for concept in concepts:
        seen[concept.id] = concept
        yield concept


def _with_supplement(
    supplement: LoadedVocabulary, loaded: LoadedVocabulary, seen: Mapping[str, Concept]
) -> Iterator[Concept]:
    def known(ids: Collection[str]) -> Mapping[str, Concept]:
        return {id_: seen[id_] for id_ in ids if id_ in seen}

    yield from with_kinds(supplement.concepts, supplement.kind, known)
    loaded.problems.extend(supplement.problems)
