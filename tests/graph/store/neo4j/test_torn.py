"""A read that saw something half deleted is begun again; an error of our own is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.store import StoreError
from graph.store.neo4j import Neo4jStore, connection
from graph.store.neo4j.connection import Transaction
from graph.store.neo4j.torn import TornReadError, complete, required
from tests.builders import document_graph
from tests.neo4j_server import TestServer


@pytest.fixture
def store(neo4j: TestServer) -> Iterator[Neo4jStore]:
    store = Neo4jStore(neo4j.uri, "torn", auth=neo4j.auth)
    store.write([document_graph("d", [["X"]])])
    yield store
    store.close()


def test_values_that_are_not_there_tear_a_read() -> None:
    assert required({"a": 0, "b": "", "c": None}, "b", "a") == ["", 0] and complete([0, False, ""])
    for names in ("c", "d"):
        with pytest.raises(TornReadError):
            required({"a": 0, "c": None}, "a", names)
    with pytest.raises(TornReadError):
        complete([1, None])


def test_a_torn_read_is_begun_again(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answers are those of a document that is being replaced: a node without its properties."""
    run, answers = Transaction.run, 0

    def torn_at_first(self: Transaction, query: str, **parameters: Any) -> list[dict[str, Any]]:
        nonlocal answers
        answers += 1
        return [{"id": "d", "d": {}}] if answers <= 3 else run(self, query, **parameters)

    monkeypatch.setattr(Transaction, "run", torn_at_first)
    assert store.documents(["d"])["d"].id == "d" and answers == 4


def test_a_read_that_stays_torn_says_what_to_do(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = 0

    def torn(self: Transaction, query: str, **parameters: Any) -> list[dict[str, Any]]:
        nonlocal reads
        reads += 1
        return [{"id": "d", "content_hash": None}]

    monkeypatch.setattr(Transaction, "run", torn)
    monkeypatch.setattr(connection, "_TORN_PAUSE", 0)
    with pytest.raises(StoreError, match="being replaced") as caught:
        store.fingerprints(["d"])
    assert caught.value.hint and reads == connection._TORN_READS


def test_what_the_server_cannot_load_tears_a_read(store: Neo4jStore) -> None:
    """A deleted node may still be found, and then not be loaded; here the server is asked for one that never was."""
    with pytest.raises(TornReadError):
        store._server.write(lambda t: t.run("MATCH (n:Document {workspace: $w}) DELETE n RETURN labels(n)"))


@pytest.mark.parametrize("error", [KeyError("no such column"), ValueError("no such value")])
def test_an_error_of_our_own_surfaces_at_once(store: Neo4jStore, error: Exception) -> None:
    attempts = 0

    def work(transaction: Transaction) -> None:
        nonlocal attempts
        attempts += 1
        raise error

    with pytest.raises(type(error)) as caught:
        store._server.read(work)
    assert caught.value is error and attempts == 1


def test_a_column_that_a_query_does_not_return_is_a_bug(store: Neo4jStore) -> None:
    with pytest.raises(KeyError):
        store._server.read(lambda t: t.run("RETURN $w AS workspace")[0]["other"])
