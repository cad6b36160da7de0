"""The answer that the lines of a record make: each with what must not be missed of it, and what a reader is told."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph import ambiguous_date
from graph.store import DocumentSummary
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
from retrieval.record.categories import Category
from retrieval.record.lines import RecordLine
from retrieval.record.question import RecordQuestion, Wanted
from retrieval.record.select import RecordStatement
from retrieval.record.standing import Standing
from retrieval.record.wording import has_label_for

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
class Found:
    """The statements about one patient; `patient` is how a reader is told of them."""

    patient: str
    statements: list[RecordStatement]


@dataclass(frozen=True, slots=True)
class Part:
    """A question of the text that was asked, with what was found; `question` None: it asks nothing of a record."""

    text: str
    question: RecordQuestion | None
    found: Sequence[Found]


def written(
    text: str, parts: Sequence[Part], documents: Sequence[DocumentSummary], unread: str, started: float
) -> Iterator[AnswerEvent]:
    """The answer to a text of one or more questions: the statements of each, in the order in which they were asked.

    `unread` is what a reader must know of documents that cannot be read; `started` when the question came, in seconds.
    """
    book = CitationBook()
    found = [each for part in parts for each in part.found]
    yield EvidenceFound(tuple(dict.fromkeys(_document_ids(found))), bool(found))
    yield WriterChosen("record")
    people = _people(found, documents)
    claims: dict[str, Claim] = {}
    for part, one, statement in _statements(parts):
        citations = book.cite(map(_evidence, [statement.line, *statement.repeats]))
        is_named = len(people) > 1 or (part.question is not None and part.question.asks_who)
        whose = f"{one.patient[0].upper()}{one.patient[1:]}: " if is_named else ""
        claim = Claim(whose + _worded(statement), tuple(c.id for c in citations), Support.SUPPORTED, 1.0)
        if claims.setdefault(claim.text, claim) is claim:
            yield ClaimVerified(claim, citations)
    notices = (*_notices(parts, found, documents, people), unread)
    notice = " ".join(dict.fromkeys(filter(None, notices)))
    if notice:
        yield NoticeGiven(notice)
    yield AnswerFinished(
        Answer(
            question=text,
            status=Status.ANSWERED if claims else Status.INSUFFICIENT,
            text="\n".join(f"{c.text} {''.join(f'[{n}]' for n in c.citations)}" for c in claims.values())
            or _NO_LINE,
            claims=tuple(claims.values()),
            citations=tuple(book.citations),
            notice=notice,
            missing=tuple(dict.fromkeys(term for part in parts for term in _missing(part))),
            timings_ms={"total": round((time.perf_counter() - started) * 1000, 2)},
            trace={
                "answerer": "record",
                "category": ", ".join(
                    str(p.question.category or "") for p in parts if p.question is not None
                ),
                "documents": len(documents),
            },
        )
    )


def _statements(parts: Sequence[Part]) -> Iterator[tuple[Part, Found, RecordStatement]]:
    return ((part, one, statement) for part in parts for one in part.found for statement in one.statements)


def _document_ids(found: Sequence[Found]) -> Iterator[str]:
    return (statement.line.content.document.id for one in found for statement in one.statements)


def _missing(part: Part) -> tuple[str, ...]:
    """What no line names: all that was looked for where none answers, else an alternative that none does."""
    question = part.question
    if question is None:
        return ()
    if not part.found:
        return question.words
    lines = [each.line for one in part.found for each in one.statements]
    by_class = question.category is Category.ALLERGY
    named = (
        term
        for term in question.terms
        if any(term.is_named(line) or (by_class and term.has_relative(line)) for line in lines)
    )
    answered = {term.text for term in named}
    return tuple(term.text for term in question.terms if answered and term.text not in answered)


def _worded(statement: RecordStatement) -> str:
    """`ALLERGIES, 2021-03-04: Penicillin (rash).`, with what must not be missed before it."""
    line = statement.line
    date = "" if line.dated else line.date
    text = " ".join(line.text.split())
    lead = ", ".join(filter(None, ("" if has_label_for(text, line.heading) else line.heading, date)))
    worded = f"{lead}: {text}" if lead else text
    since = f"Stopped since ({', '.join(statement.ended)}): " if statement.ended else ""
    return f"{_LEADS.get(statement.standing, '')}{since}{worded}"


def _people(found: Sequence[Found], documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """Whose records answer; where one does and others are patients too, these as well, lest it be taken for theirs."""
    answering = dict.fromkeys(one.patient for one in found)
    patients = {f"patient {document.patient}" for document in documents if document.patient}
    return (
        tuple(answering | dict.fromkeys(sorted(patients)))
        if found and len(patients) > 1
        else tuple(answering)
    )


def _notices(
    parts: Sequence[Part], found: Sequence[Found], documents: Sequence[DocumentSummary], people: Sequence[str]
) -> Iterator[str]:
    if len(people) > 1:
        yield several_people(people)
    for part in parts:
        yield _notice(part, bool(found), documents, len(parts) > 1)
    yield _date_notice(found)


def _notice(
    part: Part, is_answered: bool, documents: Sequence[DocumentSummary], is_one_of_several: bool
) -> str:
    """What a reader must be told of one question; `is_answered`: another one of the same text may be."""
    question = part.question
    if question is None:
        return f'Not looked for in the record: "{part.text}". Ask it by itself.'
    if not part.found and is_answered:
        return f'The record holds no line that answers "{part.text}".'
    if not part.found:
        read = f"{len(documents)} document{'s' * (len(documents) != 1)} of the record"
        return f"Looked for {', '.join(question.words)} in {read}."
    asked_now = question.category is Category.MEDICATION and question.wanted is not Wanted.STOPPED
    is_of_one = len(part.found) == 1
    if asked_now and is_of_one and not any(s.standing is Standing.SO for s in part.found[0].statements):
        about = f'"{part.text}": no' if is_one_of_several else "No"
        return f"{about} line says that it is taken now."
    return ""


def _date_notice(found: Sequence[Found]) -> str:
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
