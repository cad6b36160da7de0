"""Which store an address names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.store.base import GraphStore, StoreError
from graph.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from graph.store.settings import Neo4jSettings

_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str, workspace: str, folder: Path, neo4j: Neo4jSettings) -> GraphStore:
    """The workspace on the server at `address`, or in a file in `folder` where the address is empty.

    Raises StoreError for an address of another kind, and when the store cannot be opened.
    """
    if not address:
        return SqliteStore(folder / "graph.sqlite", workspace)
    if address.partition("://")[0] in _NEO4J:
        from graph.store.neo4j import Neo4jStore

        password = neo4j.password.get_secret_value()
        auth = (neo4j.user, password) if password else None
        return Neo4jStore(address, workspace, auth=auth, database=neo4j.database, patience=neo4j.patience)
    raise StoreError(
        f"no store is called {address!r}",
        "set MEDGRAPH_STORE to neo4j://host:port, or leave it empty for a local file",
    )
