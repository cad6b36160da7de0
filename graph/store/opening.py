"""Which store an address names, and which workspaces it holds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.store.base import GraphStore, StoreError
from graph.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from graph.store.settings import Neo4jSettings

_FILE = "graph.sqlite"
_NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str, workspace: str, folder: Path, neo4j: Neo4jSettings) -> GraphStore:
    """The workspace on the server at `address`, or in a file in `folder` where the address is empty.

    Raises StoreError for an address of another kind, and when the store cannot be opened.
    """
    if not address:
        return SqliteStore(folder / _FILE, workspace)
    _check(address)
    from graph.store.neo4j import Neo4jStore

    auth, database, patience = _entry(neo4j)
    return Neo4jStore(address, workspace, auth=auth, database=database, patience=patience)


def list_workspaces(address: str, folder: Path, neo4j: Neo4jSettings) -> Sequence[str]:
    """The names of the workspaces on the server at `address`, or in `folder` where that is empty, in order.

    No workspace is made. Raises StoreError as `open_store` does.
    """
    if not address:
        return sorted(path.parent.name for path in folder.glob(f"[!.]*/{_FILE}"))
    _check(address)
    from graph.store.neo4j import workspaces

    return workspaces(address, "", *_entry(neo4j))


def delete_workspace(address: str, workspace: str, folder: Path, neo4j: Neo4jSettings) -> None:
    """Take a workspace away from the store, and with it its folder in `folder`. Raises StoreError as `open_store`."""
    if address:
        _check(address)
        from graph.store import neo4j as server

        server.delete_workspace(address, workspace, *_entry(neo4j))
    own = folder / workspace
    try:
        if own.is_symlink():
            own.unlink()  # what it leads to is somebody else's
        elif own.exists():
            # Renamed first, so that it is there whole or not at all; what a kill leaves is no workspace.
            gone = own.rename(folder / f".{os.getpid()}.{workspace}")
            shutil.rmtree(gone)
    except OSError as error:
        raise StoreError(
            f"cannot delete {own}: {error.strerror or error}", "check its permissions"
        ) from error


def _check(address: str) -> None:
    if address.partition("://")[0] not in _NEO4J:
        raise StoreError(
            f"no store is called {address!r}",
            "set MEDGRAPH_STORE to neo4j://host:port, or leave it empty for a local file",
        )


def _entry(neo4j: Neo4jSettings) -> tuple[tuple[str, str] | None, str, float]:
    """User and password, database, patience."""
    password = neo4j.password.get_secret_value()
    return ((neo4j.user, password) if password else None), neo4j.database, neo4j.patience
