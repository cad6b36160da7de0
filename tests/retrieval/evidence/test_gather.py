"""Which sentences may answer: exact ones, on the topic, never from what is retracted."""

from __future__ import annotations

from api.service import MedGraph
from graph import SectionKind
from retrieval.evidence.gather import EvidenceSet, gather_evidence


def evidence_for(demo: MedGraph, question: str) -> EvidenceSet:
    return gather_evidence(demo.retrieve(question), demo.parts.store, demo.parts.indexes().words)


def test_evidence_is_exact_sentences_best_first(demo: MedGraph) -> None:
    evidence = evidence_for(demo, "Do ACE inhibitors cause cough?").sentences
    assert evidence
    assert [e.score for e in evidence] == sorted((e.score for e in evidence), reverse=True)
    for e in evidence:
        document = demo.document(e.document.id)
        assert e.text == document.text[e.span.start : e.span.end] and e.text == e.text.strip()
        section = e.content.section_of(e.span)
        assert section is None or section.kind is not SectionKind.TITLE


def test_retracted_papers_and_their_notices_are_no_evidence(demo: MedGraph) -> None:
    found = evidence_for(demo, "Does high-dose ascorbic acid halve mortality in septic shock?")
    assert {"pmid:DEMO-0037", "pmid:DEMO-0038"} <= set(found.excluded_retracted)
    assert not {"pmid:DEMO-0037", "pmid:DEMO-0038"} & {e.document.id for e in found.sentences}
    assert "pmid:DEMO-0039" in {e.document.id for e in found.sentences}


def test_papers_on_something_else_are_left_out(demo: MedGraph) -> None:
    about = {
        e.document.id for e in evidence_for(demo, "What causes hyperkalemia in heart failure?").sentences
    }
    assert "pmid:DEMO-0016" in about and "pmid:DEMO-0017" not in about  # 0017 is on hypokalemia


def test_what_is_missing_is_named_as_it_was_asked(demo: MedGraph) -> None:
    found = evidence_for(demo, "Does lecanemab slow cognitive decline?")
    assert "lecanemab" in [f.text for f in found.missing] and found.coverage < 0.5


def test_no_hits_is_no_evidence(demo: MedGraph) -> None:
    from graph.store import Filter

    retrieval = demo.retrieve("aspirin", Filter(journals=("none",)))
    found = gather_evidence(retrieval, demo.parts.store, demo.parts.indexes().words)
    assert found.sentences == () and found.coverage == 0.0 and [f.text for f in found.missing] == ["aspirin"]
