"""Search results for people: one passage a document, with where it stands and why it was found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graph.store.base import GraphStore
from retrieval.retriever import Hit, Retrieval


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
    chunks = store.chunks([h.chunk_id for h in hits])
    documents = store.documents([h.document_id for h in hits])
    found = []
    for hit in hits:
        chunk, document = chunks.get(hit.chunk_id), documents.get(hit.document_id)
        if chunk is None or document is None:  # deleted since the indexes were opened
            continue
        found.append(
            Passage(
                document_id=document.id,
                chunk_id=hit.chunk_id,
                title=document.title,
                year=document.year,
                journal=document.journal,
                url=document.url,
                tier=document.tier.value,
                publication_types=document.publication_types,
                retracted=document.retracted,
                start=chunk.start,
                end=chunk.end,
                text=document.text[chunk.start : chunk.end],
                score=round(hit.score, 4),
                arms={arm: round(score, 4) for arm, score in hit.arms.items()},
            )
        )
    return found
