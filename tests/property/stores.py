"""Properties of stores, made into tests over each kind of store."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store import GraphStore, SqliteStore
from graph.store.neo4j import Neo4jStore
from tests import hypothesis_profiles as profiles
from tests.neo4j_server import TestServer

NewStore = Callable[[], AbstractContextManager[GraphStore]]
"""Opens an empty store, closed again at the end of its `with` block."""
_LEAST = 4  # examples over a server, where each costs seconds that are milliseconds over a file


@contextmanager
def _sqlite() -> Iterator[GraphStore]:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "graph.db")
        yield store
        store.close()


def _neo4j(server: TestServer) -> NewStore:
    @contextmanager
    def new() -> Iterator[GraphStore]:
        store = Neo4jStore(server.uri, uuid.uuid4().hex, auth=server.auth)
        yield store
        store.close()

    return new


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.server)])
def new_store(request: pytest.FixtureRequest) -> NewStore:
    return _sqlite if request.param == "sqlite" else _neo4j(request.getfixturevalue("neo4j"))


def holds(
    *strategies: st.SearchStrategy[Any], examples: int, fixtures: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make `check(new_store, *fixtures, *drawn)` a test over each kind of store; few examples over a server."""

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        def test(request: pytest.FixtureRequest, new_store: NewStore) -> None:
            count = profiles.examples(examples)
            given_ones = [request.getfixturevalue(name) for name in fixtures]

            def example(drawn: tuple[Any, ...]) -> None:
                check(new_store, *given_ones, *drawn)

            settings(
                max_examples=count if new_store is _sqlite else max(_LEAST, count // 5),
                deadline=None,
                database=None,
                suppress_health_check=[HealthCheck.too_slow],
            )(given(st.tuples(*strategies))(example))()

        test.__doc__ = check.__doc__
        return pytest.mark.usefixtures(*fixtures)(test) if fixtures else test

    return decorate
