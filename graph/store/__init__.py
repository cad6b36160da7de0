"""Where a workspace's knowledge lives: the `GraphStore` contract and the stores that keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.store.base import GraphStore, StoreError
from graph.store.opening import delete_workspace, list_workspaces, open_store
from graph.store.roles.documents import DocumentStore
from graph.store.roles.entities import EntityStore
from graph.store.roles.merges import MergeStore
from graph.store.roles.relations import RelationStore
from graph.store.roles.vocabulary import VocabularyStore
from graph.store.roles.workspace import WorkspaceStore
from graph.store.shared.check import RefusedError, document_problem
from graph.store.shared.damage import DamagedDocumentError
from graph.store.sqlite import SqliteStore
from graph.store.transfer.archive import RefusedRowsError, check_export, export_workspace, import_workspace
from graph.store.transfer.check import check_store
from graph.store.transfer.copying import copy_workspace
from graph.store.transfer.digest import content_digest
from graph.store.values.basis import Basis
from graph.store.values.chunks import ChunkContent, DocumentMetadata, EntityProfile
from graph.store.values.damage import Damage
from graph.store.values.entities import CoMention, EntityUse, Neighbour
from graph.store.values.filter import Filter
from graph.store.values.merges import Merge, MergeError
from graph.store.values.papers import Record, papers
from graph.store.values.relations import EdgeKey, EdgeWeight, Evidence, RelationEdge
from graph.store.values.workspace import Changes, Counts, DocumentSummary, State

if TYPE_CHECKING:
    from graph.store.settings import Neo4jSettings

__all__ = [
    "Basis",
    "Changes",
    "ChunkContent",
    "CoMention",
    "Counts",
    "Damage",
    "DamagedDocumentError",
    "DocumentMetadata",
    "DocumentStore",
    "DocumentSummary",
    "EdgeKey",
    "EdgeWeight",
    "EntityProfile",
    "EntityStore",
    "EntityUse",
    "Evidence",
    "Filter",
    "GraphStore",
    "Merge",
    "MergeError",
    "MergeStore",
    "Neighbour",
    "Neo4jSettings",
    "Record",
    "RefusedError",
    "RefusedRowsError",
    "RelationEdge",
    "RelationStore",
    "SqliteStore",
    "State",
    "StoreError",
    "VocabularyStore",
    "WorkspaceStore",
    "check_export",
    "check_store",
    "content_digest",
    "copy_workspace",
    "delete_workspace",
    "document_problem",
    "export_workspace",
    "import_workspace",
    "list_workspaces",
    "open_store",
    "papers",
]


def __getattr__(name: str) -> Any:
    # Settings need Pydantic, which a store does not: it is loaded on first use.
    if name == "Neo4jSettings":
        from graph.store.settings import Neo4jSettings

        return Neo4jSettings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
