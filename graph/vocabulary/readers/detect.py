"""One way in: tells a vocabulary's format by its content and reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from graph.model import Concept
from graph.vocabulary.readers import mesh_tables
from graph.vocabulary.readers.base import READABLE, LoadedVocabulary, VocabularyError, head_of
from graph.vocabulary.readers.mesh_tree import MeshTree, is_tree, read_tree
from graph.vocabulary.readers.mesh_xml import is_mesh_xml, read_mesh_xml
from graph.vocabulary.readers.obo import read_obo
from graph.vocabulary.readers.table import layout_of, read_table
from graph.vocabulary.readers.umls import mrconso_of, read_umls


def read_vocabulary(
    path: Path, vocabulary_id: str | None = None, companions: Sequence[Path] = ()
) -> LoadedVocabulary:
    """The vocabulary in a file (gzip or not) or a UMLS META folder.

    `companions` are files that complete it and are never used unasked: MeSH tree numbers or a table of further
    names beside a MeSH table, supp20xx.xml beside desc20xx.xml.

    Raises VocabularyError when the file is of another kind, or holds no concept at all.
    """
    path = Path(path)
    extra = _companions(companions)
    loaded = _read(path, vocabulary_id, extra.tree)
    if vocabulary_id:
        loaded.id = vocabulary_id.lower()
    loaded.problems.extend(extra.problems)
    concepts = chain(_at_least_one(loaded, path), *(supplement.concepts for supplement in extra.supplements))
    loaded.concepts = mesh_tables.with_names(concepts, extra.names) if extra.names else concepts
    return loaded


@dataclass(slots=True)
class _Companions:
    tree: MeshTree | None = None
    supplements: list[LoadedVocabulary] = field(default_factory=list)
    names: dict[str, Concept] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def _companions(paths: Sequence[Path]) -> _Companions:
    found = _Companions()
    for path in paths:
        head = head_of(path)
        if is_mesh_xml(head):
            found.supplements.append(read_mesh_xml(path, head))
        elif mesh_tables.is_names(head):
            names = mesh_tables.read_names(path, None)
            found.names.update((concept.id, concept) for concept in names.concepts)
            found.problems += names.problems
        elif is_tree(head):
            found.tree = read_tree(path, found.problems)
        else:
            raise VocabularyError(
                f"{path.name} completes no vocabulary",
                "A companion is a table of MeSH tree numbers or names, or supp20xx.xml.",
            )
    return found


def _read(path: Path, vocabulary_id: str | None, tree: MeshTree | None) -> LoadedVocabulary:
    if path.is_dir() or mrconso_of(path):
        return read_umls(path)
    head = head_of(path)
    if is_mesh_xml(head):
        return read_mesh_xml(path, head)
    if head.startswith("format-version:") or "\n[Term]" in head:
        return read_obo(path, vocabulary_id)
    return _read_table(path, head, vocabulary_id, tree)


def _read_table(path: Path, head: str, vocabulary_id: str | None, tree: MeshTree | None) -> LoadedVocabulary:
    if not head.strip() or "\0" in head:
        raise _unreadable(path)
    if mesh_tables.is_names(head):
        return mesh_tables.read_names(path, tree)
    if is_tree(head):
        problems: list[str] = []
        return mesh_tables.read_tree_only(path, read_tree(path, problems), problems)
    if mesh_tables.is_labels(head):
        return mesh_tables.read_labels(path, tree)
    layout = layout_of(head)
    if layout is None:
        raise _unreadable(path)
    return read_table(path, layout, vocabulary_id)


def _at_least_one(loaded: LoadedVocabulary, path: Path) -> Iterator[Concept]:
    """The concepts, the first of them already fetched: an empty vocabulary must fail before it is stored."""
    first = next(loaded.concepts, None)
    if first is None:
        raise VocabularyError(
            f"{path.name} holds no concept", "Check that the file is whole and of the right kind."
        )
    return chain([first], loaded.concepts)


def _unreadable(path: Path) -> VocabularyError:
    return VocabularyError(f"{path.name} is no vocabulary medgraph can read", f"It reads {READABLE}.")
