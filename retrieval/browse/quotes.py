"""Sentences as a person reads them behind an edge: the exact characters, and the document they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph import Document, Span
from graph.store import Record, papers


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


def distinct(sentences: Sequence[_Q], documents: Mapping[str, Document]) -> tuple[_Q, ...]:
    """The sentences, each once of a paper that is stored twice; `documents` are those that they stand in, and more."""
    of_paper = papers(
        Record(d.id, d.tier, d.title, d.year, d.identifiers)
        for d in {s.document_id: documents[s.document_id] for s in sentences}.values()
    )
    first: dict[tuple[str, str], str] = {}
    kept = []
    for each in sentences:
        said = (of_paper[each.document_id], " ".join(each.quote.casefold().split()))
        if first.setdefault(said, each.document_id) == each.document_id:
            kept.append(each)
    return tuple(kept)
