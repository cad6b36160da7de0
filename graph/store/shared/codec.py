"""Values to what a database holds and back, for every store; documents have `shared/documents.py`."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model import Chunk, Concept, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray


def to_json(value: Any) -> str:
    """Compact JSON. It is ASCII, so that an id with a lone surrogate is merely not found."""
    return json.dumps(value, separators=(",", ":"))


def resolve_concepts(concepts: Iterable[Concept]) -> dict[str, Concept]:
    """`{id: concept}`: the first of each id that has a name, completed by what those without (mappings) say of it."""
    found: dict[str, Concept] = {}
    mapped: dict[str, list[Concept]] = {}
    for concept in concepts:
        if concept.name:
            found.setdefault(concept.id, concept)
        else:
            mapped.setdefault(concept.id, []).append(concept)
    for id_ in mapped.keys() & found.keys():
        said = [found[id_], *mapped[id_]]
        different = dict.fromkeys(other for each in said for other in each.different_from)
        same = dict.fromkeys(other for each in said for other in each.same_as if other not in different)
        found[id_] = replace(found[id_], same_as=tuple(same), different_from=tuple(different))
    return found


def is_storable_id(id_: str) -> bool:
    """Whether a store can hold the id at all: it has no NUL and no lone surrogate."""
    try:
        id_.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in id_


def chunk_values(chunk: Chunk) -> list[Any]:
    """A chunk without its document's id, as JSON holds it."""
    sentences = [[span.start, span.end] for span in chunk.sentences]
    return [chunk.position, chunk.start, chunk.end, chunk.section, sentences]


def pack_spans(spans: Iterable[Span]) -> bytes:
    """Spans as little-endian uint32 pairs."""
    numbers = [number for span in spans for number in (span.start, span.end)]
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpack_spans(packed: bytes) -> tuple[Span, ...]:
    """The spans that `pack_spans` packed."""
    return tuple(Span(*pair) for pair in struct.iter_unpack("<II", packed))


def pack_vectors(vectors: NDArray[np.float32]) -> bytes:
    """Vectors row by row as little-endian float32."""
    return np.ascontiguousarray(vectors, dtype="<f4").tobytes()


def unpack_vectors(packed: bytes, chunks: int, dimension: int) -> NDArray[np.float32]:
    """The array that `pack_vectors` packed: float32, shape `(chunks, dimension)`, read-only."""
    return np.frombuffer(packed, dtype="<f4").reshape(chunks, dimension).astype(np.float32, copy=False)


def parse_chunk_id(chunk_id: str) -> tuple[str, int] | None:
    """`(document id, position)` of a chunk id, or None when it is not written as chunk ids are."""
    document_id, _, number = chunk_id.rpartition("#")
    if len(number) > 18 or not number.isdecimal() or str(int(number)) != number:
        return None
    return document_id, int(number)
