"""Pair F1 over documents of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evaluation.corpora.as_graph import graph_of
from evaluation.corpora.model import GoldDocument, GoldMention, GoldRelation
from evaluation.tasks.relation_pairs import (
    PairCounts,
    extract_as_ingested,
    extract_for_best_f1,
    score_relations,
)
from graph import Assertion, Document, DocumentGraph, Relation, Section, SectionKind, Span

TEXT = "Zorbin caused hiccups and mild fever. Zorbin relieved gout."
NAMES = {
    "Zorbin": ("Chemical", "C:1"),
    "hiccups": ("Disease", "D:1"),
    "fever": ("Disease", "D:2"),
    "gout": ("Disease", "D:3"),
}


def document(*relations: tuple[str, str, str], id: str = "d1") -> GoldDocument:
    mentions = tuple(
        GoldMention((Span(at, at + len(name)),), kind, (concept,))
        for name, (kind, concept) in NAMES.items()
        for at in range(len(TEXT))
        if TEXT.startswith(name, at)
    )
    sections = (Section(0, len(TEXT), "", SectionKind.ABSTRACT),)
    gold = tuple(GoldRelation(type, subject, target) for type, subject, target in relations)
    return GoldDocument(Document(id, TEXT, sections=sections), mentions, gold)


def says(
    *relations: tuple[str, str, str], assertion: Assertion = Assertion.AFFIRMED
) -> Callable[[DocumentGraph], list[Relation]]:
    def extract(graph: DocumentGraph) -> list[Relation]:
        sentence = graph.chunks[0].sentences[0]
        return [Relation(s, p, o, 0, sentence, assertion) for s, p, o in relations]

    return extract


CID = document(("CID", "C:1", "D:1"), ("CID", "C:1", "D:2"))


def test_cid_counts_what_a_chemical_causes() -> None:
    result = score_relations([CID], says(("C:1", "causes", "D:1"), ("C:1", "causes", "D:3")))
    assert result.predicates == {"causes": PairCounts(right=1, found=2, support=2)}
    assert (result.micro.precision, result.micro.recall, result.micro.f1) == (0.5, 0.5, 0.5)
    assert [(e.object, e.missed) for e in result.errors] == [("D:2", True), ("D:3", False)]


def test_what_a_corpus_does_not_annotate_is_no_error() -> None:
    result = score_relations([CID], says(("C:1", "treats", "D:3"), ("C:1", "causes", "D:1")))
    assert (result.unevaluated, result.micro, result.pairs) == (1, PairCounts(1, 1, 2), PairCounts(1, 1, 2))


def test_the_wrong_way_round_is_wrong_but_the_right_pair() -> None:
    result = score_relations([CID], says(("D:1", "causes", "C:1")))
    assert (result.micro.right, result.pairs.right) == (0, 1)


def test_between_kinds_that_a_corpus_does_not_annotate_nothing_is_wrong() -> None:
    result = score_relations([CID], says(("D:1", "causes", "D:2")))
    assert (result.unevaluated, result.micro.found, result.pairs.found) == (1, 0, 0)


def test_denied_relations_are_not_found() -> None:
    result = score_relations([CID], says(("C:1", "causes", "D:1"), assertion=Assertion.NEGATED))
    assert result.micro == PairCounts(0, 0, 2)


def test_biored_types_are_predicates_whichever_end_comes_first() -> None:
    gold = document(
        ("Negative_Correlation", "D:3", "C:1"),
        ("Positive_Correlation", "D:1", "C:1"),
        ("Association", "C:1", "D:2"),
    )
    found = says(
        ("C:1", "treats", "D:3"), ("C:1", "causes", "D:1"), ("D:2", "associated_with", "C:1")
    )  # fmt: skip
    result = score_relations([gold], found)
    assert {name: counts.f1 for name, counts in result.predicates.items()} == {
        "treats": 1.0,
        "causes": 1.0,
        "associated_with": 1.0,
    }


def test_another_predicate_is_still_the_pair_where_all_relations_are_marked() -> None:
    gold = document(("Association", "C:1", "D:2"))
    result = score_relations([gold], says(("C:1", "prevents", "D:2")))
    assert (result.pairs.f1, result.micro.f1, result.unevaluated) == (1.0, 0.0, 1)


def test_a_pair_counts_once_in_each_document() -> None:
    documents = [CID, document(("CID", "C:1", "D:1"), id="d2")]
    result = score_relations(documents, says(("C:1", "causes", "D:1"), ("C:1", "causes", "D:1")))
    assert (result.documents, result.micro) == (2, PairCounts(2, 2, 3))


def test_end_to_end_compares_ids_across_vocabularies() -> None:
    def analyse(found: Document) -> DocumentGraph:
        linked = tuple(replace(m, ids=("OTHER:1",)) if m.ids == ("D:1",) else m for m in CID.mentions)
        return graph_of(GoldDocument(found, linked, ()))

    same = {"OTHER:1": "D:1"}
    result = score_relations([CID], says(("C:1", "causes", "OTHER:1")), analyse, lambda id: same.get(id, id))
    assert result.micro == PairCounts(1, 1, 2)


def test_json_has_an_entry_for_each_predicate() -> None:
    row = score_relations([CID], says(("C:1", "causes", "D:1"))).as_json()
    assert row["predicates"] == {
        "causes": {"precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3), "support": 2}
    }
    assert set(row) == {"documents", "predicates", "micro", "pairs", "unevaluated", "errors"}


def test_nothing_found_and_nothing_there() -> None:
    result = score_relations([document()], says())
    assert (result.micro.f1, result.pairs.precision) == (0.0, 0.0)


def test_the_own_extractor_shows_no_more_than_it_finds() -> None:
    graph = graph_of(CID)
    shown, found = (
        {(r.subject_id, r.object_id) for r in extract()(graph)}
        for extract in (extract_as_ingested, extract_for_best_f1)
    )
    assert shown <= found
    assert ("C:1", "D:1") in found
