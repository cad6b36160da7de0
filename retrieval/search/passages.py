"""Search results for people: one passage a document, with where it stands and why it was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graph.store.base import GraphStore
from graph.store.values.chunks import OpenChunk
from retrieval.search.retriever import Hit, Retrieval


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


def passages(retrieval: Retrieval, store: GraphStore, limit: int) -> list[Passage]:
    """The best `limit` documents, each by its best chunk."""
    best: dict[str, Hit] = {}
    for hit in retrieval.hits:
        best.setdefault(hit.document_id, hit)
    hits = list(best.values())[:limit]
    opened = store.open_chunks([h.chunk_id for h in hits])
    # One that is missing was deleted since the indexes were opened.
    return [_passage(hit, opened[hit.chunk_id]) for hit in hits if hit.chunk_id in opened]


def _passage(hit: Hit, opened: OpenChunk) -> Passage:
    card = opened.card
    return Passage(
        document_id=card.id,
        chunk_id=hit.chunk_id,
        title=card.title,
        year=card.year,
        journal=card.journal,
        url=card.url,
        tier=card.tier.value,
        publication_types=card.publication_types,
        retracted=card.retracted,
        start=opened.chunk.start,
        end=opened.chunk.end,
        text=opened.text,
        score=round(hit.score, 4),
        arms={arm: round(score, 4) for arm, score in hit.arms.items()},
    )
