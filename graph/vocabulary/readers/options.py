"""What a reader of vocabularies is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graph.parsing.reader import Reader
from graph.vocabulary.readers.base import LoadedVocabulary
from graph.vocabulary.readers.mesh_tree import MeshTree


@dataclass(frozen=True, slots=True)
class VocabularyOptions:
    """What the caller decides: the vocabulary's short name (None: as the file says), and the tree of a MeSH table."""

    id: str | None = None
    tree: MeshTree | None = None


VocabularyReader: TypeAlias = Reader[VocabularyOptions, LoadedVocabulary]
"""Raises VocabularyError for a source that it accepts and cannot read: a vocabulary is taken whole or not at all."""
