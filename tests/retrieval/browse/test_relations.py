"""Stated relations as a person browses them: direction, weight, what speaks against, and exact quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Assertion, Notice, NoticeKind
from graph.store import SqliteStore
from graph.vocabulary.lexicon import Lexicon
from retrieval.browse.entity import EntityView, view_entity
from tests.builders import Says, document_graph

SENTENCES = [["aspirin", "pain"], ["aspirin", "fever", "ibuprofen"]]
TREATS = Says(0, "aspirin", "treats", "pain", confidence=0.5)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "graph.db")
    denied = Says(0, "aspirin", "treats", "pain", Assertion.NEGATED)
    perhaps = Says(1, "aspirin", "treats", "pain", Assertion.UNCERTAIN)
    together = Says(1, "aspirin", "interacts_with", "ibuprofen", confidence=0.25)
    notice = (Notice(NoticeKind.RETRACTION_OF, "wrong"),)
    store.write(
        [
            document_graph("one", SENTENCES, says=[TREATS, together], year=2001),
            document_graph("two", SENTENCES, says=[TREATS, Says(1, "fever", "causes", "aspirin")]),
            document_graph("three", SENTENCES, says=[denied, perhaps]),
            document_graph("wrong", SENTENCES, says=[TREATS]),
            document_graph("notice", SENTENCES, says=[TREATS], notices=notice),
        ]
    )
    return store


def view(store: SqliteStore, entity_id: str, sentences: int = 3, relations: int = 15) -> EntityView:
    return view_entity(entity_id, store, Lexicon.build([]), sentences=sentences, relations=relations)


def test_direction_weight_and_what_speaks_against(store: SqliteStore) -> None:
    treats, causes, interacts = view(store, "aspirin").relations
    assert (treats.predicate, treats.direction, treats.id) == ("treats", "outgoing", "pain")
    assert (treats.support, treats.confidence) == (2, 0.75)
    assert (treats.negated, treats.otherwise, treats.retracted) == (1, {"uncertain": 1}, 2)
    assert (causes.predicate, causes.direction, causes.id) == ("causes", "incoming", "fever")
    assert (interacts.direction, interacts.id, interacts.support) == ("mutual", "ibuprofen", 1)
    (from_there,) = view(store, "ibuprofen").relations
    assert (from_there.direction, from_there.id) == ("mutual", "aspirin")


def test_every_quote_is_the_documents_characters(store: SqliteStore) -> None:
    treats = view(store, "aspirin", sentences=9).relations[0]
    said = [(s.document_id, s.assertion, s.retracted) for s in treats.evidence]
    assert said == [
        ("one", "affirmed", False),
        ("two", "affirmed", False),
        ("notice", "affirmed", True),
        ("wrong", "affirmed", True),
        ("three", "negated", False),
        ("three", "uncertain", False),
    ]
    texts = {id_: document.text for id_, document in store.documents([s[0] for s in said]).items()}
    assert all(s.quote == texts[s.document_id][s.start : s.end] for s in treats.evidence)
    assert {s.quote for s in treats.evidence} == {"aspirin pain .", "aspirin fever ibuprofen ."}
    assert treats.evidence[0].year == 2001 and treats.evidence[0].title == "About one"


def test_limits(store: SqliteStore) -> None:
    assert [len(view(store, "aspirin", relations=n).relations) for n in range(4)] == [0, 1, 2, 3]
    one_of_each = view(store, "aspirin", sentences=1).relations[0]
    assert [s.assertion for s in one_of_each.evidence] == ["affirmed", "negated", "uncertain"]
    assert not any(relation.evidence for relation in view(store, "aspirin", sentences=0).relations)


def test_what_is_only_named_beside_is_no_relation(store: SqliteStore) -> None:
    fever = view(store, "fever")
    assert {edge.id for edge in fever.neighbours} == {"aspirin", "ibuprofen"}
    assert [relation.id for relation in fever.relations] == ["aspirin"]
    assert {edge.kind for edge in fever.neighbours} == {"co-occurrence"}
    assert {relation.kind for relation in fever.relations} == {"stated"}
