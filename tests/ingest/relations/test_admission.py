"""What of the relations found goes into a graph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph import Assertion, Entity, Relation, Span
from ingest.relations.admission import sure_mentions, telling
from ingest.relations.extract import BEST_F1_CONFIDENCE, RelationExtractor
from tests.ingest.relations.conftest import marked, relations

DRUG, DISEASE = Entity("c", "captopril", "ChemicalEntity"), Entity("d", "Hypotension", "Disease")


def relation(predicate: str, target: str = "d", state: Assertion = Assertion.AFFIRMED) -> Relation:
    return Relation("c", predicate, target, 0, Span(0, 1), state)


@pytest.mark.parametrize(
    "name",
    ["Disease", "Pharmaceutical Preparations", "Death", "Syndrome", "Patients", "autosomal recessive disease", "DNA",
     "RNA, Messenger", "Treatment Outcome", "Drug-Related Side Effects and Adverse Reactions"],
)  # fmt: skip
def test_names_too_general_to_tell_anything(name: str) -> None:
    found = [relation("causes", "g"), relation("causes")]
    assert list(telling(found, [DRUG, DISEASE, Entity("g", name, "Disease")])) == [found[1]]


@pytest.mark.parametrize(
    "name", ["Death, Sudden", "Hepatitis, Chronic", "Wilson disease", "Insulin", "BRCA1 gene"]
)
def test_names_that_tell(name: str) -> None:
    found = [relation("causes", "g")]
    assert list(telling(found, [DRUG, Entity("g", name, "Disease")])) == found


def test_an_association_beside_what_says_more() -> None:
    causes, associated = relation("causes"), relation("associated_with")
    assert list(telling([causes, associated], [DRUG, DISEASE])) == [causes]
    doubted = relation("causes", state=Assertion.UNCERTAIN)
    assert list(telling([doubted, associated], [DRUG, DISEASE])) == [doubted, associated]


@pytest.mark.parametrize(
    ("text", "method", "score", "kept"),
    [
        ("[disease:wound pain]", "trained+words", 0.27, False),
        ("[disease:obese]", "trained+words", 0.95, True),
        ("[disease:gout]", "dictionary", 0.5, True),
        ("[disease:of the thyroid]", "dictionary", 1.0, False),
        ("[disease:anemic and] weak", "trained", 1.0, False),
        ("[disease:androgen excess]", "trained", 1.0, True),
    ],
)
def test_mentions_that_are_whole_and_surely_linked(text: str, method: str, score: float, kept: bool) -> None:
    graph = marked(f"She has {text}.")
    mentions = [replace(mention, method=method, score=score) for mention in graph.mentions]
    assert bool(list(sure_mentions(mentions, graph.document.text))) is kept


TOGETHER = "[chemical:GTP] and [gene:EF-G] were seen beside [gene:tRNA] in the [chemical:cyclosporine] group."


def test_what_the_model_takes_for_related_is_not_stated() -> None:
    """`associated_with` of chemicals and genes is for evaluation; in a graph a phrase has to say so."""
    assert not relations(TOGETHER, RelationExtractor())
    text = "[chemical:Naloxone] abolished the sedation after [chemical:morphine]."
    assert not relations(text, RelationExtractor())
    assert relations(text, RelationExtractor(BEST_F1_CONFIDENCE, across_sentences=True))


def test_a_gene_and_its_disease() -> None:
    stated = "We report a new mutation of the [gene:HPRT] gene in a man with [disease:Lesch-Nyhan syndrome]."
    counted = "We investigated the frequency of [gene:HPRT] mutations in [disease:Lesch-Nyhan syndrome]."
    key = "hprt", "associated_with", "lesch-nyhan syndrome"
    title = "[gene:HPRT] mutations cause [disease:Lesch-Nyhan syndrome]"
    graph = marked(stated, title)
    found = RelationExtractor().extract(graph.document, graph.chunks, graph.mentions, graph.entities)
    assert {(r.subject_id, r.predicate, r.object_id) for r in found} == {key}
    assert key not in relations(counted, RelationExtractor())
