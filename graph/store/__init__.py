"""Where a workspace's knowledge lives: the `GraphStore` contract and the stores that keep it."""

from graph.store.base import (
    Changes,
    CoMention,
    Counts,
    DocumentSummary,
    EntityUse,
    Filter,
    GraphStore,
    Neighbour,
    State,
    StoreError,
)
from graph.store.sqlite import SqliteStore
from graph.store.values.chunks import Card, OpenChunk, Subject
from graph.store.values.merges import Merge, MergeError
from graph.store.values.relations import Edge, Evidence, StatedRelation, Weight

__all__ = [
    "Card",
    "Changes",
    "CoMention",
    "Counts",
    "DocumentSummary",
    "Edge",
    "EntityUse",
    "Evidence",
    "Filter",
    "GraphStore",
    "Merge",
    "MergeError",
    "Neighbour",
    "OpenChunk",
    "SqliteStore",
    "State",
    "StatedRelation",
    "StoreError",
    "Subject",
    "Weight",
]
