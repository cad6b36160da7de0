"""Where a workspace's knowledge lives: the `GraphStore` contract and the stores that keep it."""

from graph.store.base import GraphStore, StoreError
from graph.store.sqlite import SqliteStore
from graph.store.values.chunks import ChunkContent, DocumentMetadata, EntityProfile
from graph.store.values.entities import CoMention, EntityUse, Neighbour
from graph.store.values.filter import Filter
from graph.store.values.merges import Merge, MergeError
from graph.store.values.relations import EdgeKey, EdgeWeight, Evidence, RelationEdge
from graph.store.values.workspace import Changes, Counts, DocumentSummary, State

__all__ = [
    "Changes",
    "ChunkContent",
    "CoMention",
    "Counts",
    "DocumentMetadata",
    "DocumentSummary",
    "EdgeKey",
    "EdgeWeight",
    "EntityProfile",
    "EntityUse",
    "Evidence",
    "Filter",
    "GraphStore",
    "Merge",
    "MergeError",
    "Neighbour",
    "RelationEdge",
    "SqliteStore",
    "State",
    "StoreError",
]
