"""Answers to questions that a patient's record answers by its lines, without search and without a model."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph import Tier, ambiguous_date
from graph.store import DocumentStore, DocumentSummary, Filter
from graph.vocabulary.lexicon import Lexicon
from retrieval.answer.citations import CitationBook
from retrieval.answer.contract import Answer, Claim, Status, Support, several_people
from retrieval.answer.writers.base import (
    AnswerEvent,
    AnswerFinished,
    ClaimVerified,
    EvidenceFound,
    NoticeGiven,
    WriterChosen,
)
from retrieval.evidence.fit import SentenceFit
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.evidence.unread import unread_notice
from retrieval.question.understand import check_question
from retrieval.record.categories import Category
from retrieval.record.lines import RecordLine, lines_of
from retrieval.record.question import RecordQuestion, Wanted, asks_who, may_ask_of_record, parse
from retrieval.record.select import RecordStatement, select_lines
from retrieval.record.standing import Standing
from retrieval.record.wording import has_label_for

# Documents that one question reads; more than a person's whole record has. Set by hand.
_MOST_DOCUMENTS = 2000
# What must not be missed, before a line that stands otherwise than asked.
_LEADS = {
    Standing.SAME_CLASS: "Of the same class: ",
    Standing.STOPPED: "Not taken now: ",
    Standing.STOPPED_LATER: "Stopped since: ",
    Standing.PLANNED: "Planned: ",
    Standing.NOT_DONE: "Not done: ",
    Standing.ALLERGY: "Allergy or intolerance: ",
    Standing.ALLERGY_OF_CLASS: "Allergy or intolerance to one of the same class: ",
    Standing.RELATIVE: "Of the family, not the patient: ",
}
_NO_LINE = "The record holds no line that answers this question."


@dataclass(frozen=True, slots=True)
class _Found:
    """The statements about one patient; `patient` is how a reader is told of them."""

    patient: str
    statements: list[RecordStatement]


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
        question = parse(text, self._lexicon, bool(where.patients) or (in_records and asks_who(text)))
        if question is None or not (in_records or question.personal):
            return None
        documents = self._documents(where)
        if not documents or len(documents) > _MOST_DOCUMENTS:
            return None
        lines, unread = self._lines(documents)
        found = [
            _Found(name, select_lines(question, (line for each in own for line in lines[each.id])))
            for name, own in _by_patient(documents).items()
        ]
        found = [each for each in found if each.statements]
        if not found and not (in_records and _is_definite(question)):
            return None
        return _written(question, found, documents, unread_notice(unread, self._store), started)

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


def _is_definite(question: RecordQuestion) -> bool:
    """Whether it is to be refused where no line answers: a question that only looks like one is asked otherwise."""
    return question.category is not None or (question.personal and len(question.terms) <= 2)


def _written(
    question: RecordQuestion,
    found: Sequence[_Found],
    documents: Sequence[DocumentSummary],
    unread: str,
    started: float,
) -> Iterator[AnswerEvent]:
    book = CitationBook()
    ids = dict.fromkeys(each.line.content.document.id for one in found for each in one.statements)
    yield EvidenceFound(tuple(ids), bool(found))
    yield WriterChosen("record")
    claims: list[Claim] = []
    people = _people(found, documents)
    for one in found:
        for statement in one.statements:
            citations = book.cite(map(_evidence, [statement.line, *statement.repeats]))
            is_named = len(people) > 1 or question.asks_who
            whose = f"{one.patient[0].upper()}{one.patient[1:]}: " if is_named else ""
            claim = Claim(
                whose + _worded(question, statement), tuple(c.id for c in citations), Support.SUPPORTED, 1.0
            )
            claims.append(claim)
            yield ClaimVerified(claim, citations)
    notice = " ".join(
        filter(None, (_notice(question, found, documents, people), _date_notice(found), unread))
    )
    if notice:
        yield NoticeGiven(notice)
    yield AnswerFinished(
        Answer(
            question=question.text,
            status=Status.ANSWERED if claims else Status.INSUFFICIENT,
            text="\n".join(f"{c.text} {''.join(f'[{n}]' for n in c.citations)}" for c in claims) or _NO_LINE,
            claims=tuple(claims),
            citations=tuple(book.citations),
            notice=notice,
            missing=_missing(question, found),
            timings_ms={"total": round((time.perf_counter() - started) * 1000, 2)},
            trace={
                "answerer": "record",
                "category": str(question.category or ""),
                "documents": len(documents),
            },
        )
    )


def _missing(question: RecordQuestion, found: Sequence[_Found]) -> tuple[str, ...]:
    """What no line names: all that was looked for where none answers, else an alternative that none does."""
    if not found:
        return question.words
    lines = [each.line for one in found for each in one.statements]
    by_class = question.category is Category.ALLERGY
    named = (
        term
        for term in question.terms
        if any(term.is_named(line) or (by_class and term.has_relative(line)) for line in lines)
    )
    answered = {term.text for term in named}
    return tuple(term.text for term in question.terms if answered and term.text not in answered)


def _worded(question: RecordQuestion, statement: RecordStatement) -> str:
    """`ALLERGIES, 2021-03-04: Penicillin (rash).`, with what must not be missed before it."""
    line = statement.line
    date = "" if line.dated else line.date
    text = " ".join(line.text.split())
    lead = ", ".join(filter(None, ("" if has_label_for(text, line.heading) else line.heading, date)))
    worded = f"{lead}: {text}" if lead else text
    since = f"Stopped since ({', '.join(statement.ended)}): " if statement.ended else ""
    return f"{_LEADS.get(statement.standing, '')}{since}{worded}"


def _people(found: Sequence[_Found], documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """Whose records answer; where one does and others are patients too, these as well, lest it be taken for theirs."""
    answering = dict.fromkeys(one.patient for one in found)
    patients = {f"patient {document.patient}" for document in documents if document.patient}
    return (
        tuple(answering | dict.fromkeys(sorted(patients)))
        if found and len(patients) > 1
        else tuple(answering)
    )


def _notice(
    question: RecordQuestion,
    found: Sequence[_Found],
    documents: Sequence[DocumentSummary],
    people: Sequence[str],
) -> str:
    if len(people) > 1:
        return several_people(people)
    if not found:
        read = f"{len(documents)} document{'s' * (len(documents) != 1)} of the record"
        return f"Looked for {', '.join(question.words)} in {read}."
    asked_now = question.category is Category.MEDICATION and question.wanted is not Wanted.STOPPED
    if asked_now and not any(s.standing is Standing.SO for s in found[0].statements):
        return "No line says that it is taken now."
    return ""


def _date_notice(found: Sequence[_Found]) -> str:
    """What a reader must know of dates such as 03/04/2021, where nothing in the text tells day from month."""
    told = [statement.line for one in found for statement in one.statements]
    texts = {line.content.document.id: line.content.text for line in told if line.date}
    written = next(filter(None, map(ambiguous_date, texts.values())), "")
    return (
        f"Dates such as {written} are read with the month first: no other date tells which is meant."
        * bool(written)
    )


def _evidence(line: RecordLine) -> EvidenceSentence:
    mentions = tuple(m for m in line.content.mentions if line.span.start <= m.start < line.span.end)
    return EvidenceSentence(line.content, line.span, 1.0, frozenset(), mentions, SentenceFit(usable=True))
