"""Question in, `Answer` out: search, gather evidence, decide whether it suffices, let a strategy write, cite."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from graph.index import WordIndex
from graph.store import DocumentStore, Filter
from graph.vocabulary.lexicon import Lexicon
from retrieval.answer.citations import CitationBook
from retrieval.answer.contract import Answer, Claim, Definition, Status, render, several_people
from retrieval.answer.decision import decide
from retrieval.answer.items import collected_items
from retrieval.answer.refusal import refusal_of, spelling_notice
from retrieval.answer.subgraph import subgraph
from retrieval.answer.sufficiency import Sufficiency, assess_sufficiency
from retrieval.answer.writers.base import (
    AnswerEvent,
    AnswerFinished,
    AnswerStrategy,
    AnswerTask,
    ClaimDropped,
    ClaimVerified,
    EvidenceFound,
    NoticeGiven,
    WriterChosen,
)
from retrieval.evidence.gather import EvidenceSet, gather_evidence
from retrieval.evidence.stance import with_stances
from retrieval.harm import HarmGuard
from retrieval.question.understand import check_question
from retrieval.reader import StanceReader
from retrieval.search.retriever import Retrieval, Retriever
from retrieval.search.unread import unread_notice

_DEFINITIONS = 4  # most definitions shown; set by hand
_NO_EVIDENCE = "No document in this workspace holds evidence that answers this question."
_NOTHING_PASSES = "no document of this workspace passes the filter"


class RecordStrategy(Protocol):
    """Answers questions to patients' records in its own way."""

    def events(self, text: str, where: Filter | None) -> Iterator[AnswerEvent] | None:
        """The answer in the making, AnswerFinished last; None for a question that is none of those."""
        ...


class Answerer:
    """Answers from one workspace by one strategy, and what a record answers by `records`; safe to share.

    `stance_reader` gives what reads the evidence of questions that ask yes or no, loaded with the first of these.
    `guard` refuses harmful requests; None: nothing does.
    """

    def __init__(
        self,
        store: DocumentStore,
        words: WordIndex,
        lexicon: Lexicon,
        retriever: Retriever,
        strategy: AnswerStrategy,
        records: RecordStrategy | None = None,
        stance_reader: Callable[[], StanceReader | None] = lambda: None,
        guard: HarmGuard | None = None,
    ) -> None:
        self._store = store
        self._words = words
        self._lexicon = lexicon
        self._retriever = retriever
        self._strategy = strategy
        self._records = records
        self._stance_reader = stance_reader
        self._guard = guard

    def ask(self, question: str, where: Filter | None = None) -> Answer:
        """The answer; raises QuestionError for a question that cannot be asked."""
        *_, last = self.events(question, where)
        assert isinstance(last, AnswerFinished)
        return last.answer

    def events(
        self, question: str, where: Filter | None = None, cancel: threading.Event | None = None
    ) -> Iterator[AnswerEvent]:
        """The answer in the making: EvidenceFound first, AnswerFinished last.

        Raises, at the first event, QuestionError for a question that cannot be asked; ChatCancelledError where a model
        writes and `cancel` is set.
        """
        if self._records is not None and (told := self._records.events(question, where)) is not None:
            yield from self._refused(question) or told
            return
        started = time.perf_counter()
        retrieval = self._retriever.search(question, where)
        if refused := self._refused(question, retrieval):
            yield from refused
            return
        evidence = self._with_stances(retrieval, gather_evidence(retrieval, self._store, self._words))
        refusal = refusal_of(retrieval.question)
        sufficiency = assess_sufficiency(evidence)
        if refusal:
            sufficiency = replace(sufficiency, sufficient=False)
        documents = tuple(dict.fromkeys(e.document.id for e in evidence.sentences))
        yield EvidenceFound(documents, sufficiency.sufficient)
        book, draft = CitationBook(), _Draft()
        if sufficiency.sufficient:
            task = AnswerTask(retrieval.question, evidence.sentences, book, cancel)
            for event in self._strategy.run(task):
                draft.add(event)
                yield event
        yield from self._notices(retrieval, evidence, where, book, draft)
        answer = self._answer(retrieval, evidence, sufficiency, book, draft, refusal)
        total = round((time.perf_counter() - started) * 1000, 2)
        yield AnswerFinished(replace(answer, timings_ms=retrieval.timings | {"total": total}))

    def _notices(
        self,
        retrieval: Retrieval,
        evidence: EvidenceSet,
        where: Filter | None,
        book: CitationBook,
        draft: _Draft,
    ) -> Iterator[NoticeGiven]:
        """What a reader must be told of the answer as a whole, added to the draft's notice one by one."""
        people = dict.fromkeys(filter(None, (each.document.person for each in book.sentences)))
        if len(people) > 1:
            yield draft.notify(several_people(tuple(people)))
        if unread := unread_notice(evidence.unread, self._store):
            yield draft.notify(unread)
        if where and not retrieval.hits and not self._store.select(where):
            draft.notice = ""
            yield draft.notify(_NOTHING_PASSES)

    def _answer(
        self,
        retrieval: Retrieval,
        evidence: EvidenceSet,
        sufficiency: Sufficiency,
        book: CitationBook,
        draft: _Draft,
        refusal: str,
    ) -> Answer:
        question, claims = retrieval.question, tuple(draft.claims)
        asks = question.reading
        decided = decide(asks.asked, evidence.sentences) if claims and question.yes_no else None
        return Answer(
            question=question.text,
            status=Status.ANSWERED if claims else Status.INSUFFICIENT,
            text=render(claims) if claims else refusal or _NO_EVIDENCE,
            claims=claims,
            citations=tuple(book.citations),
            definitions=_definitions(retrieval),
            decision=decided[0] if decided else None,
            tally=decided[1] if decided else None,
            items=collected_items(question, book.citations, book.sentences),
            notice="; ".join(filter(None, [spelling_notice(asks.spelling), draft.notice])),
            missing=sufficiency.missing,
            excluded_retracted=evidence.excluded_retracted,
            spelling=asks.spelling,
            graph=subgraph(retrieval, book.sentences, self._lexicon),
            trace=_trace(retrieval, sufficiency) | draft.trace,
        )

    def _with_stances(self, retrieval: Retrieval, evidence: EvidenceSet) -> EvidenceSet:
        """The evidence, read for its stance where the question asks yes or no."""
        reader = self._stance_reader() if retrieval.question.yes_no and evidence.sentences else None
        if reader is None:
            return evidence
        return replace(evidence, sentences=with_stances(retrieval, evidence.sentences, self._words, reader))

    def _refused(self, text: str, retrieval: Retrieval | None = None) -> Sequence[AnswerEvent]:
        """The events of a refusal without evidence; none where the question may be answered."""
        if self._guard is None:
            return ()
        text = check_question(text)
        known = () if retrieval is None else (retrieval.question.reading.asked, retrieval.vector)
        told = self._guard.refusal(text, *known)
        if not told:
            return ()
        timings = dict(retrieval.timings) if retrieval else {}
        refused = Answer(text, Status.INSUFFICIENT, told, timings_ms=timings, trace={"refused": "harm"})
        return EvidenceFound((), False), AnswerFinished(refused)


@dataclass
class _Draft:
    """What a strategy's events add up to."""

    claims: list[Claim] = field(default_factory=list)
    notice: str = ""
    trace: dict[str, Any] = field(default_factory=dict)

    def notify(self, notice: str) -> NoticeGiven:
        """Add a notice; the event that tells all of them."""
        self.notice = " ".join(filter(None, (self.notice, notice)))
        return NoticeGiven(self.notice)

    def add(self, event: AnswerEvent) -> None:
        match event:
            case ClaimVerified(claim=claim):
                self.claims.append(claim)
            case ClaimDropped(text=text):
                self.trace["dropped_claims"].append(text)
            case NoticeGiven(text=text):
                self.notice = text
            case WriterChosen(strategy=strategy, model=""):
                self.trace = {"answerer": strategy}
            case WriterChosen(strategy=strategy, model=model):
                self.trace = {"answerer": strategy, "llm": model, "dropped_claims": []}


def _definitions(retrieval: Retrieval) -> tuple[Definition, ...]:
    """What vocabularies say of the question's concepts, in its order, of the first few that have a definition."""
    profiles = {c: retrieval.profiles[c] for c in retrieval.question.concept_ids if c in retrieval.profiles}
    defined = [(c, p) for c, p in profiles.items() if p.definition]
    return tuple(Definition(c, p.name, p.definition, c.partition(":")[0]) for c, p in defined[:_DEFINITIONS])


def _trace(retrieval: Retrieval, sufficiency: Sufficiency) -> dict[str, Any]:
    return {
        "concepts": [{"id": f.concept_id, "text": f.text} for f in retrieval.question.facets if f.concept_id],
        "arms": {arm: len(found) for arm, found in retrieval.arms.items()},
        "hits": [
            {"chunk_id": h.chunk_id, "score": round(h.score, 4), "arms": h.arms} for h in retrieval.hits[:10]
        ],
        "coverage": sufficiency.coverage,
        "similarity": sufficiency.similarity,
        "probability": sufficiency.probability,
    }
