"""A document's fields as databases and archives hold them: the one place that converts them, both ways.

A store keeps `COLUMNS` as columns or properties, for filters and lists, and the other fields as one JSON text, the
details. An archive keeps all of them by name, as `dataclasses.asdict` does. A field that `Document` gains becomes part
of the details.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from graph.model import (
    Chunk,
    Document,
    Entity,
    Mention,
    MeshHeading,
    Section,
    SectionKind,
    Tier,
    document_values,
)
from graph.notices import Notice, NoticeKind, is_retraction_notice
from graph.store.values.chunks import ChunkContent, DocumentMetadata

COLUMNS = (
    "id",
    "text",
    "tier",
    "title",
    "year",
    "journal",
    "publication_types",
    "language",
    "retracted",
    "patient",
    "date",
)
_DETAILS = tuple(field.name for field in fields(Document) if field.name not in COLUMNS)
_NESTED: Mapping[str, type[Any]] = {"sections": Section, "mesh": MeshHeading, "notices": Notice}
_FIELD_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _NESTED.values()}


def document_columns(document: Document) -> dict[str, Any]:
    """The fields of `COLUMNS` by name, as plain values."""
    values = {name: getattr(document, name) for name in COLUMNS}
    return values | {"tier": str(document.tier), "publication_types": list(document.publication_types)}


def details_json(document: Document) -> str:
    """The fields that are no columns, as JSON; nested values are lists of their fields in order."""
    details = {name: value for name, value in document_values(document).items() if name in _DETAILS}
    for name, kind in _NESTED.items():
        details[name] = [[value[field] for field in _FIELD_NAMES[kind]] for value in details[name]]
    return json.dumps(details, separators=(",", ":"), ensure_ascii=False)


def document_from(values: Mapping[str, Any]) -> Document:
    """The document of all its fields by name, nested values being dictionaries or lists of their fields.

    Fields that were introduced after the values were written take their defaults. Raises KeyError, TypeError or
    ValueError for values that are no document's.
    """
    converted = {
        "tier": Tier(values["tier"]),
        "authors": tuple(values["authors"]),
        "publication_types": tuple(values["publication_types"]),
        "sections": tuple(map(_section, values["sections"])),
        "mesh": tuple(MeshHeading(*_in_order(MeshHeading, heading)) for heading in values["mesh"]),
        "notices": tuple(map(_notice, values["notices"])),
        "identifiers": tuple(values.get("identifiers", ())),
        "trials": tuple(values.get("trials", ())),
    }
    return Document(**{**values, **converted})


def stored_document(columns: Mapping[str, Any], details: str) -> Document:
    """The document of its columns by name and of what `details_json` wrote; other columns are ignored."""
    return document_from({name: columns[name] for name in COLUMNS} | json.loads(details))


def chunk_content(
    chunk: Chunk,
    text: str,
    columns: Mapping[str, Any],
    details: str,
    mentions: Iterable[Mention],
    names: Mapping[str, Entity],
) -> ChunkContent:
    """A chunk with its text, of its document's columns (all but `id`, `text` and `language`) and details."""
    values = json.loads(details)
    # By position, so that only the sections that the chunk overlaps are made.
    sections = tuple(_section(s) for s in values["sections"] if s[0] < chunk.end and chunk.start < s[1])
    types = tuple(columns["publication_types"])
    document = DocumentMetadata(
        id=chunk.document_id,
        title=columns["title"],
        tier=Tier(columns["tier"]),
        year=columns["year"],
        journal=columns["journal"],
        publication_types=types,
        url=values["url"],
        retracted=bool(columns["retracted"]),
        is_notice=is_retraction_notice([_notice(notice).kind for notice in values["notices"]], types),
        identifiers=tuple(values.get("identifiers", ())),
        patient=columns["patient"],
        date=columns["date"],
    )
    return ChunkContent(chunk, text, sections, document, tuple(mentions), names)


def retracted_ids(document: Document) -> set[str]:
    """The ids of the documents that this one's retraction notices name."""
    return {n.target for n in document.notices if n.kind is NoticeKind.RETRACTION_OF and n.target}


def identifiers_of(document: Document) -> list[str]:
    """Everything the document is found by: its id, and the other ids of its paper."""
    return sorted({document.id, *document.identifiers})


def _section(values: Any) -> Section:
    start, end, heading, kind = _in_order(Section, values)
    return Section(start, end, heading, SectionKind(kind))


def _notice(values: Any) -> Notice:
    kind, target, note = _in_order(Notice, values)
    return Notice(NoticeKind(kind), target, note)


def _in_order(kind: type[Any], values: Mapping[str, Any] | Sequence[Any]) -> Sequence[Any]:
    return [values[name] for name in _FIELD_NAMES[kind]] if isinstance(values, Mapping) else values
