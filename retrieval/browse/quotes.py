"""Sentences as a person reads them behind an edge: the exact characters, and the document they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from graph import Document, Span


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence of a document; `quote == document.text[start:end]`."""

    document_id: str
    title: str
    year: int | None
    start: int
    end: int
    quote: str


def quote_fields(document: Document, sentence: Span) -> tuple[str, str, int | None, int, int, str]:
    """The fields of the QuotedSentence at a span of a document, in order, for those that add their own."""
    return (
        document.id,
        document.title,
        document.year,
        sentence.start,
        sentence.end,
        sentence.of(document.text),
    )


_Q = TypeVar("_Q", bound=QuotedSentence)


def distinct(sentences: Iterable[_Q]) -> tuple[_Q, ...]:
    """The sentences, each in its first document only: a paper may be stored twice."""
    first: dict[str, _Q] = {}
    for each in sentences:
        first.setdefault(" ".join(each.quote.casefold().split()), each)
    return tuple(first.values())
