"""BioC JSON: collections, arrays of them, single documents, one a line, and PubTator 3's exports."""

from __future__ import annotations

from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.literature.bioc.record import BiocPassage, BiocRecord, TextPiece, document_of
from ingest.readers.streams.json_fields import Object, objects_at, text_at, texts_at, value_at
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import read_json

WRAPPERS = frozenset({"documents", "PubTator3"})
# What PubTator says of a document beside its infons.
_BESIDE_INFONS = ("pmid", "pmcid", "journal", "date")


class BiocJsonReader:
    """Reads the documents of a file one at a time, however they are wrapped."""

    name = "bioc-json"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first object is a document with passages, or a collection of such."""
        keys = json_head(head)
        return keys.get("passages") == "[" or any(keys.get(wrapper) == "[" for wrapper in WRAPPERS)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a BioC document."""
        return read_json(
            source, lambda value, location: _document(value, tier, source.name, location), WRAPPERS
        )


def _document(value: object, tier: Tier, source: str, location: str) -> Document | Problem:
    record = json_record(value)
    if record is None:
        return Problem(source, location, "no BioC document: an object with `passages`")
    return document_of(record, tier, source, location)


def json_record(value: object) -> BiocRecord | None:
    """The document that an object describes; None for anything else."""
    if not isinstance(value, dict) or "passages" not in value:
        return None
    infons = json_infons(value)
    for key in _BESIDE_INFONS:
        infons.setdefault(key, text_at(value, key))
    infons.setdefault("authors", ", ".join(texts_at(value, "authors")))
    passages = tuple(map(_passage, objects_at(value, "passages")))
    return BiocRecord(text_at(value, "id").strip(), infons, passages, value)


def _passage(value: Object) -> BiocPassage:
    own = _piece(value)
    pieces = (own,) if own.text else tuple(map(_piece, objects_at(value, "sentences")))
    return BiocPassage(json_infons(value), pieces, value)


def _piece(value: Object) -> TextPiece:
    offset = value_at(value, "offset")
    return TextPiece(offset if isinstance(offset, int) else 0, text_at(value, "text"))


def json_infons(value: object) -> dict[str, str]:
    """The infons that are texts or numbers."""
    infons = value_at(value, "infons")
    return {key: text_at(infons, key) for key in infons} if isinstance(infons, dict) else {}
