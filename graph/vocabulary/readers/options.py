"""What a reader of vocabularies is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.parsing.reader import Reader
from graph.vocabulary.readers.base import LoadedVocabulary
from graph.vocabulary.readers.mesh_tree import MeshTree


@dataclass(frozen=True, slots=True)
class VocabularyOptions:
    """What the caller decides: the vocabulary's short name (None: as the file says), the tree of a MeSH table, and
    which columns of a table hold what (`columns.py`).
    """

    id: str | None = None
    tree: MeshTree | None = None
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)


VocabularyReader: TypeAlias = Reader[VocabularyOptions, LoadedVocabulary]
"""Raises VocabularyError for a source that it accepts and cannot read: a vocabulary is taken whole or not at all."""
