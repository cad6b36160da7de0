"""Search results for people: one passage a document, with where it stands and why it was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.store import ChunkContent, DocumentStore
from retrieval.question.spelling import Spelling
from retrieval.search.hit import Hit
from retrieval.search.unread import unread_notice


@dataclass(frozen=True, slots=True)
class Passage:
    """The best chunk of a document; `text == document.text[start:end]`."""

    document_id: str
    chunk_id: str
    title: str
    year: int | None
    journal: str
    url: str
    tier: str
    publication_types: tuple[str, ...]
    retracted: bool
    start: int
    end: int
    text: str
    score: float
    arms: dict[str, float]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as JSON surfaces send them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search gave: passages, best first; words that nothing knows, with what was searched for instead.

    `notice` is what a reader must know of documents that could not be read ('' mostly).
    """

    passages: tuple[Passage, ...]
    spelling: tuple[Spelling, ...] = ()
    notice: str = ""


def search_result(
    hits: Iterable[Hit],
    store: DocumentStore,
    limit: int,
    lacking: Collection[str],
    spelling: tuple[Spelling, ...] = (),
    known: Mapping[str, ChunkContent] | None = None,
) -> SearchResult:
    """The best `limit` documents, each by its best chunk; `lacking` are those that no search can find.

    `known` are chunks by id that need not be asked of the store.
    """
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.document_id, hit)
    chosen = list(best.values())[:limit]
    content = dict(known or {})
    if missing := [h.chunk_id for h in chosen if h.chunk_id not in content]:
        content |= store.chunk_contents(missing)
    # One that is missing was deleted since the indexes were opened, or is damaged.
    passages = tuple(_passage(hit, content[hit.chunk_id]) for hit in chosen if hit.chunk_id in content)
    unread = {hit.document_id for hit in chosen if hit.chunk_id not in content}
    return SearchResult(passages, spelling, unread_notice(unread.union(lacking), store))


def _passage(hit: Hit, content: ChunkContent) -> Passage:
    document = content.document
    return Passage(
        document_id=document.id,
        chunk_id=hit.chunk_id,
        title=document.title,
        year=document.year,
        journal=document.journal,
        url=document.url,
        tier=document.tier.value,
        publication_types=document.publication_types,
        retracted=document.retracted,
        start=content.chunk.start,
        end=content.chunk.end,
        text=content.text,
        score=round(hit.score, 4),
        arms={arm: round(score, 4) for arm, score in hit.arms.items()},
    )
