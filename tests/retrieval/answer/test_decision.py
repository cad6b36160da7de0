"""Yes or no: each document once, weighed by its kind of study, and never one that speaks of others."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from graph import Chunk, Span, Tier
from graph.store import ChunkContent, DocumentMetadata
from retrieval.answer.decision import Decision, decide, study_weight
from retrieval.answer.sides import Stance
from retrieval.evidence.fit import SentenceFit
from retrieval.evidence.scoring import SentenceSigns
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.evidence.wording import WordingSigns, wording_signs

ASKED = "Does it relieve pain?"
YES, NO, SILENT = (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.2, 0.7)


def said(
    document: str,
    stance: tuple[float, float, float] | None,
    *types: str,
    score: float = 1.0,
    at: int = 0,
    fit: SentenceFit | None = None,
    text: str = "",
) -> EvidenceSentence:
    metadata = DocumentMetadata(
        id=document,
        title="",
        tier=Tier.LITERATURE,
        year=None,
        journal="",
        url="",
        publication_types=types,
        retracted=False,
        is_notice=False,
    )
    text = text or ("It does not relieve." if stance == NO else "It relieves the pain")
    span = Span(at, at + len(text))
    chunk = Chunk(document, 0, span.start, span.end, 0, (span,))
    content = ChunkContent(chunk, text, (), metadata, (), {})
    fit = fit or SentenceFit(True)
    return EvidenceSentence(content, span, score, frozenset(), (), fit, stance=stance)


def signs(coverage: float, wording: WordingSigns) -> SentenceSigns:
    others = {f.name: 0.0 for f in fields(SentenceSigns) if f.name not in ("wording", "coverage")}
    return SentenceSigns(**others, coverage=coverage, wording=wording)


def decided(*evidence: EvidenceSentence) -> Decision:
    found = decide(ASKED, evidence)
    assert found is not None
    return found[0]


def test_the_side_that_weighs_twice_as_much_decides() -> None:
    assert decided(said("a", YES), said("b", YES), said("c", NO)) is Decision.YES
    assert decided(said("a", NO), said("b", SILENT)) is Decision.NO
    assert decided(said("a", YES), said("b", NO)) is Decision.MIXED
    assert decided(said("a", SILENT)) is Decision.UNCLEAR


def test_a_document_has_one_vote_however_often_it_says_it() -> None:
    found = decide(
        ASKED,
        [said("a", YES), said("a", YES, at=30, score=0.5), said("a", NO, at=60, score=0.1), said("b", NO)],
    )
    assert found is not None
    decision, tally = found
    assert decision is Decision.MIXED
    assert [(v.document_id, v.stance) for v in tally.votes] == [("a", Stance.SUPPORTS), ("b", Stance.REFUTES)]
    assert (tally.votes[0].start, tally.votes[0].end) == (0, 20)
    assert str(tally) == "1 of 2 documents say yes, 1 of 2 documents say no"


def test_where_the_best_sentence_takes_no_side_the_next_may() -> None:
    found = decide(ASKED, [said("a", SILENT), said("a", NO, at=30, score=0.9)])
    assert found is not None and found[0] is Decision.NO and found[1].votes[0].start == 30


def test_a_synthesis_outweighs_trials_and_a_case_report_counts_half() -> None:
    assert decided(said("a", YES, "Meta-Analysis"), said("b", NO, "Journal Article")) is Decision.YES
    assert decided(said("a", YES, "Journal Article"), said("b", NO, "Case Reports")) is Decision.YES
    assert study_weight(("Randomized Controlled Trial", "Letter")) == 2.0
    assert study_weight(("Letter",)) == 0.5 and study_weight(()) == 1.0


def test_what_speaks_of_others_has_no_vote_and_nothing_read_decides_nothing() -> None:
    others = SentenceFit(True, caveats=("in children",))
    assert decide(ASKED, [said("a", YES, fit=others)]) is None
    assert decide(ASKED, [said("a", None)]) is None and decide(ASKED, []) is None


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_evidence_changes_nothing(order: int) -> None:
    evidence = [said("a", YES), said("b", NO, "Meta-Analysis"), said("c", SILENT)][::order]
    found = decide(ASKED, evidence)
    assert found is not None and [v.document_id for v in found[1].votes] == ["b", "a", "c"]


@pytest.mark.parametrize(
    "asked", ["Does it not relieve pain?", "Doesn't it relieve pain?", "Is there no effect on pain?"]
)
def test_a_question_with_a_not_gets_no_decision(asked: str) -> None:
    assert decide(asked, [said("a", YES)]) is None


def test_what_was_done_takes_no_side() -> None:
    done, found = (
        wording_signs(t, 0, None, None) for t in ("We measured pain every day.", "It relieves pain.")
    )
    assert decided(replace(said("a", YES), signs=signs(1.0, done))) is Decision.UNCLEAR
    assert decided(replace(said("a", YES), signs=signs(1.0, found))) is Decision.YES


def test_a_contrary_refutes_where_it_covers_most_of_the_question() -> None:
    asked = "Is it an irreversible form of pain?"
    for coverage, decision in ((0.9, Decision.NO), (0.5, Decision.UNCLEAR)):
        told = said("a", YES, text="It is a reversible form of pain")
        worded = wording_signs(told.text, 0, None, None)
        found = decide(asked, [replace(told, signs=signs(coverage, worded))])
        assert found is not None and found[0] is decision


def test_one_document_is_told_as_one() -> None:
    found = decide(ASKED, [said("a", NO)])
    assert found is not None and str(found[1]) == "the one document says no"
