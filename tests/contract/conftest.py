"""The stores that the contract suite runs over. A new backend adds a line to `FACTORIES` and one to `open_store`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import GraphStore, SqliteStore
from graph.store.neo4j import Neo4jStore
from tests.neo4j_server import TestServer

OpenStore = Callable[[str], GraphStore]
"""Opens a workspace by name; the same name twice in a test is the same workspace."""


def _sqlite(request: pytest.FixtureRequest) -> OpenStore:
    folder: Path = request.getfixturevalue("tmp_path")
    return lambda workspace: SqliteStore(folder / workspace / "graph.db", workspace)


def _neo4j(request: pytest.FixtureRequest) -> OpenStore:
    server: TestServer = request.getfixturevalue("neo4j")
    test = uuid.uuid4().hex  # one server for all tests: the workspaces of each are its own

    def open_(workspace: str) -> GraphStore:
        store = Neo4jStore(server.uri, f"{workspace}-{test}", auth=server.auth)
        store.workspace = workspace  # as the test named it
        return store

    return open_


FACTORIES: dict[str, Callable[[pytest.FixtureRequest], OpenStore]] = {"sqlite": _sqlite, "neo4j": _neo4j}


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.server)])
def open_store(request: pytest.FixtureRequest) -> Iterator[OpenStore]:
    opener = FACTORIES[request.param](request)
    with ExitStack() as stack:

        def open_and_close_later(workspace: str) -> GraphStore:
            store = opener(workspace)
            stack.callback(store.close)
            return store

        yield open_and_close_later


@pytest.fixture
def store(open_store: OpenStore) -> GraphStore:
    return open_store("default")
