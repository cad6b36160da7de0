"""Relations of whole texts of our own, by phrases and the model together."""

from __future__ import annotations

import pytest

from graph import SYMMETRIC, Assertion, Predicate
from ingest.relations.extract import (
    ACROSS_EXTRACTOR,
    BEST_F1_CONFIDENCE,
    GRAPH_CONFIDENCE,
    MODEL_EXTRACTOR,
    RULES_EXTRACTOR,
    RelationExtractor,
)
from tests.ingest.relations.conftest import marked, relations

CASE = (
    "A 54-year-old man with [disease:hypertension] was treated with [chemical:captopril]. "
    "After two weeks he developed severe [disease:neutropenia]. [chemical:Captopril]-induced [disease:neutropenia] "
    "resolved when the drug was stopped."
)
TITLE = "[chemical:Captopril]-induced [disease:neutropenia] in a patient"


@pytest.fixture(scope="module")
def extractor() -> RelationExtractor:
    return RelationExtractor()


@pytest.fixture(scope="module")
def finder() -> RelationExtractor:
    return RelationExtractor(BEST_F1_CONFIDENCE, across_sentences=True)


def test_a_case_report_says_what_treated_and_what_harmed(extractor: RelationExtractor) -> None:
    graph = marked(CASE, TITLE)
    found = extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)
    named = {(r.subject_id, r.predicate, r.object_id): r for r in found}
    assert named.keys() == {("captopril", "treats", "hypertension"), ("captopril", "causes", "neutropenia")}
    treats = named["captopril", "treats", "hypertension"]
    assert treats.sentence.of(graph.document.text).startswith("A 54-year-old man")
    assert (treats.extractor, treats.assertion) == (RULES_EXTRACTOR, Assertion.AFFIRMED)
    causes = named["captopril", "causes", "neutropenia"]
    assert "aptopril-induced neutropenia" in causes.sentence.of(graph.document.text)
    assert causes.extractor == MODEL_EXTRACTOR
    assert GRAPH_CONFIDENCE <= causes.confidence <= 1


def test_every_relation_lies_in_its_chunk_and_names_entities_of_the_document(
    finder: RelationExtractor,
) -> None:
    graph = marked(CASE, TITLE)
    for relation in finder.extract(graph.document, graph.chunks, graph.mentions, graph.entities):
        chunk = graph.chunks[relation.chunk]
        assert relation.sentence in chunk.sentences
        assert {relation.subject_id, relation.object_id} <= {entity.id for entity in graph.entities}
        assert relation.predicate in set(Predicate)
        assert relation.predicate not in SYMMETRIC or relation.subject_id < relation.object_id


def test_what_is_denied_is_negated_and_never_affirmed(extractor: RelationExtractor) -> None:
    found = relations("[chemical:Captopril] did not cause [disease:hypotension] in any patient.", extractor)
    assert found == {("captopril", "causes", "hypotension"): Assertion.NEGATED}


def test_a_denial_stands_beside_what_another_sentence_affirms(extractor: RelationExtractor) -> None:
    text = (
        "[chemical:Zinc] prevents [disease:pneumonia] in children. "
        "[chemical:Zinc] did not prevent [disease:pneumonia] in adults."
    )
    graph = marked(text)
    found = extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)
    assert [(r.predicate, r.assertion) for r in found] == [
        ("prevents", Assertion.AFFIRMED),
        ("prevents", Assertion.NEGATED),
    ]


def test_named_together_is_no_relation(extractor: RelationExtractor) -> None:
    text = "[chemical:Captopril] and [disease:asthma] were two of the terms searched for."
    assert relations(text, extractor) == {}


def test_a_contraindication_is_no_treatment(extractor: RelationExtractor) -> None:
    text = "[chemical:Propranolol] is contraindicated in patients with [disease:asthma]."
    assert relations(text, extractor) == {
        ("propranolol", "contraindicated_for", "asthma"): Assertion.AFFIRMED
    }


def test_across_sentences_only_when_asked(extractor: RelationExtractor, finder: RelationExtractor) -> None:
    text = (
        "We report adverse effects of [chemical:captopril]. A woman took [chemical:captopril] for a month. "
        "She developed [disease:neutropenia]. [disease:Neutropenia] resolved after withdrawal."
    )
    graph = marked(text, "Adverse reaction to [chemical:captopril]: a case of drug-induced toxicity")
    found = finder.extract(graph.document, graph.chunks, graph.mentions, graph.entities)
    across = [r for r in found if r.predicate == "causes"]
    assert [(r.extractor, r.assertion) for r in across] == [(ACROSS_EXTRACTOR, Assertion.UNCERTAIN)]
    assert "eutropenia" in across[0].sentence.of(graph.document.text)
    assert not extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)


def test_the_same_text_gives_the_same_relations(extractor: RelationExtractor) -> None:
    graph = marked(CASE, TITLE)
    first, second = (
        extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    "text", ["", "Nothing is named here.", "[disease:Gout] alone.", "[chemical:Gold], [chemical:gold]."]
)
def test_too_little_to_relate(text: str, finder: RelationExtractor) -> None:
    assert relations(text, finder) == {}
