"""Question in, `Answer` out: retrieve, gather, judge, select or write, verify, cite."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from graph.index.words import WordIndex
from graph.store.base import Filter, GraphStore
from graph.vocabulary.lexicon.lexicon import Lexicon
from retrieval.answer.contract import (
    Answer,
    Citation,
    Claim,
    Definition,
    Status,
    Support,
    render,
)
from retrieval.answer.subgraph import subgraph
from retrieval.answer.sufficiency import Verdict, judge
from retrieval.answer.verify import Verifier
from retrieval.answer.writers.extractive import Selection, Statement, select
from retrieval.answer.writers.grounded import write
from retrieval.evidence.gather import EvidenceSentence, Gathered, gather
from retrieval.llm.openai import LlmClient, LlmError
from retrieval.search.retriever import Retrieval, Retriever
from retrieval.settings import RetrievalSettings

_EVIDENCE_FOR_LLM = 12
_DEFINITIONS = 4
_NOTHING = "No document in this workspace holds evidence that answers this question."
_DISAGREE = "The sources disagree: some report an effect, others report none."


class Answerer:
    """Answers from one workspace; safe to share between threads."""

    def __init__(
        self,
        store: GraphStore,
        words: WordIndex,
        lexicon: Lexicon,
        retriever: Retriever,
        verifier: Verifier,
        settings: RetrievalSettings,
        llm: LlmClient | None = None,
    ) -> None:
        self._store = store
        self._words = words
        self._lexicon = lexicon
        self._retriever = retriever
        self._verifier = verifier
        self._settings = settings
        self._llm = llm

    def ask(self, question: str, where: Filter | None = None) -> Answer:
        """The answer; raises QuestionError for a question that cannot be asked."""
        started = time.perf_counter()
        retrieval = self._retriever.search(question, where)
        gathered = gather(retrieval, self._store, self._words)
        verdict = judge(gathered)
        trace = _trace(retrieval, gathered, verdict)
        claims: tuple[Claim, ...] = ()
        book = _CitationBook()
        if verdict.sufficient:
            claims = self._write(retrieval, gathered, book, trace)
        if where and not retrieval.hits and not self._store.select(where):
            trace["notice"] = "no document of this workspace passes the filter"
        trace["timings_ms"]["total"] = round((time.perf_counter() - started) * 1000, 2)
        return Answer(
            question=retrieval.question.text,
            status=Status.ANSWERED if claims else Status.INSUFFICIENT,
            text=render(claims) if claims else _NOTHING,
            claims=claims,
            citations=tuple(book.citations),
            definitions=_definitions(retrieval),
            graph=subgraph(retrieval, book.evidence, self._lexicon),
            trace=trace,
        )

    def _write(
        self, retrieval: Retrieval, gathered: Gathered, book: _CitationBook, trace: dict[str, Any]
    ) -> tuple[Claim, ...]:
        if self._llm is not None:
            try:
                return self._written(retrieval, gathered, book, trace)
            except LlmError as error:
                trace["notice"] = f"{error}; this is the extractive answer instead"
        trace["answerer"] = "extractive"
        selection = select(retrieval.question, gathered.evidence, self._settings.sentences)
        return _extracted(selection, book)

    def _written(
        self, retrieval: Retrieval, gathered: Gathered, book: _CitationBook, trace: dict[str, Any]
    ) -> tuple[Claim, ...]:
        assert self._llm is not None
        evidence = gathered.evidence[:_EVIDENCE_FOR_LLM]
        written = write(retrieval.question.text, evidence, self._llm, self._verifier)
        if not written.claims and not written.refused:
            raise LlmError("the LLM wrote nothing that the evidence carries")
        trace.update(answerer="llm", llm=self._llm.model, dropped_claims=list(written.dropped))
        return tuple(Claim(c.text, book.cite(c.evidence), c.support, c.score) for c in written.claims)


class _CitationBook:
    """Numbers citations from 1 in order of first use; the same characters are one citation."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self.evidence: list[EvidenceSentence] = []
        self._ids: dict[tuple[str, int, int], int] = {}

    def cite(self, evidence: Iterable[EvidenceSentence]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._number(e) for e in evidence))

    def _number(self, e: EvidenceSentence) -> int:
        place = (e.document.id, e.span.start, e.span.end)
        if place not in self._ids:
            self._ids[place] = len(self.citations) + 1
            self.citations.append(_citation(self._ids[place], e))
            self.evidence.append(e)
        return self._ids[place]


def _definitions(retrieval: Retrieval) -> tuple[Definition, ...]:
    asked = {c: retrieval.profiles[c] for c in retrieval.question.concept_ids if c in retrieval.profiles}
    defined = [(c, s) for c, s in asked.items() if s.definition]
    return tuple(Definition(c, s.name, s.definition, c.partition(":")[0]) for c, s in defined[:_DEFINITIONS])


def _citation(number: int, e: EvidenceSentence) -> Citation:
    document, section = e.document, e.content.section_of(e.span)
    return Citation(
        id=number,
        document_id=document.id,
        title=document.title,
        year=document.year,
        journal=document.journal,
        url=document.url,
        tier=document.tier.value,
        section=section.heading or section.kind.value if section else "",
        start=e.span.start,
        end=e.span.end,
        quote=e.text,
        publication_types=document.publication_types,
        retracted=document.retracted,
    )


def _extracted(selection: Selection, book: _CitationBook) -> tuple[Claim, ...]:
    def everything(statement: Statement) -> Sequence[EvidenceSentence]:
        return [statement.evidence, *statement.repeats]

    claims = []
    if selection.disagreement:
        first, second = selection.disagreement
        # Noticed by rule, so partial; the sentences themselves follow for the reader to judge.
        cited = book.cite([first.evidence, second.evidence])
        claims.append(Claim(_DISAGREE, cited, Support.PARTIAL, 0.5))
    for statement in selection.statements:
        text = " ".join(statement.evidence.text.split())
        claims.append(Claim(text, book.cite(everything(statement)), Support.SUPPORTED, 1.0))
    return tuple(claims)


def _trace(retrieval: Retrieval, gathered: Gathered, verdict: Verdict) -> dict[str, Any]:
    return {
        "concepts": [{"id": f.concept_id, "text": f.text} for f in retrieval.question.facets if f.concept_id],
        "arms": {arm: len(found) for arm, found in retrieval.arms.items()},
        "hits": [
            {"chunk_id": h.chunk_id, "score": round(h.score, 4), "arms": h.arms} for h in retrieval.hits[:10]
        ],
        "coverage": verdict.coverage,
        "similarity": verdict.similarity,
        "not_found": list(verdict.missing),
        "retracted_left_out": list(gathered.retracted),
        "timings_ms": dict(retrieval.timings),
    }
