"""One way in: tells a vocabulary's format by its content and reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from graph.model import Concept
from graph.vocabulary.readers import mesh_tables
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    VocabularyError,
    damage_reported,
    head_of,
    unreadable,
)
from graph.vocabulary.readers.json_records import is_records, read_records
from graph.vocabulary.readers.mesh_tree import MeshTree, is_tree, read_tree
from graph.vocabulary.readers.mesh_xml import is_mesh_xml, read_mesh_xml
from graph.vocabulary.readers.obo import is_obo, read_obo
from graph.vocabulary.readers.obograph import is_obograph, read_obograph
from graph.vocabulary.readers.owl import is_owl, read_owl
from graph.vocabulary.readers.rxnorm import read_rxnorm, rxnconso_of
from graph.vocabulary.readers.soundness import sound
from graph.vocabulary.readers.sssom import is_sssom, read_sssom
from graph.vocabulary.readers.table import layout_of, read_table
from graph.vocabulary.readers.umls import mrconso_of, read_umls
from graph.vocabulary.readers.zipped import Unpacked, is_zip

_ONTOLOGIES = (
    (is_owl, read_owl),
    (is_obograph, read_obograph),
    (is_records, read_records),
    (is_obo, read_obo),
)


def read_vocabulary(
    path: Path, vocabulary_id: str | None = None, companions: Sequence[Path] = ()
) -> LoadedVocabulary:
    """The vocabulary in a file (plain, gzip or zip) or in the folder of a UMLS or RxNorm release.

    `companions` are files that complete it and are never used unasked: MeSH tree numbers or a table of further
    names beside a MeSH table, supp20xx.xml beside desc20xx.xml.

    Raises VocabularyError when the file is of another kind or holds no concept at all; so does consuming its
    concepts, when the file turns out to be cut short or damaged: a vocabulary is taken whole or not at all.
    """
    path = Path(path)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise VocabularyError(f"{path} is no regular file", "Save it to a file first.")
    with damage_reported(path):
        if path.is_file() and is_zip(path):
            return _unpacked(path, vocabulary_id, companions)
        return _loaded(path, vocabulary_id, companions)


def _unpacked(path: Path, vocabulary_id: str | None, companions: Sequence[Path]) -> LoadedVocabulary:
    unpacked = Unpacked(path)
    loaded = _loaded(unpacked.path, vocabulary_id, companions)

    def then_removed(concepts: Iterator[Concept]) -> Iterator[Concept]:
        yield from concepts
        unpacked.close()

    loaded.source = path.name
    loaded.concepts = then_removed(loaded.concepts)
    return loaded


def _loaded(path: Path, vocabulary_id: str | None, companions: Sequence[Path]) -> LoadedVocabulary:
    extra = _companions(companions)
    loaded = _read(path, vocabulary_id, extra.tree)
    if vocabulary_id:
        loaded.id = vocabulary_id.lower()
    loaded.problems.extend(extra.problems)
    concepts = chain(loaded.concepts, *(_joined(each, loaded) for each in extra.supplements))
    loaded.concepts = mesh_tables.with_names(concepts, extra.names) if extra.names else concepts
    loaded.concepts = _at_least_one(_undamaged(sound(loaded), path), path)
    return loaded


def _undamaged(concepts: Iterator[Concept], path: Path) -> Iterator[Concept]:
    with damage_reported(path):
        yield from concepts


def _joined(supplement: LoadedVocabulary, loaded: LoadedVocabulary) -> Iterator[Concept]:
    yield from supplement.concepts
    loaded.problems.extend(supplement.problems)


@dataclass(slots=True)
class _Companions:
    tree: MeshTree | None = None
    supplements: list[LoadedVocabulary] = field(default_factory=list)
    names: dict[str, Concept] = field(default_factory=dict)
    problems: list[str] = field(default_factory=Problems)


def _companions(paths: Sequence[Path]) -> _Companions:
    found = _Companions()
    for path in paths:
        with damage_reported(path):
            _add_companion(found, path)
    return found


def _add_companion(found: _Companions, path: Path) -> None:
    head = head_of(path)
    if is_mesh_xml(head):
        found.supplements.append(read_mesh_xml(path, head))
    elif mesh_tables.is_names(head):
        names = mesh_tables.read_names(path, None)
        found.names.update((concept.id, concept) for concept in names.concepts)
        found.problems.extend(names.problems)
    elif is_tree(head):
        found.tree = read_tree(path, found.problems)
    else:
        raise VocabularyError(
            f"{path.name} completes no vocabulary",
            "A companion is a table of MeSH tree numbers or names, or supp20xx.xml.",
        )


def _read(path: Path, vocabulary_id: str | None, tree: MeshTree | None) -> LoadedVocabulary:
    if rxnconso_of(path):
        return read_rxnorm(path)
    if path.is_dir() or mrconso_of(path):
        return read_umls(path)
    head = head_of(path)
    if is_mesh_xml(head):
        return read_mesh_xml(path, head)
    reader = next((reader for fits, reader in _ONTOLOGIES if fits(head)), None)
    return reader(path, vocabulary_id) if reader else _read_table(path, head, vocabulary_id, tree)


def _read_table(path: Path, head: str, vocabulary_id: str | None, tree: MeshTree | None) -> LoadedVocabulary:
    if not head.strip() or "\0" in head:
        raise unreadable(path)
    if is_sssom(head):
        return read_sssom(path)
    if mesh_tables.is_names(head):
        return mesh_tables.read_names(path, tree)
    if is_tree(head):
        problems = Problems()
        return mesh_tables.read_tree_only(path, read_tree(path, problems), problems)
    if mesh_tables.is_labels(head):
        return mesh_tables.read_labels(path, tree)
    layout = layout_of(head)
    if layout is None:
        raise unreadable(path)
    return read_table(path, layout, vocabulary_id)


def _at_least_one(concepts: Iterator[Concept], path: Path) -> Iterator[Concept]:
    """The concepts, the first of them already fetched: an empty vocabulary must fail before it is stored."""
    first = next(concepts, None)
    if first is None:
        raise VocabularyError(
            f"{path.name} holds no concept", "Check that the file is whole and of the right kind."
        )
    return chain([first], concepts)
