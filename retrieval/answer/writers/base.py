"""`AnswerStrategy`: one way to write an answer from evidence, and the events of an answer in the making."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.answer.citations import CitationBook
from retrieval.answer.contract import Answer, Citation, Claim, Support
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.question.understand import Question


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The search is over: ids of the documents with evidence, best first, and whether it suffices to answer."""

    documents: tuple[str, ...]
    sufficient: bool


@dataclass(frozen=True, slots=True)
class WriterChosen:
    """Which strategy writes the answer, and the model it uses ('' for none)."""

    strategy: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """Something the reader must be told: the answer's `notice`."""

    text: str


@dataclass(frozen=True, slots=True)
class ClaimVerified:
    """A claim of the answer, checked against all that it cites; never taken back."""

    claim: Claim
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ClaimDropped:
    """A sentence that a model wrote and that is not in the answer: its citations do not support it."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The last event: the whole answer."""

    answer: Answer


AnswerEvent = EvidenceFound | WriterChosen | NoticeGiven | ClaimVerified | ClaimDropped | AnswerFinished


@dataclass(frozen=True, slots=True)
class AnswerTask:
    """What an answer is written from: the question and evidence that suffices, best first.

    `book` numbers the citations; `cancel`, once set, ends the work with ChatCancelledError.
    """

    question: Question
    evidence: tuple[EvidenceSentence, ...]
    book: CitationBook
    cancel: threading.Event | None = None

    def verified(
        self,
        text: str,
        cited: Sequence[EvidenceSentence],
        support: Support,
        score: float,
        caveats: Sequence[str] = (),
    ) -> ClaimVerified:
        """The event of a claim that was checked against the sentences it cites.

        What must be told of all of them is told of the claim, beside `caveats`, and leaves it partly supported at most.
        """
        citations = self.book.cite(cited)
        every = set.intersection(*(set(e.fit.caveats) for e in cited)) if cited else set()
        told = tuple(dict.fromkeys([*caveats, *sorted(every)]))
        if told:
            support = Support.PARTIAL
        return ClaimVerified(Claim(text, tuple(c.id for c in citations), support, score, told), citations)


class AnswerStrategy(Protocol):
    """Writes answers; safe to share between threads."""

    def run(self, task: AnswerTask) -> Iterator[AnswerEvent]:
        """WriterChosen once, then the claims in the order of the text; none when the evidence does not answer.

        EvidenceFound and AnswerFinished are not a strategy's to give: the Answerer does.
        """
        ...
