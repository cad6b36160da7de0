"""What a question reads: the contents of chunks, and profiles of the entities it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Chunk, Entity, Mention, Section, Span, Tier

HUB_MENTIONS = 20_000  # docs/decisions/0009-three-readings.md
"""An entity with more mentions than this is a hub: its chunks are not followed."""


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What a citation shows of a document.

    `is_notice` is true of a notice that retracts another paper. `identifiers`, `patient` and `date` are those of
    `Document`.
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
    identifiers: tuple[str, ...] = ()
    patient: str = ""
    date: str = ""

    @property
    def person(self) -> str:
        """Whose record it is: the patient's id; of a record of nobody stated its own, and '' of literature."""
        return (self.patient or self.id) if self.tier is Tier.USER else ""


@dataclass(frozen=True, slots=True)
class ChunkContent:
    """A chunk with its text and all that reading it takes.

    `text` is `[chunk.start, chunk.end)` of the document, `mentions` are in reading order. `sections` are those that
    the chunk overlaps (a title is joined with what follows it). `names` holds the mentioned entities by id, under the
    name the workspace shows.
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
    """One id as an entity that documents mention, as a concept of a vocabulary, or as both.

    `definition` is '' unless it is a concept that has one. `chunks` holds `(chunk id, mentions that are not negated)`,
    most mentions first, then by id; it is empty for a hub, whose mentions tell no chunk from another.
    """

    name: str
    category: str
    definition: str
    documents: int
    mentions: int
    chunks: tuple[tuple[str, int], ...] = ()
