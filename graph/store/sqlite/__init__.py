"""The embedded graph store: one SQLite file per workspace, Python's standard library only."""

from graph.store.sqlite.store import SqliteStore

__all__ = [
    "SqliteStore",
]
