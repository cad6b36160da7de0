"""Rows to values and back. Everything the model holds survives the way there and back exactly."""

from __future__ import annotations

import json
import struct
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model import (
    Assertion,
    Chunk,
    Document,
    Mention,
    MeshHeading,
    Notice,
    NoticeKind,
    Section,
    SectionKind,
    Span,
    Tier,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Stored numbers: append only.
_ASSERTIONS = (
    Assertion.AFFIRMED,
    Assertion.NEGATED,
    Assertion.UNCERTAIN,
    Assertion.HYPOTHETICAL,
    Assertion.OTHER_EXPERIENCER,
)
ASSERTION_CODE = {assertion: code for code, assertion in enumerate(_ASSERTIONS)}
NEGATED = ASSERTION_CODE[Assertion.NEGATED]

DOCUMENT_COLUMNS = """
    d.id, b.text, d.tier, b.title, d.year, b.journal, b.publication_types, b.language, d.retracted, b.details
"""
MENTION_COLUMNS = """
    m.start, m.stop, m.chunk, m.sentence_start, m.sentence_stop, m.assertion, m.score, m.method
"""
CHUNK_COLUMNS = "c.position, c.start, c.stop, c.section, c.sentences"
AMONG = "IN (SELECT value FROM json_each(?))"


def wanted(ids: Collection[str]) -> str:
    """Ids as the one parameter of `AMONG`, however many there are."""
    # json_each cuts a string at NUL, and the cut one could be another's id; no stored id has one.
    return dump([each for each in ids if "\0" not in each])


def dump(value: Any) -> str:
    """Compact JSON. Escapes keep ids with lone surrogates from failing: they are merely not found."""
    return json.dumps(value, separators=(",", ":"))


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
            "source": document.source,
        },
        separators=(",", ":"),
        ensure_ascii=False,
    )


def document_from(row: tuple[Any, ...], *, retracted: bool | None = None) -> Document:
    """A document from `DOCUMENT_COLUMNS`; `retracted` replaces what the record says of itself."""
    id_, text, tier, title, year, journal, publication_types, language, own_retracted, details = row
    more = json.loads(details)
    return Document(
        id=id_,
        text=text,
        tier=Tier(tier),
        title=title,
        sections=tuple(
            Section(start, end, heading, SectionKind(kind)) for start, end, heading, kind in more["sections"]
        ),
        year=year,
        journal=journal,
        authors=tuple(more["authors"]),
        publication_types=tuple(json.loads(publication_types)),
        mesh=tuple(MeshHeading(*heading) for heading in more["mesh"]),
        language=language,
        url=more["url"],
        licence=more["licence"],
        retracted=bool(own_retracted if retracted is None else retracted),
        notices=tuple(Notice(NoticeKind(kind), target, note) for kind, target, note in more["notices"]),
        source=more["source"],
    )


def pack_spans(spans: Iterable[Span]) -> bytes:
    """Spans as little-endian uint32 pairs."""
    numbers = [number for span in spans for number in (span.start, span.end)]
    return struct.pack(f"<{len(numbers)}I", *numbers)


def chunk_from(document_id: str, row: Iterable[Any]) -> Chunk:
    """A chunk from `CHUNK_COLUMNS`."""
    position, start, stop, section, packed = row
    spans = tuple(Span(*pair) for pair in struct.iter_unpack("<II", packed))
    return Chunk(document_id, position, start, stop, section, spans)


def mention_from(entity_id: str, row: Iterable[Any]) -> Mention:
    """A mention from `MENTION_COLUMNS`."""
    start, stop, chunk, sentence_start, sentence_stop, assertion, score, method = row
    sentence = Span(sentence_start, sentence_stop)
    return Mention(entity_id, start, stop, chunk, sentence, _ASSERTIONS[assertion], score, method)


def pack_vectors(vectors: NDArray[np.float32]) -> bytes:
    """Vectors row by row, little-endian."""
    return np.ascontiguousarray(vectors, dtype="<f4").tobytes()


def vectors_from(packed: bytes, chunks: int, dimension: int) -> NDArray[np.float32]:
    """The `(chunks, dimension)` array that was packed, read-only."""
    return np.frombuffer(packed, dtype="<f4").reshape(chunks, dimension).astype(np.float32, copy=False)


def chunk_place(chunk_id: str) -> tuple[str, int] | None:
    """`(document id, position)` of a chunk id, or None when it is not written as chunk ids are."""
    document_id, _, number = chunk_id.rpartition("#")
    if len(number) > 18 or not number.isdecimal() or str(int(number)) != number:
        return None
    return document_id, int(number)
