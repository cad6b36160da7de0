"""A chunk that a search found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk with its score, that of the arms alone, and what each arm gave it.

    `score` ranks: the arms' fused score, and what reading the chunk adds. `found` is the arms' alone. `arms` are raw
    scores: BM25, cosine, concept overlap; also of arms that can score what only others proposed.
    """

    chunk_id: str
    score: float
    found: float
    arms: dict[str, float]

    @property
    def document_id(self) -> str:
        """The document the chunk belongs to."""
        return document_of(self.chunk_id)


def document_of(chunk_id: str) -> str:
    """The document that a chunk belongs to."""
    return chunk_id.rpartition("#")[0]


def id_before(chunk_id: str) -> str:
    """The id of the chunk before one; '' for the first of a document."""
    document, _, position = chunk_id.rpartition("#")
    return f"{document}#{int(position) - 1}" if int(position) else ""
