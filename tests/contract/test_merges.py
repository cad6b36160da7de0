"""What a person says is one: read as one from then on, and undone exactly."""

from __future__ import annotations

import pytest

from graph.model import Assertion, Entity, VocabularyInfo
from graph.model import Concept as C
from graph.predicates import Predicate
from graph.store import EntityUse, GraphStore, Merge, MergeError, Neighbour
from tests.builders import NamedEntity, Says, document_graph, negated
from tests.contract.conftest import OpenStore

X, Y, Z = (Entity(id_, f"the {id_}", "Drug") for id_ in "XYZ")
X_IS_Y = Merge(X, Y)


def neighbours(store: GraphStore, id: str) -> list[tuple[str, int, int]]:
    return [(n.entity.id, n.documents, n.sentences) for n in store.neighbours(id, 9)]


def test_there_is_only_the_other_from_then_on(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "A"], ["X"]]), document_graph("b", [["Y", "A"], ["X", "Y"]])])
    assert store.merge(X_IS_Y) and not store.merge(X_IS_Y)
    assert store.merges() == [X_IS_Y] == list(store.state().merges)
    assert store.entities(["X", "Y"]) == {"Y": Entity("Y", "name of Y", "Disease")}
    assert store.entity_use(["X", "Y"]) == {"Y": EntityUse(2, 5)}  # in b by both ids, and counted once
    assert neighbours(store, "Y") == [("A", 2, 2)] and neighbours(store, "X") == []
    assert neighbours(store, "A") == [("Y", 2, 2)]
    assert [c.document_id for c in store.co_mentions("A", "Y", 9)] == ["a", "b"]
    assert store.profiles(["X", "Y"], 9)["Y"].chunks == (("b#0", 3), ("a#0", 2))
    opened = store.chunk_contents(["a#0"])["a#0"]
    assert {m.entity_id for m in opened.mentions} == {"A", "Y"} == set(opened.names)
    assert store.counts().entities == 2
    assert [e.id for e, _ in store.all_entities()] == ["A", "Y"]


def test_documents_still_say_what_they_said(store: GraphStore) -> None:
    graph = document_graph(
        "a", [["X", "A"], [NamedEntity("X", Assertion.NEGATED)]], says=[Says(0, "A", "causes", "X")]
    )
    store.write([graph])
    digest = store.content_hash()
    store.merge(X_IS_Y)
    read = next(store.graphs())
    assert read.mentions == graph.mentions and read.relations == graph.relations
    assert set(read.entities) == set(graph.entities)
    assert store.content_hash() != digest
    store.unmerge("X")
    assert store.content_hash() == digest


def test_what_stands_only_for_merged_ones_is_called_as_it_was_then(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "A"]])])
    store.put_vocabulary(VocabularyInfo("v", "1", "", 0), [C("Y", "the Y", definition="What Y is.")])
    store.merge(X_IS_Y)
    assert store.entities(["Y"]) == {"Y": Y}
    assert list(store.neighbours("A", 9)) == [Neighbour(Y, 1, 1)]
    assert store.profiles(["Y"], 9)["Y"].definition == "What Y is."
    store.write([document_graph("b", [["Y"]])])
    assert store.entities(["Y"])["Y"].name == "name of Y"
    store.delete(["b"])
    assert store.entities(["Y"]) == {"Y": Y}
    store.delete(["a"])
    assert store.entities(["X", "Y"]) == {} and store.counts().entities == 0
    assert store.merges() == [X_IS_Y]


def test_what_is_written_later_is_merged_too(store: GraphStore) -> None:
    store.merge(X_IS_Y)
    assert store.entities(["X", "Y"]) == {}
    store.write([document_graph("a", [["X", "A"]])])
    assert store.entity_use(["X", "Y"]) == {"Y": EntityUse(1, 1)}
    store.write([document_graph("a", [["X", "X", "A"]])])
    assert store.entity_use(["X", "Y"]) == {"Y": EntityUse(1, 2)}
    assert store.unmerge("X") and not store.unmerge("X") and not store.unmerge("unknown")
    assert store.entity_use(["X", "Y"]) == {"X": EntityUse(1, 2)}


def test_relations_of_merged_entities_are_one_edge(store: GraphStore) -> None:
    treats, interacts = Predicate.TREATS, Predicate.INTERACTS_WITH
    sentences = [["W", "X", "Y", "Z"]]
    store.write(
        [
            document_graph("a", sentences, says=[Says(0, "X", treats, "Z"), Says(0, "X", interacts, "Z")]),
            document_graph("b", sentences, says=[Says(0, "Y", treats, "Z"), Says(0, "Y", interacts, "Z")]),
            document_graph("c", sentences, says=[Says(0, "X", interacts, "Y"), Says(0, "W", treats, "X")]),
        ]
    )
    before = [list(store.relations(id_, 9)) for id_ in "WXYZ"]
    store.merge(Merge(X, Y))
    found = {each.edge: each.weight for each in store.relations("Y", 9)}
    assert {edge: weight.support for edge, weight in found.items()} == {
        ("Y", treats, "Z"): 2,
        ("Y", interacts, "Z"): 2,
        ("W", treats, "Y"): 1,
    }
    assert found["Y", treats, "Z"].confidence == 0.75
    behind = store.evidence(found.keys(), 9)
    assert [e.document_id for e in behind["Y", interacts, "Z"]] == ["a", "b"]
    store.merge(Merge(Y, Entity("~", "last", "Drug")))  # the larger id of its symmetric edges now
    assert ("Z", interacts, "~") in [each.edge for each in store.relations("Z", 9)]
    for id_ in "XY":
        store.unmerge(id_)
    assert [list(store.relations(id_, 9)) for id_ in "WXYZ"] == before


def test_negation_holds_across_the_two_names(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "A", negated("Y")]])])
    assert neighbours(store, "X") == [("A", 1, 1)]
    store.merge(X_IS_Y)
    assert neighbours(store, "Y") == [] == neighbours(store, "A")


def test_chains_are_followed_and_come_apart_where_they_are_cut(store: GraphStore) -> None:
    store.write([document_graph("a", [["X"], ["Y"], ["Z"]])])
    store.merge(Merge(X, Y))
    store.merge(Merge(Y, Z))
    assert store.entity_use(["X", "Y", "Z"]) == {"Z": EntityUse(1, 3)}
    store.unmerge("Y")
    assert store.entity_use(["X", "Y", "Z"]) == {"Y": EntityUse(1, 2), "Z": EntityUse(1, 1)}
    store.unmerge("X")
    assert len(store.entities(["X", "Y", "Z"])) == 3


def test_what_cannot_be_merged(store: GraphStore) -> None:
    store.write([document_graph("a", [["X"], ["Y"], ["Z"]])])
    store.merge(Merge(X, Y))
    store.merge(Merge(Y, Z))
    before, revision = store.content_hash(), store.revision()
    for circle in (Merge(X, X), Merge(Z, X), Merge(Z, Y)):
        with pytest.raises(MergeError):
            store.merge(circle)
    with pytest.raises(MergeError, match="Y already"):
        store.merge(Merge(X, Z))
    assert store.content_hash() == before and store.revision() == revision


def test_a_merge_raises_the_revision(store: GraphStore) -> None:
    store.write([document_graph("a", [["X"]])])
    seen = [store.revision()]
    store.merge(X_IS_Y)
    seen.append(store.revision())
    store.merge(X_IS_Y)
    assert store.revision() == seen[-1]
    store.unmerge("X")
    seen.append(store.revision())
    assert seen == sorted(set(seen)) and store.changes(seen[0]).written == ()


def test_merges_are_of_one_workspace(open_store: OpenStore) -> None:
    one, two = open_store("one"), open_store("two")
    for store in (one, two):
        store.write([document_graph("a", [["X"]])])
    one.merge(X_IS_Y)
    assert two.merges() == [] and two.entities(["X", "Y"]).keys() == {"X"}


def test_every_entity_is_listed(store: GraphStore) -> None:
    ids = [f"E{n:04}" for n in range(1100)]
    store.write([document_graph("a", [ids[:600]]), document_graph("b", [ids[500:], ["E0000"]])])
    listed = list(store.all_entities())
    assert [entity.id for entity, _ in listed] == ids
    assert listed[0] == (Entity("E0000", "name of E0000", "Disease"), EntityUse(2, 2))
    assert dict(listed)[store.entities(["E0550"])["E0550"]] == EntityUse(2, 2)
