"""A BioC document, whether it came as XML or as JSON, as a Document.

BioC: Comeau et al. 2013, https://bioc.sourceforge.net; the infons are those of PMC's and PubTator's exports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph import Document, Tier
from graph.parsing import Problem
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature.bioc import fields
from ingest.readers.literature.bioc.outline import BiocOutline, outline_passages
from ingest.readers.metadata.identity import content_id, document_url


class TextPiece(NamedTuple):
    """A run of text as the file has it, and its offset in the file's document."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class BiocPassage:
    """A passage: its infons, and its text as one piece, or as one for each of its sentences.

    `node` is the XML element or JSON object it was made of, for whoever reads its annotations.
    """

    infons: Mapping[str, str]
    pieces: tuple[TextPiece, ...]
    node: Any

    @property
    def text(self) -> str:
        """All its text."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class BiocRecord:
    """A document as BioC has it."""

    id: str
    infons: Mapping[str, str]
    passages: tuple[BiocPassage, ...]
    node: Any


def document_of(record: BiocRecord, tier: Tier, source: str, location: str) -> Document | Problem:
    """The Document of a record; a Problem when it holds no text that is read."""
    return composed_of(record, outline_passages(record.passages), tier, source, location)


def composed_of(
    record: BiocRecord, outlined: BiocOutline[BiocPassage], tier: Tier, source: str, location: str
) -> Document | Problem:
    """The same, where the outline of the record is at hand."""
    title = " ".join(passage.text for passage in outlined.title)
    composed = compose(title, [section.part for section in outlined.sections])
    named = clean_line(record.id)[:80]
    if not composed.text:
        return Problem(source, location, f"BioC document {named!r}: neither title nor text")
    infons = fields.merged(record.infons, [passage.infons for passage in record.passages[:2]])
    document_id = fields.document_id(named, infons, outlined.full_text) or _content_id(record)
    types = fields.publication_types(infons)
    return build_document(
        document_id,
        composed,
        tier,
        source,
        Metadata(
            year=fields.year(infons),
            journal=fields.journal(infons),
            authors=fields.authors(infons),
            publication_types=types,
            url=document_url(document_id),
            licence=clean_line(infons.get("license", "")),
            identifiers=fields.identifiers(named, infons),
        ),
    )


def _content_id(record: BiocRecord) -> str:
    """The same for the XML and the JSON of one document."""
    return content_id(json.dumps([record.id, [passage.text for passage in record.passages]]).encode())
