"""Search results for people: one passage a document, with where it stands and why it was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graph.store import ChunkContent, DocumentStore
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


def best_passages(retrieval: Retrieval, store: DocumentStore, limit: int) -> list[Passage]:
    """The best `limit` documents, each by its best chunk."""
    best: dict[str, Hit] = {}
    for hit in retrieval.hits:
        best.setdefault(hit.document_id, hit)
    hits = list(best.values())[:limit]
    content = store.chunk_contents([h.chunk_id for h in hits])
    # One that is missing was deleted since the indexes were opened.
    return [_passage(hit, content[hit.chunk_id]) for hit in hits if hit.chunk_id in content]


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
