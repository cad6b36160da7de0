"""Values to what a database holds and back, for every store. Everything survives the way there and back exactly."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model import (
    Chunk,
    Concept,
    Document,
    Entity,
    Mention,
    MeshHeading,
    Notice,
    NoticeKind,
    Section,
    SectionKind,
    Span,
    Tier,
    is_retraction_notice,
)
from graph.store.values.chunks import ChunkContent, DocumentMetadata

if TYPE_CHECKING:
    from numpy.typing import NDArray


def dump(value: Any) -> str:
    """Compact JSON. Escapes keep ids with lone surrogates from failing: they are merely not found."""
    return json.dumps(value, separators=(",", ":"))


def spoken(concepts: Iterable[Concept]) -> dict[str, Concept]:
    """Of each id the first concept that has a name, its `same_as` completed by those that have none (mappings)."""
    found: dict[str, Concept] = {}
    mapped: dict[str, list[str]] = {}
    for concept in concepts:
        if concept.name:
            found.setdefault(concept.id, concept)
        else:
            mapped.setdefault(concept.id, []).extend(concept.same_as)
    for id_ in mapped.keys() & found.keys():
        same = dict.fromkeys((*found[id_].same_as, *mapped[id_]))
        found[id_] = replace(found[id_], same_as=tuple(same))
    return found


def findable(id_: str) -> bool:
    """Whether a store can hold the id at all: no NUL, no half character."""
    try:
        id_.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in id_


def details_of(document: Document) -> str:
    """The JSON of what no filter or list looks at."""
    return json.dumps(
        {
            "sections": [[s.start, s.end, s.heading, s.kind] for s in document.sections],
            "authors": document.authors,
            "mesh": [[m.concept_id, m.name, m.major] for m in document.mesh],
            "notices": [[n.kind, n.target, n.note] for n in document.notices],
            "url": document.url,
            "licence": document.licence,
            "revised": document.revised,
            "source": document.source,
        },
        separators=(",", ":"),
        ensure_ascii=False,
    )


def document_with(
    details: str,
    *,
    id: str,
    text: str,
    tier: str,
    title: str,
    year: int | None,
    journal: str,
    publication_types: Iterable[str],
    language: str,
    retracted: bool,
) -> Document:
    """The document of these columns and of what `details_of` wrote."""
    more = json.loads(details)
    return Document(
        id=id,
        text=text,
        tier=Tier(tier),
        title=title,
        sections=tuple(
            Section(start, end, heading, SectionKind(kind)) for start, end, heading, kind in more["sections"]
        ),
        year=year,
        journal=journal,
        authors=tuple(more["authors"]),
        publication_types=tuple(publication_types),
        mesh=tuple(MeshHeading(*heading) for heading in more["mesh"]),
        language=language,
        url=more["url"],
        licence=more["licence"],
        retracted=retracted,
        notices=tuple(Notice(NoticeKind(kind), target, note) for kind, target, note in more["notices"]),
        revised=more.get("revised", ""),
        source=more["source"],
    )


def chunk_content_with(
    details: str,
    *,
    chunk: Chunk,
    text: str,
    tier: str,
    title: str,
    year: int | None,
    journal: str,
    publication_types: Iterable[str],
    retracted: bool,
    mentions: Iterable[Mention],
    names: Mapping[str, Entity],
) -> ChunkContent:
    """The open chunk of these columns and of what `details_of` wrote."""
    more = json.loads(details)
    sections = tuple(
        Section(start, end, heading, SectionKind(kind))
        for start, end, heading, kind in more["sections"]
        if start < chunk.end and chunk.start < end
    )
    types = tuple(publication_types)
    kinds = [NoticeKind(kind) for kind, _, _ in more["notices"]]
    document = DocumentMetadata(
        id=chunk.document_id,
        title=title,
        tier=Tier(tier),
        year=year,
        journal=journal,
        publication_types=types,
        url=more["url"],
        retracted=retracted,
        is_notice=is_retraction_notice(kinds, types),
    )
    return ChunkContent(chunk, text, sections, document, tuple(mentions), names)


def pack_spans(spans: Iterable[Span]) -> bytes:
    """Spans as little-endian uint32 pairs."""
    numbers = [number for span in spans for number in (span.start, span.end)]
    return struct.pack(f"<{len(numbers)}I", *numbers)


def spans_from(packed: bytes) -> tuple[Span, ...]:
    """The spans that were packed."""
    return tuple(Span(*pair) for pair in struct.iter_unpack("<II", packed))


def pack_vectors(vectors: NDArray[np.float32]) -> bytes:
    """Vectors row by row, little-endian."""
    return np.ascontiguousarray(vectors, dtype="<f4").tobytes()


def vectors_from(packed: bytes, chunks: int, dimension: int) -> NDArray[np.float32]:
    """The `(chunks, dimension)` array that was packed, read-only."""
    return np.frombuffer(packed, dtype="<f4").reshape(chunks, dimension).astype(np.float32, copy=False)


def retracts(document: Document) -> set[str]:
    """The ids that the document's retraction notices name."""
    return {n.target for n in document.notices if n.kind is NoticeKind.RETRACTION_OF and n.target}


def chunk_place(chunk_id: str) -> tuple[str, int] | None:
    """`(document id, position)` of a chunk id, or None when it is not written as chunk ids are."""
    document_id, _, number = chunk_id.rpartition("#")
    if len(number) > 18 or not number.isdecimal() or str(int(number)) != number:
        return None
    return document_id, int(number)
