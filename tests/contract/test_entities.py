"""Entities, their uses, and the sentences they share, with negation and bounds."""

from __future__ import annotations

import pytest

from graph.model import Assertion, Concept, Entity, VocabularyInfo
from graph.store import CoMention, EntityProfile, EntityUse, GraphStore, Neighbour
from graph.store.neo4j import reads as neo4j_reads
from graph.store.sqlite import reads as sqlite_reads
from tests.builders import NamedEntity, document_graph, negated


def entity(id: str) -> Entity:
    return Entity(id, f"name of {id}", "Disease")


def test_entities_that_a_document_mentions(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", NamedEntity("Y", name="\U0001f9ec", category="Gene")]])])
    assert store.entities(["X", "Y", "Z"]) == {"X": entity("X"), "Y": Entity("Y", "\U0001f9ec", "Gene")}


def test_of_different_names_the_smallest_in_use_is_shown(store: GraphStore) -> None:
    names = {"a": ("Mango", "Food"), "b": ("Apple", "Food"), "c": ("Apple", "Drug"), "d": ("Zebra", "Animal")}
    for id_, (name, category) in names.items():
        store.write([document_graph(id_, [[NamedEntity("X", name=name, category=category)]])])
    assert store.entities(["X"]) == {"X": Entity("X", "Apple", "Drug")}
    assert next(store.graphs(["a"])).entities == (Entity("X", "Mango", "Food"),)
    assert store.counts().entities == 1
    assert store.entity_use(["X"]) == {"X": EntityUse(4, 4)}
    store.delete(["c"])
    assert store.entities(["X"]) == {"X": Entity("X", "Apple", "Food")}
    store.write([document_graph("b", [[NamedEntity("X", name="Plum")]])])
    assert store.entities(["X"]) == {"X": Entity("X", "Mango", "Food")}


def test_the_name_that_most_documents_use_is_shown(store: GraphStore) -> None:
    for id_, name in {"a": "acovil", "b": "ramipril", "c": "ramipril"}.items():
        store.write([document_graph(id_, [[NamedEntity("X", name=name)]])])
    assert store.entities(["X"])["X"].name == "ramipril"
    store.delete(["b"])
    assert store.entities(["X"])["X"].name == "acovil"


def test_papers_that_mention_an_entity(store: GraphStore) -> None:
    title = "Aspirin for headache in three hundred adults"
    store.write(
        [
            document_graph("a", [["X"], ["X"]], title=title, year=2001),
            document_graph("b", [["X"]], title=title, year=2001),
            document_graph("c", [["X"]], title=title, year=2009),
            document_graph("d", [["Y"]], title=title, year=2001),
        ]
    )
    assert [store.paper_count(id_) for id_ in ("X", "Y", "Z")] == [2, 1, 0]


def test_what_is_beside_everything_does_not_lead(store: GraphStore) -> None:
    store.write(
        [document_graph(f"about {n}", [["X", "HUB"], ["Y", "X"] if n < 3 else ["HUB"]]) for n in range(4)]
    )
    store.write([document_graph(f"other {n}", [["HUB", "V"]]) for n in range(20)])
    assert [n.entity.id for n in store.neighbours("X", 10)] == ["Y", "HUB"]
    assert [n.entity.id for n in store.neighbours("X", 1)] == ["Y"]


def test_entity_use_counts_documents_and_mentions(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "X"], ["X"], [negated("X"), "Y"]]), document_graph("b", [["X"]])])
    assert store.entity_use(["X", "Y", "Z"]) == {"X": EntityUse(2, 5), "Y": EntityUse(1, 1)}
    store.write([document_graph("a", [["Y"], ["Y"]])])
    assert store.entity_use(["X", "Y"]) == {"X": EntityUse(1, 1), "Y": EntityUse(1, 2)}


def test_chunks_of_an_entity(store: GraphStore) -> None:
    one = [["X"], []]
    store.write(
        [
            document_graph("b", [*one * 10, ["X"], ["X"], *one]),
            document_graph("a", [["X", "X", "X"]]),
            document_graph("c", [[negated("X")], ["X"]]),
            document_graph("d", [[negated("X")], ["Y"]]),
        ]
    )
    # By the chunk id as text: b#11 before b#2.
    ties = sorted([f"b#{n}" for n in range(10)] + ["b#11", "c#0"])
    expected = (("a#0", 3), ("b#10", 2), *((id_, 1) for id_ in ties))
    assert store.profiles(["X"], 100)["X"].chunks == expected
    for limit in range(len(expected)):
        assert store.profiles(["X"], limit)["X"].chunks == expected[:limit]
    assert store.profiles(["unknown"], 10) == {}


def test_profiles_are_of_entities_concepts_or_both(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "X"], [negated("Y")]])])
    concepts = [
        Concept("X", "Concept X", definition="What X is.", category="Drug"),
        Concept("Z", "Concept Z"),
        Concept("W", "W", parents=("V",)),
    ]
    store.put_vocabulary(VocabularyInfo("x", "", "", 0), concepts)
    assert store.profiles(["X", "Y", "Z", "V", "U"], 5) == {
        "X": EntityProfile("name of X", "Disease", "What X is.", 1, 2, (("a#0", 2),)),
        "Y": EntityProfile("name of Y", "Disease", "", 1, 1),
        "Z": EntityProfile("Concept Z", "NamedThing", "", 0, 0),
    }


def test_the_chunks_of_a_hub_are_not_followed(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sqlite_reads, neo4j_reads):
        monkeypatch.setattr(module, "HUB_MENTIONS", 3)
    store.write([document_graph("a", [["X"] * 4, ["Y"] * 3])])
    found = store.profiles(["X", "Y"], 5)
    assert found["X"].mentions == 4 and found["X"].chunks == ()
    assert found["Y"].chunks == (("a#0", 3),)


def test_neighbours_share_a_sentence(store: GraphStore) -> None:
    store.write(
        [
            document_graph("a", [["X", "Y", "Y"], ["X", "Y"], ["Z"]]),
            document_graph("b", [["X", "Y"], ["W", "X", "X"]]),
            document_graph("c", [["W", "V"]]),
        ]
    )
    expected = [Neighbour(entity("Y"), 2, 3), Neighbour(entity("W"), 1, 1)]
    assert list(store.neighbours("X", 10)) == expected
    assert list(store.neighbours("X", 1)) == expected[:1]
    assert list(store.neighbours("X", 0)) == []
    assert list(store.neighbours("Z", 10)) == []
    assert list(store.neighbours("unknown", 10)) == []


def test_neighbours_are_ordered_by_documents_then_id(store: GraphStore) -> None:
    store.write([document_graph(id_, [["X", "C", "B"], ["A", "X"], ["A", "X"]]) for id_ in "ab"])
    store.write([document_graph("c", [["X", "D", "B"]])])
    assert [(n.entity.id, n.documents, n.sentences) for n in store.neighbours("X", 10)] == [
        ("B", 3, 3),
        ("A", 2, 4),
        ("C", 2, 2),
        ("D", 1, 1),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        [negated("X"), "Y"],
        ["X", negated("Y")],
        [negated("X"), "X", "Y"],
        ["X", "Y", negated("X")],
        ["X", "Y", negated("Y")],
    ],
)
def test_a_negated_sentence_makes_no_neighbours(store: GraphStore, sentence: list[str | NamedEntity]) -> None:
    store.write([document_graph("a", [[*sentence, "Z"]])])
    assert "Y" not in [neighbour.entity.id for neighbour in store.neighbours("X", 10)]
    assert "X" not in [neighbour.entity.id for neighbour in store.neighbours("Y", 10)]
    assert len(store.co_mentions("X", "Y", 10)) == 1


@pytest.mark.parametrize("assertion", [each for each in Assertion if each is not Assertion.NEGATED])
def test_only_negation_keeps_neighbours_apart(store: GraphStore, assertion: Assertion) -> None:
    store.write([document_graph("a", [["X", NamedEntity("Y", assertion)]])])
    assert list(store.neighbours("X", 10)) == [Neighbour(entity("Y"), 1, 1)]
    assert list(store.neighbours("Y", 10)) == [Neighbour(entity("X"), 1, 1)]


def test_a_hub_is_followed_up_to_the_cap_whatever_the_order_of_ingest(open_store: object) -> None:
    assert callable(open_store)
    graphs = [document_graph(f"d{n}", [["HUB", f"E{n:02}"]]) for n in range(40)]
    forwards, backwards = open_store("forwards"), open_store("backwards")
    forwards.write(graphs)
    for graph in graphs[::-1]:
        backwards.write([graph])
    for cap in (0, 1, 7, 40):
        found = list(forwards.neighbours("HUB", 100, degree_cap=cap))
        assert len(found) == cap
        assert found == list(backwards.neighbours("HUB", 100, degree_cap=cap))


def test_co_mentions_show_each_sentence_once_in_order(store: GraphStore) -> None:
    second = document_graph("b", [["X"], ["Y", "X"], ["Y"]])
    first = document_graph("a", [["X", "Z", "Y", "X"], ["Z"], [negated("Y"), "X"]])
    store.write([second, first])
    found = [
        CoMention("a", first.mentions[0], first.mentions[2]),
        CoMention("a", first.mentions[6], first.mentions[5]),
        CoMention("b", second.mentions[2], second.mentions[1]),
    ]
    assert list(store.co_mentions("X", "Y", 10)) == found
    assert list(store.co_mentions("X", "Y", 2)) == found[:2]
    assert list(store.co_mentions("Y", "X", 1)) == [CoMention("a", found[0].second, found[0].first)]
    assert list(store.co_mentions("X", "Y", 0)) == []
    assert list(store.co_mentions("X", "unknown", 10)) == []


def test_a_co_mention_shows_the_negation(store: GraphStore) -> None:
    graph = document_graph("a", [["X", "Y", negated("X")]])
    store.write([graph])
    assert list(store.co_mentions("X", "Y", 10)) == [CoMention("a", graph.mentions[2], graph.mentions[1])]


def test_the_same_place_in_two_documents_is_two_sentences(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "A"]]), document_graph("b", [["X", "B"]])])
    assert list(store.neighbours("A", 10)) == [Neighbour(entity("X"), 1, 1)]
    assert list(store.co_mentions("A", "B", 10)) == []
