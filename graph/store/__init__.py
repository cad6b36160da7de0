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
    StoreError,
)
from graph.store.sqlite import SqliteStore

__all__ = [
    "Changes",
    "CoMention",
    "Counts",
    "DocumentSummary",
    "EntityUse",
    "Filter",
    "GraphStore",
    "Neighbour",
    "SqliteStore",
    "StoreError",
]
