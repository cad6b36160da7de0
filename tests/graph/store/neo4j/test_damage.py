"""What a person altered on the server: the document it concerns is left out and named, and costs no other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from graph.model import Concept, VocabularyInfo
from graph.store.neo4j import Neo4jStore, connection
from graph.store.neo4j.connection import Transaction
from graph.store.values.damage import Damage
from graph.store.values.filter import Filter
from tests.builders import document_graph, negated
from tests.neo4j_server import TestServer

ALTERED = {
    "text": "MATCH (d:Document {workspace: $w, id: 'b'}) SET d.text = replace(d.text, 'X', 'Q')",
    "year": "MATCH (d:Document {workspace: $w, id: 'b'}) SET d.year = 'abc'",
    "torn details": "MATCH (d:Document {workspace: $w, id: 'b'}) SET d.details = '{'",
    "lost details": "MATCH (d:Document {workspace: $w, id: 'b'}) REMOVE d.details",
}
FOUND = {
    "a chunk's text": "MATCH (c:Chunk {workspace: $w, id: 'b#0'}) SET c.text = replace(c.text, 'X', 'Q')",
    "a denial": "MATCH (:Chunk {workspace: $w, id: 'b#0'})-[m:MENTIONS]->() SET m.assertion = 'affirmed'",
    "no assertion": "MATCH (:Chunk {workspace: $w, id: 'b#0'})-[m:MENTIONS]->() SET m.assertion = 'so'",
}


@pytest.fixture
def store(neo4j: TestServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    monkeypatch.setattr(connection, "_TORN_PAUSE", 0)
    store = Neo4jStore(neo4j.uri, "damage", auth=neo4j.auth)
    store.write([document_graph(id_, [[negated(f"X{id_}"), f"Y{id_}"]]) for id_ in "abc"])
    yield store
    store.close()


@pytest.mark.parametrize("name", ALTERED | FOUND)
def test_what_was_altered_is_left_out_and_named(
    store: Neo4jStore, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    store._server.write(lambda t: t.run((ALTERED | FOUND)[name]))
    damages: list[Damage] = []
    assert [graph.document.id for graph in store.graphs(on_damage=damages.append)] == ["a", "c"]
    assert [damage.subject for damage in damages] == ["b"] and damages[0].hint
    assert name == "text" or set(store.chunk_contents(["a#0", "b#0", "c#0"])) == {"a#0", "c#0"}
    if name in ALTERED:
        caplog.clear()
        assert set(store.documents("abc")) == {"a", "c"} and "b: " in caplog.text
    assert {summary.id for summary in store.summaries(Filter())} == {"a", "b", "c"}
    store.write([document_graph("b", [["X"]])])
    assert set(store.documents("abc")) == {"a", "b", "c"}


def test_what_filters_go_by_proves_itself(neo4j: TestServer, store: Neo4jStore) -> None:
    assert store.altered() == frozenset()
    for alteration in (
        "'a'}) SET d.year = 1066",
        "'b'}) SET d.title = 'Another'",
        "'c'}) SET d.journal_folded = 'x'",
    ):
        statement = f"MATCH (d:Document {{workspace: $w, id: {alteration}"
        store._server.write(partial(Transaction.run, query=statement))
    assert {each.id for each in store.summaries(Filter()) if each.damaged} == {"a", "b", "c"}
    other = Neo4jStore(neo4j.uri, "damage", auth=neo4j.auth)
    assert other.altered() == {"a", "b", "c"}
    other.write([document_graph("a", [["X"]])])
    assert other.altered() == {"b", "c"}
    other.close()


def test_a_concept_that_was_altered_costs_no_other(
    store: Neo4jStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.put_vocabulary(VocabularyInfo("v", "", "", 0), [Concept(f"V:{n}", f"name {n}") for n in range(3)])
    store._server.write(
        lambda t: t.run("MATCH (:Concept {workspace: $w, id: 'V:1'})<-[d:DEFINES]-() SET d.name = 'other'")
    )
    assert [concept.id for concept in store.all_concepts()] == ["V:0", "V:2"]
    assert "concept V:1" in caplog.text and set(store.concepts(["V:0", "V:1"])) == {"V:0"}


def test_each_write_has_a_token_of_its_own(store: Neo4jStore) -> None:
    at = store.revision()
    token = store.history(at)
    store.write([document_graph("d", [["X"]])])
    assert token and store.history(at) == token != store.history(at + 1) == store.state().history
    assert store.history(at + 2) is None
