"""A vocabulary's digest names its concepts."""

from __future__ import annotations

from graph.model import Concept, VocabularyInfo
from graph.store import GraphStore
from graph.vocabulary.lexicon.cache import vocabulary_fingerprint

ONE, TWO = Concept("C:1", "one", ("first",)), Concept("C:2", "two")


def put(store: GraphStore, *concepts: Concept, source: str = "file") -> str:
    return store.put_vocabulary(VocabularyInfo("v", "1", source, 0), concepts).digest


def test_the_same_concepts_have_the_same_digest(store: GraphStore) -> None:
    first = put(store, ONE, TWO)
    assert put(store, TWO, ONE, source="elsewhere") == first
    assert [v.digest for v in store.vocabularies()] == [first]


def test_any_change_changes_it(store: GraphStore) -> None:
    first, fingerprint = put(store, ONE), vocabulary_fingerprint(store.vocabularies())
    assert put(store, Concept("C:1", "one", ("1st",))) != first
    assert vocabulary_fingerprint(store.vocabularies()) != fingerprint
    put(store, ONE)
    assert vocabulary_fingerprint(store.vocabularies()) == fingerprint
