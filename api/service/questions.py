"""Questions to a workspace: answers, documents, and the raw scores behind them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

from api.service.origin import origin_of
from api.service.parts import CountProgress, Parts
from api.service.preconditions import require_documents
from graph import Tier
from graph.store import Filter, State
from retrieval.answer import Answer, AnswerEvent, AnswerFinished, EvidenceFound, identified
from retrieval.search import Retrieval, SearchResult, is_query, search_result
from retrieval.table import EvidenceTable, tabulate

_NO_STUDY = "No document in this workspace holds evidence that answers this question."
_NO_LITERATURE = "The table is of studies, and the filter admits no literature: ask without --tier user."


class Questions:
    """Everything that can be asked. An empty workspace says so before any model is loaded or index made.

    `progress` counts the documents that the search indexes catch up with first. All raise QuestionError,
    EmptyWorkspaceError, and whatever opening the workspace can raise.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @property
    def has_llm(self) -> bool:
        """Whether an LLM writes the answers."""
        return self._parts.settings.llm.configured

    def ask(
        self,
        question: str,
        where: Filter | None = None,
        *,
        llm: bool = True,
        progress: CountProgress | None = None,
    ) -> Answer:
        """Answer a question from the workspace; `llm=False` keeps a configured LLM out of it."""
        *_, last = self.events(question, where, llm=llm, progress=progress)
        assert isinstance(last, AnswerFinished)
        return last.answer

    def events(
        self,
        question: str,
        where: Filter | None = None,
        *,
        llm: bool = True,
        cancel: threading.Event | None = None,
        progress: CountProgress | None = None,
    ) -> Iterator[AnswerEvent]:
        """The answer as it comes into being; the last event is AnswerFinished with all of it.

        What `ask` raises is raised at the first event; once `cancel` is set, ChatCancelledError where an LLM writes.
        The answer is kept then, to be asked for by its id.
        """
        state = self._filled_state()
        answerer = self._parts.answerer(state, llm=llm, progress=progress)
        evidence: tuple[str, ...] = ()
        for event in answerer.events(question, where, cancel):
            if isinstance(event, EvidenceFound):
                evidence = event.documents
            if isinstance(event, AnswerFinished):
                answer = identified(event.answer, origin_of(self._parts, state, where, llm=llm))
                self._parts.answers.keep(answer, evidence, state)
                yield AnswerFinished(answer)
            else:
                yield event

    def table(
        self,
        question: str,
        where: Filter | None = None,
        *,
        progress: CountProgress | None = None,
    ) -> EvidenceTable:
        """The studies of the evidence that `ask` answers from, a row each; without records and LLM."""
        where = where or Filter()
        if where.tiers and Tier.LITERATURE not in where.tiers:
            return EvidenceTable(question, (), _NO_LITERATURE)
        studies = replace(where, tiers=(Tier.LITERATURE,))
        answerer = self._parts.answerer(self._filled_state(), llm=False, progress=progress)
        found = next(answerer.events(question, studies))
        if not isinstance(found, EvidenceFound) or not found.sufficient:
            return EvidenceTable(question, (), _NO_STUDY)
        documents = self._parts.store.documents(found.documents)
        return tabulate(question, [documents[id_] for id_ in found.documents if id_ in documents])

    def search(
        self,
        question: str,
        where: Filter | None = None,
        limit: int = 10,
        *,
        progress: CountProgress | None = None,
    ) -> SearchResult:
        """The best `limit` documents for a question or a query in PubMed's language, each by its best passage.

        Raises QuerySyntaxError too, which says where a query is wrong.
        """
        retriever = self._parts.retriever(self._filled_state(), progress)
        if is_query(question):
            hits = retriever.select(question, where, limit)
            return search_result(hits, self._parts.store, limit, retriever.lacking(where))
        found = retriever.search(question, where)
        spelling = found.question.reading.spelling
        return search_result(
            found.hits, self._parts.store, limit, retriever.lacking(where), spelling, found.contents
        )

    def retrieve(
        self, question: str, where: Filter | None = None, *, progress: CountProgress | None = None
    ) -> Retrieval:
        """Ranked chunks with the raw scores of every arm, for evaluation and for building on."""
        return self._parts.retriever(self._filled_state(), progress).search(question, where)

    def _filled_state(self) -> State:
        state = self._parts.store.state()
        require_documents(state, self._parts.settings.workspace)
        return state
