"""Stated relations: what a document says of two entities, weighed over independent documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.model import Assertion, DocumentGraph, Entity, Relation, Span
from graph.notices import Notice, NoticeKind
from graph.predicates import Predicate
from graph.store import EdgeWeight, Evidence, GraphStore, RelationEdge, StoreError
from tests.builders import NamedEntity, Says, document_graph, same_graph
from tests.contract.conftest import OpenStore

TREATS, CAUSES, INTERACTS = Predicate.TREATS, Predicate.CAUSES, Predicate.INTERACTS_WITH
AFFIRMED, NEGATED = Assertion.AFFIRMED, Assertion.NEGATED


def saying(id: str, *says: Says, **fields: Any) -> DocumentGraph:
    """A document of four sentences that all name X, Y and Z."""
    return document_graph(id, [["X", "Y", "Z"]] * 4, says=says, **fields)


def entity(id: str) -> Entity:
    return Entity(id, f"name of {id}", "Disease")


def edges(store: GraphStore, entity_id: str, limit: int = 10, **options: object) -> list[tuple[str, ...]]:
    return [each.edge for each in store.relations(entity_id, limit, **options)]  # type: ignore[arg-type]


def weight(store: GraphStore, subject: str, predicate: str, object: str) -> EdgeWeight:
    (found,) = store.relations(subject, 10, Predicate(predicate), object)
    return found.weight


def test_an_edge_is_seen_from_both_ends(store: GraphStore) -> None:
    store.write([saying("a", Says(0, "X", TREATS, "Y", confidence=0.75))])
    expected = [RelationEdge(entity("X"), TREATS, entity("Y"), EdgeWeight({AFFIRMED: 1}, 0.75, 0))]
    assert list(store.relations("X", 10)) == expected == list(store.relations("Y", 10))
    assert expected[0].weight.support == 1
    assert store.relations("Z", 10) == [] == store.relations("unknown", 10) == store.relations("X", 0)


def test_documents_support_an_edge_not_sentences(store: GraphStore) -> None:
    store.write(
        [
            saying("a", *[Says(n, "X", TREATS, "Y", confidence=c) for n, c in enumerate([0.25, 0.5, 0.125])]),
            saying("b", Says(0, "X", TREATS, "Y", confidence=0.75), Says(0, "X", TREATS, "Y", NEGATED, 1.0)),
        ]
    )
    assert weight(store, "X", TREATS, "Y") == EdgeWeight({AFFIRMED: 2, NEGATED: 1}, 1 - 0.5 * 0.25, 0)


@pytest.mark.parametrize("assertion", [each for each in Assertion if each is not AFFIRMED])
def test_only_what_is_affirmed_supports(store: GraphStore, assertion: Assertion) -> None:
    store.write([saying(id_, Says(0, "X", TREATS, "Y", assertion, 0.9)) for id_ in "ab"])
    found = weight(store, "X", TREATS, "Y")
    assert found == EdgeWeight({assertion: 2}, 0.0, 0) and found.support == 0


def test_retracted_documents_are_listed_and_support_nothing(store: GraphStore) -> None:
    said = Says(0, "X", TREATS, "Y")
    notice = Notice(NoticeKind.RETRACTION_OF, "named")
    store.write(
        [
            saying("sound", said),
            saying("own", said, retracted=True),
            saying("named", said, replace(said, assertion=NEGATED)),
            saying("notice", said, notices=(notice,)),
        ]
    )
    assert weight(store, "X", TREATS, "Y") == EdgeWeight({AFFIRMED: 1}, 0.5, 3)
    behind = store.evidence([("X", TREATS, "Y")], 10)["X", TREATS, "Y"]
    assert [(e.document_id, e.assertion, e.retracted) for e in behind] == [
        ("sound", AFFIRMED, False),
        ("named", AFFIRMED, True),
        ("notice", AFFIRMED, True),
        ("own", AFFIRMED, True),
        ("named", NEGATED, True),
    ]
    store.delete(["notice"])
    assert weight(store, "X", TREATS, "Y") == EdgeWeight({AFFIRMED: 2, NEGATED: 1}, 0.75, 1)


def test_the_best_supported_edges_come_first(store: GraphStore) -> None:
    store.write(
        [
            saying("a", Says(0, "X", TREATS, "Y", confidence=0.1), Says(0, "Z", CAUSES, "X", confidence=0.9)),
            saying("b", Says(0, "X", TREATS, "Y", confidence=0.1), Says(1, "X", CAUSES, "Z", confidence=0.9)),
            saying("c", Says(0, "X", CAUSES, "Y", confidence=0.5)),
            saying("d", *[Says(n, "X", INTERACTS, "Y", NEGATED) for n in range(4)]),
        ]
    )
    expected = [
        ("X", TREATS, "Y"),
        ("X", CAUSES, "Z"),
        ("Z", CAUSES, "X"),
        ("X", CAUSES, "Y"),
        ("X", INTERACTS, "Y"),
    ]
    for limit in range(7):
        assert edges(store, "X", limit) == expected[:limit]
    assert edges(store, "X", predicate=CAUSES) == expected[1:4]
    assert edges(store, "X", other_id="Z") == expected[1:3] == edges(store, "Z", other_id="X")
    assert edges(store, "X", predicate=CAUSES, other_id="Y") == [expected[3]]
    assert edges(store, "X", other_id="unknown") == []


def test_the_sentences_behind_an_edge(store: GraphStore) -> None:
    first = saying(
        "a",
        Says(2, "X", TREATS, "Y", confidence=0.5, extractor="model"),
        Says(0, "X", TREATS, "Y", confidence=0.5),
        Says(1, "X", TREATS, "Y", NEGATED, 0.25),
        Says(1, "X", CAUSES, "Y"),
        Says(3, "Y", TREATS, "X"),
    )
    second = saying("b", Says(3, "X", TREATS, "Y", confidence=0.75), Says(0, "X", TREATS, "Y", NEGATED, 1.0))
    store.write([second, first])

    def evidence(id: str, relation: Relation) -> Evidence:
        span, assertion = relation.sentence, relation.assertion
        return Evidence(id, span, assertion, relation.confidence, relation.extractor, False)

    affirmed = [
        evidence("b", second.relations[0]),
        evidence("a", first.relations[0]),
        evidence("a", first.relations[1]),
    ]
    negated = [evidence("b", second.relations[1]), evidence("a", first.relations[2])]
    edge = ("X", TREATS, "Y")
    for limit in range(4):
        expected = [*affirmed[:limit], *negated[:limit]]
        assert store.evidence([edge], limit) == ({edge: expected} if limit else {})
    asked = [("Y", TREATS, "X"), ("X", TREATS, "Z"), ("X", "no predicate", "Y"), edge, ("", "", "")]
    found = store.evidence(asked, 5)
    assert found == {asked[0]: [evidence("a", first.relations[4])], edge: [*affirmed, *negated]}
    assert first.relations[0].sentence.of(first.document.text) == "X Y Z ."


def test_relations_come_back_exactly(store: GraphStore) -> None:
    odd = NamedEntity("text:Disease:\U0001f9eca\u0301", name="\U0001f9ec", category="Gene")
    says = [Says(0, odd.id, CAUSES, "X", each, 0.1 + 0.2, "m\u00e9thode") for each in Assertion]
    graphs = [
        document_graph("b", [[odd, "X"], ["X", "Y"]], says=[*says, Says(1, "X", INTERACTS, "Y")]),
        saying("a", *[Says(n % 4, "X", TREATS, "Y", confidence=n / 20) for n in range(20)]),
        document_graph("c"),
    ]
    store.write(graphs)
    for read, original in zip(store.graphs(), [graphs[1], graphs[0], graphs[2]], strict=True):
        assert same_graph(read, original)
    assert store.counts().relations == 27 == store.state().counts.relations


def test_replacing_and_deleting_take_the_evidence_away(store: GraphStore) -> None:
    says = Says(0, "X", TREATS, "Y")
    store.write([saying("a", says, Says(0, "X", CAUSES, "Z")), saying("b", says)])
    store.write([saying("a", Says(1, "X", TREATS, "Y"))])
    assert edges(store, "X") == [("X", TREATS, "Y")]
    assert [len(each) for each in store.evidence([("X", TREATS, "Y")], 9).values()] == [2]
    assert store.counts().relations == 2
    store.delete(["a"])
    assert weight(store, "X", TREATS, "Y").support == 1
    store.delete(["b"])
    assert store.relations("X", 10) == [] and store.evidence([("X", TREATS, "Y")], 9) == {}
    assert store.counts().relations == 0


def test_a_hub_is_weighed_up_to_the_cap_whatever_the_order_of_ingest(open_store: OpenStore) -> None:
    graphs = [
        document_graph(f"d{n}", [["HUB", f"E{n % 20:02}"]], says=[Says(0, "HUB", TREATS, f"E{n % 20:02}")])
        for n in range(40)
    ]
    forwards, backwards = open_store("forwards"), open_store("backwards")
    forwards.write(graphs)
    for graph in graphs[::-1]:
        backwards.write([graph])
    for cap in (0, 1, 7, 40):
        found = list(forwards.relations("HUB", 100, degree_cap=cap))
        assert sum(each.weight.support for each in found) == cap
        assert found == list(backwards.relations("HUB", 100, degree_cap=cap))


SAID = saying("a", Says(0, "X", TREATS, "Y"))
(RELATION,) = SAID.relations
WRONG = {
    "no predicate": replace(RELATION, predicate="cures"),
    "does not mention": replace(RELATION, object_id="W"),
    "to itself": replace(RELATION, object_id="X"),
    "smaller id first": replace(RELATION, predicate=INTERACTS, subject_id="Y", object_id="X"),
    "chunk 2": replace(RELATION, chunk=2),
    "outside its chunk": replace(RELATION, chunk=1),
    "sentence outside": replace(RELATION, sentence=Span(0, 3)),
    "confidence of 1.5": replace(RELATION, confidence=1.5),
    "confidence of nan": replace(RELATION, confidence=float("nan")),
}


@pytest.mark.parametrize("problem", WRONG)
def test_an_incoherent_relation_is_refused(store: GraphStore, problem: str) -> None:
    with pytest.raises(StoreError, match=problem):
        store.write([replace(SAID, relations=(WRONG[problem],))])
    assert store.counts().documents == 0


def test_documents_of_one_paper_support_an_edge_once(store: GraphStore) -> None:
    says, title = Says(0, "X", TREATS, "Y", confidence=0.75), "A trial of aspirin for headache in adults"
    store.write(
        [
            saying("pmid:1", says, identifiers=("pmid:1", "doi:10.1/a")),
            saying("doi:10.1/a", says, identifiers=("doi:10.1/a",)),
            saying("file:1", says, title=title, year=2001),
            saying("pmc:1", says, title=title.upper() + ".", year=2002),
            saying("file:2", says, title="Editorial"),
            saying("file:3", says, title="Editorial"),
        ]
    )
    assert weight(store, "X", TREATS, "Y").documents == {AFFIRMED: 4}
    store.write([saying("pmid:1", says, identifiers=("pmid:1", "doi:10.1/a"), retracted=True)])
    found = weight(store, "X", TREATS, "Y")
    assert (found.documents, found.retracted) == ({AFFIRMED: 3}, 1)


def test_edges_are_ranked_by_papers(store: GraphStore) -> None:
    twice = ("doi:10.1/a",)
    store.write(
        [
            saying("a", Says(0, "X", TREATS, "Y", confidence=0.5), identifiers=twice),
            saying("b", Says(0, "X", TREATS, "Y", confidence=0.5), identifiers=twice),
            saying("c", Says(0, "X", CAUSES, "Z", confidence=0.75)),
        ]
    )
    assert edges(store, "X", limit=1) == [("X", CAUSES, "Z")]
