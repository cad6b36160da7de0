"""One paper may be stored twice, under two ids or as two files; its sentences are evidence once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from graph.store import DocumentMetadata, Record, papers


class _Sentence(Protocol):
    @property
    def document(self) -> DocumentMetadata: ...

    @property
    def text(self) -> str: ...


_S = TypeVar("_S", bound=_Sentence)


def without_copies(sentences: Sequence[_S]) -> list[_S]:
    """The sentences in their order, without those that a document of the same paper has said before them."""
    of_paper = papers(
        Record(d.id, d.tier, d.title, d.year, d.identifiers)
        for d in {s.document.id: s.document for s in sentences}.values()
    )
    first: dict[tuple[str, str], str] = {}
    for s in sentences:
        first.setdefault(_said(s, of_paper[s.document.id]), s.document.id)
    return [s for s in sentences if first[_said(s, of_paper[s.document.id])] == s.document.id]


def _said(sentence: _Sentence, paper: str) -> tuple[str, str]:
    return paper, " ".join(sentence.text.casefold().split())
