"""Answers to questions that a patient's record answers by its lines, without search and without a model."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph import Tier
from graph.store import DocumentStore, DocumentSummary, Filter
from graph.vocabulary.lexicon import Lexicon
from retrieval.answer.writers.base import AnswerEvent
from retrieval.question.understand import check_question
from retrieval.record.lines import RecordLine, lines_of
from retrieval.record.parts import questions_of
from retrieval.record.question import RecordQuestion, asks_who, may_ask_of_record
from retrieval.record.select import select_lines
from retrieval.record.writing import Found, Part, written
from retrieval.search.unread import unread_notice

# Documents that one question reads; more than a person's whole record has. Set by hand.
_MOST_DOCUMENTS = 2000


class RecordAnswers:
    """Answers from the records of one workspace; safe to share between threads."""

    def __init__(self, store: DocumentStore, lexicon: Lexicon) -> None:
        self._store = store
        self._lexicon = lexicon

    def events(self, text: str, where: Filter | None) -> Iterator[AnswerEvent] | None:
        """The answer in the making; None for a question that is to be answered in the ordinary way.

        That is one that asks nothing of a record, or, where the filter lets literature in, of nobody in particular.
        Raises QuestionError for a question that cannot be asked.
        """
        started = time.perf_counter()
        where = where or Filter()
        in_records = bool(where.patients) or where.tiers == (Tier.USER,)
        text = check_question(text)
        if not (in_records or may_ask_of_record(text)):
            return None
        asked = questions_of(text, self._lexicon, bool(where.patients) or (in_records and asks_who(text)))
        if not any(q is not None and (in_records or q.personal) for _, q in asked):
            return None
        documents = self._documents(where)
        if not documents or len(documents) > _MOST_DOCUMENTS:
            return None
        lines, unread = self._lines(documents)
        people = {
            name: [line for each in own for line in lines[each.id]]
            for name, own in _by_patient(documents).items()
        }
        parts = [Part(part, question, _found(question, people)) for part, question in asked]
        is_definite = in_records and any(q is not None and _is_definite(q) for _, q in asked)
        if not (is_definite or any(part.found for part in parts)):
            return None
        altered = self._store.altered().difference(document.id for document in documents)
        return written(text, parts, documents, unread_notice(altered.union(unread), self._store), started)

    def _documents(self, where: Filter) -> Sequence[DocumentSummary]:
        if where.tiers and Tier.USER not in where.tiers:
            return ()
        found = self._store.summaries(replace(where, tiers=(Tier.USER,)), limit=_MOST_DOCUMENTS + 1)
        return [document for document in found if not document.retracted]

    def _lines(self, documents: Sequence[DocumentSummary]) -> tuple[dict[str, list[RecordLine]], list[str]]:
        """The lines of each document, by its id, and the documents that cannot all be read; from the store at once."""
        ids = {d.id: [f"{d.id}#{position}" for position in range(d.chunks)] for d in documents}
        contents = self._store.chunk_contents([each for own in ids.values() for each in own])
        lines = {
            document: list(lines_of(contents[each] for each in own if each in contents))
            for document, own in ids.items()
        }
        return lines, [d.id for d in documents if d.damaged or not contents.keys() >= set(ids[d.id])]


def _by_patient(documents: Sequence[DocumentSummary]) -> dict[str, list[DocumentSummary]]:
    """Documents by patient; one that says nobody's name may be anybody's, and stands alone."""
    found: dict[str, list[DocumentSummary]] = {}
    for document in documents:
        name = f"patient {document.patient}" if document.patient else document.title or document.id
        found.setdefault(name if document.patient else f"{name} ({document.id})", []).append(document)
    return dict(sorted(found.items()))


def _found(question: RecordQuestion | None, people: Mapping[str, list[RecordLine]]) -> list[Found]:
    if question is None:
        return []
    found = (Found(name, select_lines(question, lines)) for name, lines in people.items())
    return [each for each in found if each.statements]


def _is_definite(question: RecordQuestion) -> bool:
    """Whether it is to be refused where no line answers: a question that only looks like one is asked otherwise."""
    return question.category is not None or (question.personal and len(question.terms) <= 2)
