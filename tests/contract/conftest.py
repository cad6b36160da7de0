"""The stores that the contract suite runs over. A new backend adds one line to `FACTORIES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import GraphStore, SqliteStore

OpenStore = Callable[[str], GraphStore]
"""Opens a workspace by name; the same name twice in a test is the same workspace."""


def _sqlite(folder: Path) -> OpenStore:
    return lambda workspace: SqliteStore(folder / workspace / "graph.db", workspace)


FACTORIES: dict[str, Callable[[Path], OpenStore]] = {"sqlite": _sqlite}


@pytest.fixture(params=FACTORIES)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    opener = FACTORIES[request.param](tmp_path)
    with ExitStack() as stack:

        def open_and_close_later(workspace: str) -> GraphStore:
            store = opener(workspace)
            stack.callback(store.close)
            return store

        yield open_and_close_later


@pytest.fixture
def store(open_store: OpenStore) -> GraphStore:
    return open_store("default")
