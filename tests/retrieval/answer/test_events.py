"""An answer in the making: claims only once they are verified, and the last event is the answer that `ask` returns."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest

from api.service import MedGraph
from graph.store import Filter
from retrieval.answer.contract import Answer, Status, Support
from retrieval.answer.writers.base import (
    AnswerEvent,
    AnswerFinished,
    AnswerTask,
    ClaimDropped,
    ClaimVerified,
    EvidenceFound,
    NoticeGiven,
    WriterChosen,
)
from retrieval.llm.base import ChatCancelledError, ChatModelError, Message
from retrieval.llm.scripted import ScriptedChatModel
from retrieval.question.understand import QuestionError
from tests.llm_server import Llm
from tests.retrieval.answer.test_answerer import check_contract
from tests.retrieval.parts import answerer, grounded

QUESTION = "Do ACE inhibitors cause cough?"
LIE = "Losartan and warfarin caused a dry cough in 18 of 150 patients"


def kinds(events: Sequence[AnswerEvent]) -> list[type[AnswerEvent]]:
    return [type(event) for event in events]


def final(events: Sequence[AnswerEvent]) -> Answer:
    assert isinstance(events[0], EvidenceFound) and isinstance(events[-1], AnswerFinished)
    assert kinds(events).count(AnswerFinished) == kinds(events).count(EvidenceFound) == 1
    return events[-1].answer


def writing(messages: Sequence[Message]) -> str:
    """A sentence of the evidence with its key, and a lie with the same."""
    key, sentence = next(
        (k, s) for k, s in Llm.evidence(messages[-1].content).items() if s.startswith("Lisinopril caused")
    )
    return f"{sentence} [{key}] {LIE} [{key}]."


@pytest.mark.parametrize("question", [QUESTION, "Do vitamin D supplements prevent falls in older people?"])
def test_the_claims_of_the_events_are_those_of_the_answer(demo: MedGraph, question: str) -> None:
    events = list(answerer(demo).events(question))
    answer = final(events)
    check_contract(answer, demo)
    assert kinds(events)[1] is WriterChosen and events[1] == WriterChosen("extractive")
    verified = [event for event in events if isinstance(event, ClaimVerified)]
    assert tuple(event.claim for event in verified) == answer.claims
    for event in verified:
        assert event.citations == tuple(answer.citations[n - 1] for n in event.claim.citations)
    assert isinstance(events[0], EvidenceFound) and events[0].sufficient
    assert {c.document_id for c in answer.citations} <= set(events[0].documents)


def test_asking_returns_the_last_event(demo: MedGraph) -> None:
    asked, streamed = answerer(demo).ask(QUESTION), final(list(answerer(demo).events(QUESTION)))
    assert asked.claims == streamed.claims and asked.citations == streamed.citations
    assert set(asked.timings_ms) == {
        "understand", "encode", "words", "vectors", "graph", "rerank", "read", "total",
    }  # fmt: skip
    assert all(ms >= 0 for ms in asked.timings_ms.values())


def test_without_sufficient_evidence_nobody_writes(demo: MedGraph) -> None:
    model = ScriptedChatModel(writing)
    events = list(answerer(demo, grounded(demo, model)).events("Does lecanemab slow cognitive decline?"))
    assert kinds(events) == [EvidenceFound, AnswerFinished] and model.turns == []
    assert final(events).status is Status.INSUFFICIENT and "lecanemab" in final(events).missing


def test_a_model_s_claims_come_verified_and_its_lies_as_dropped(demo: MedGraph) -> None:
    events = list(answerer(demo, grounded(demo, ScriptedChatModel(writing))).events(QUESTION))
    answer = final(events)
    check_contract(answer, demo)
    assert kinds(events) == [EvidenceFound, WriterChosen, ClaimVerified, ClaimDropped, AnswerFinished]
    assert events[1] == WriterChosen("llm", "scripted") and events[3] == ClaimDropped(LIE + ".")
    assert [claim.support for claim in answer.claims] == [Support.SUPPORTED]
    assert answer.trace["answerer"] == "llm" and answer.trace["llm"] == "scripted"
    assert answer.trace["dropped_claims"] == [LIE + "."] and not answer.notice


@pytest.mark.parametrize("failure", ["error", "lies"])
def test_a_model_that_fails_is_told_of_before_the_extracts(demo: MedGraph, failure: str) -> None:
    def script(messages: Sequence[Message]) -> str:
        if failure == "error":
            raise ChatModelError("the model is down")
        return f"{LIE} [e000000]."

    events = list(answerer(demo, grounded(demo, ScriptedChatModel(script))).events(QUESTION))
    assert kinds(events)[1:3] == [NoticeGiven, WriterChosen] and events[2] == WriterChosen("extractive")
    assert ClaimDropped not in kinds(events)
    answer, plain = final(events), answerer(demo).ask(QUESTION)
    assert events[1] == NoticeGiven(answer.notice) and "extractive" in answer.notice
    assert answer.claims == plain.claims and answer.trace == plain.trace


def test_a_cancelled_answer_has_no_claims_and_no_end(demo: MedGraph) -> None:
    cancel, seen = threading.Event(), list[AnswerEvent]()

    def script(messages: Sequence[Message]) -> str:
        cancel.set()
        return writing(messages)

    with pytest.raises(ChatCancelledError):
        for event in answerer(demo, grounded(demo, ScriptedChatModel(script))).events(
            QUESTION, cancel=cancel
        ):
            seen.append(event)
    assert kinds(seen) == [EvidenceFound]


def test_a_filter_that_passes_nothing_is_noticed(demo: MedGraph) -> None:
    events = list(answerer(demo).events(QUESTION, Filter(journals=("none",))))
    assert kinds(events) == [EvidenceFound, NoticeGiven, AnswerFinished]
    assert events[1] == NoticeGiven(final(events).notice) and "filter" in final(events).notice


def test_what_cannot_be_asked_raises_at_the_first_event(demo: MedGraph) -> None:
    with pytest.raises(QuestionError):
        next(answerer(demo).events("  "))


def test_a_strategy_of_ones_own(demo: MedGraph) -> None:
    class First:
        """The best sentence, and no more."""

        def run(self, task: AnswerTask) -> Iterator[AnswerEvent]:
            yield WriterChosen("first")
            best = task.evidence[0]
            yield task.verified(" ".join(best.text.split()), [best], Support.SUPPORTED, 1.0)

    answer = answerer(demo, First()).ask(QUESTION)
    check_contract(answer, demo)
    assert len(answer.claims) == len(answer.citations) == 1 and answer.trace["answerer"] == "first"
