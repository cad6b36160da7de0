"""The probability that what was found answers is told where a reader has read."""

from __future__ import annotations

from dataclasses import replace

from api.service import MedGraph
from retrieval.answer import assess_sufficiency
from retrieval.evidence import gather_evidence
from retrieval.evidence.coverage import strength
from retrieval.evidence.gather import EvidenceSet

ANSWERED = "Do ACE inhibitors cause cough?"
UNANSWERED = "Which ACE inhibitor is the cheapest?"


def test_what_answers_is_more_probable_than_what_does_not(demo: MedGraph) -> None:
    def probability(question: str) -> float:
        evidence = gather_evidence(demo.retrieve(question), demo.parts.store, demo.parts.indexes().words)
        told = assess_sufficiency(evidence).probability
        assert told is not None and 0 <= told <= 1
        return told

    assert probability(ANSWERED) > 0.8 > 0.4 > probability(UNANSWERED)
    assert demo.ask(ANSWERED).trace["probability"] == probability(ANSWERED)


def test_where_nothing_was_read_none_is_told() -> None:
    nothing = assess_sufficiency(EvidenceSet((), 0.0, 0.0, (), 1.0, ()))
    assert nothing.probability is None and not nothing.sufficient


def test_what_the_reader_is_sure_of_is_not_refused_but_where_a_name_is_missing(demo: MedGraph) -> None:
    found = demo.retrieve(ANSWERED)
    evidence = gather_evidence(found, demo.parts.store, demo.parts.indexes().words)
    weak = replace(evidence, coverage=0.6, similarity=0.42)
    assert strength(weak.coverage, weak.similarity) < 1.25
    assert assess_sufficiency(weak).sufficient
    name = next(f for f in found.question.facets if f.name)
    assert not assess_sufficiency(replace(weak, missing=(name,))).sufficient
    unread = tuple(replace(each, signs=None) for each in weak.sentences)
    assert not assess_sufficiency(replace(weak, sentences=unread)).sufficient
