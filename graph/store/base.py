"""`GraphStore`: the one truth of a workspace.

Every store implements this protocol and passes `tests/contract/`. Search indexes and the lexicon are caches
that follow `revision()` through `changes()`; they never hold anything the store does not.
"""

from __future__ import annotations

from typing import Protocol

from graph.errors import MedgraphError
from graph.store.roles.documents import DocumentStore
from graph.store.roles.entities import EntityStore
from graph.store.roles.merges import MergeStore
from graph.store.roles.relations import RelationStore
from graph.store.roles.vocabulary import VocabularyStore
from graph.store.roles.workspace import WorkspaceStore


class StoreError(MedgraphError):
    """The store cannot do what was asked: locked, full, damaged, or of a newer medgraph."""

    code = "store"


class GraphStore(
    WorkspaceStore, DocumentStore, EntityStore, RelationStore, MergeStore, VocabularyStore, Protocol
):
    """One workspace of the graph, in every role. Reads may come from many threads, writes from one writer at a time.

    Ids that are not in the store are left out of mappings, never an error. Every operation raises `StoreError`
    when the store cannot be reached, is locked by another writer, is full or is damaged.
    """
