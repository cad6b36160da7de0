"""Settings, size, isolation, the digest of the content, and a store that is closed and opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Assertion, Concept, DocumentGraph, VocabularyInfo
from graph.store import Counts, Filter, GraphStore, State
from tests.builders import NamedEntity, Says, document_graph, negated
from tests.contract.conftest import OpenStore

SAYS = Says(0, "X", "treats", "Y")
A = document_graph("a", [["X", "Y"], ["Z"]], says=[SAYS], year=2000)
B = document_graph("b", [["Y", "X"]], says=[SAYS, Says(0, "Y", "causes", "X")])


def test_the_state_is_all_of_it_at_once(store: GraphStore) -> None:
    assert store.state() == State(0, {}, Counts(0, 0, 0, 0, 0), ())
    store.remember("model", "m")
    store.write([document_graph("a", [["X"]])])
    store.put_vocabulary(VocabularyInfo("b", "1", "b.obo", 0), [Concept("B:1", "One")])
    store.put_vocabulary(VocabularyInfo("a", "2", "a.obo", 0), [Concept("A:1", "One")])
    state = store.state()
    assert (state.revision, state.counts) == (store.revision(), store.counts())
    assert state.settings == {"model": "m"} and list(state.vocabularies) == list(store.vocabularies())


def test_settings(store: GraphStore) -> None:
    assert store.setting("model") is None
    store.remember("model", "bge")
    store.remember("d\u00efmension", "\U0001f9ec")
    store.remember("model", "")
    assert store.setting("model") == ""
    assert store.setting("d\u00efmension") == "\U0001f9ec"


def test_counts(store: GraphStore) -> None:
    assert store.counts() == Counts(0, 0, 0, 0, 0)
    store.write([A, B])
    store.put_vocabulary(VocabularyInfo("v", "1", "", 0), [Concept("C:1", "c")])
    assert store.counts() == Counts(documents=2, chunks=2, mentions=5, entities=3, concepts=1, relations=3)


def test_workspaces_do_not_see_each_other(open_store: OpenStore) -> None:
    one, two = open_store("one"), open_store("two")
    assert (one.workspace, two.workspace) == ("one", "two")
    one.write([A])
    one.remember("model", "bge")
    one.put_vocabulary(VocabularyInfo("v", "1", "", 0), [Concept("C:1", "c")])
    assert two.counts() == Counts(0, 0, 0, 0, 0)
    assert two.setting("model") is None
    assert two.entities(["X"]) == {}
    two.write([document_graph("a", [["X"]])])
    assert two.delete(["a"]) == 1
    assert one.counts().documents == 1
    assert one.entities(["X"]).keys() == {"X"}


def test_what_was_written_is_there_after_opening_again(open_store: OpenStore) -> None:
    first = open_store("default")
    first.write([A, B])
    first.delete(["b"])
    digest, revision = first.content_hash(), first.revision()
    first.close()
    second = open_store("default")
    assert second.content_hash() == digest
    assert second.changes(0).revision == revision
    assert second.changes(0).deleted == ("b",)


def test_two_stores_of_one_workspace_see_each_other(open_store: OpenStore) -> None:
    one, two = open_store("default"), open_store("default")
    one.write([A])
    assert two.select(Filter()) == {"a"}
    two.write([B])
    assert one.changes(0).written == ("a", "b")


def test_the_digest_ignores_order_and_history(open_store: OpenStore) -> None:
    one, two = open_store("one"), open_store("two")
    one.write([A, B])
    two.write([document_graph("gone", [["W"]]), document_graph("a", [["W"]])])
    two.write([replace(B, mentions=B.mentions[::-1], relations=B.relations[::-1])])
    two.delete(["gone"])
    two.write([A])
    two.remember("model", "bge")
    for store, order in ((one, "vw"), (two, "wv")):
        for id_ in order:
            store.put_vocabulary(VocabularyInfo(id_, "1", store.workspace, 0), [Concept(f"{id_}:1", "c")])
    assert one.content_hash() == two.content_hash()


DIFFERENT: dict[str, DocumentGraph] = {
    "text": document_graph("a", [["X", "Y"], ["Z"]], says=[SAYS], year=2001),
    "fingerprint": replace(A, fingerprint="other"),
    "vectors": replace(A, vectors=-A.vectors),
    "assertion": document_graph("a", [["X", negated("Y")], ["Z"]], says=[SAYS], year=2000),
    "a mention's score": replace(A, mentions=(replace(A.mentions[0], score=0.5), *A.mentions[1:])),
    "a mention less": replace(A, mentions=A.mentions[:2]),
    "chunk": replace(A, chunks=(replace(A.chunks[0], section=0),)),
    "an entity's name": document_graph(
        "a", [["X", NamedEntity("Y", name="other")], ["Z"]], says=[SAYS], year=2000
    ),
    "a relation less": replace(A, relations=()),
    "a relation's assertion": replace(A, relations=(replace(A.relations[0], assertion=Assertion.NEGATED),)),
    "a relation's confidence": replace(A, relations=(replace(A.relations[0], confidence=0.25),)),
    "a relation's direction": replace(A, relations=(replace(A.relations[0], subject_id="Y", object_id="X"),)),
}


@pytest.mark.parametrize("part", DIFFERENT)
def test_the_digest_sees_every_part_of_a_document(store: GraphStore, part: str) -> None:
    store.write([A])
    before = store.content_hash()
    store.write([DIFFERENT[part]])
    assert store.content_hash() != before
    store.write([A])
    assert store.content_hash() == before


def test_the_digest_sees_vocabularies(store: GraphStore) -> None:
    seen = {store.content_hash()}
    store.put_vocabulary(VocabularyInfo("v", "1", "", 0), [])
    seen.add(store.content_hash())
    store.put_vocabulary(VocabularyInfo("v", "2", "", 0), [])
    seen.add(store.content_hash())
    concept = Concept("C:1", "c", ("s",), "d", "Disease", ("C:0",), ("D:1",))
    others = [
        concept,
        replace(concept, name=""),
        replace(concept, synonyms=()),
        replace(concept, definition=""),
        replace(concept, category=""),
        replace(concept, parents=()),
        replace(concept, same_as=()),
    ]
    for other in others:
        store.put_vocabulary(VocabularyInfo("v", "2", "", 0), [other])
        seen.add(store.content_hash())
    assert len(seen) == 10


def test_compacting_changes_nothing_that_is_stored(store: GraphStore) -> None:
    store.write([A, B])
    store.delete(["a"])
    before, revision = store.content_hash(), store.revision()
    store.compact()
    assert (store.content_hash(), store.revision()) == (before, revision)
