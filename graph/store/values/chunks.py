"""What a question reads of the store: chunks opened for reading, and what is known of the things it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Chunk, Entity, Mention, Section, Span, Tier

HUB = 20_000
"""An entity with more mentions than this is a hub: its chunks are not followed."""


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What a citation says of a document: all but its text.

    `is_notice` says that it is the notice that retracts another paper.
    """

    id: str
    title: str
    tier: Tier
    year: int | None
    journal: str
    publication_types: tuple[str, ...]
    url: str
    retracted: bool
    is_notice: bool


@dataclass(frozen=True, slots=True)
class ChunkContent:
    """A chunk opened for reading: `text` is the document's `[chunk.start, chunk.end)`, mentions in reading order.

    `sections` are those it reaches into (a title is joined with what follows it), `names` the mentioned entities, each
    by the name the workspace shows.
    """

    chunk: Chunk
    text: str
    sections: tuple[Section, ...]
    document: DocumentMetadata
    mentions: tuple[Mention, ...]
    names: Mapping[str, Entity]

    def quote(self, span: Span) -> str:
        """The document's characters at a span inside the chunk."""
        return self.text[span.start - self.chunk.start : span.end - self.chunk.start]

    def section_of(self, span: Span) -> Section | None:
        """The section that a span begins in."""
        return next((s for s in self.sections if s.start <= span.start < s.end), None)


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """What the workspace knows of one id: as an entity that documents mention, and as a concept of a vocabulary.

    `definition` is '' unless it is a concept that has one; `chunks` holds `(chunk id, mentions that are not negated)`,
    most mentions first, then by id; none for a hub, which says nothing about any one chunk.
    """

    name: str
    category: str
    definition: str
    documents: int
    mentions: int
    chunks: tuple[tuple[str, int], ...] = ()
