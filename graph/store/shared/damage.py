"""What was stored proves itself when it is read: a document that does not is left out, named, and costs no other.

Four proofs, each where its content is read. `Document.content_hash` is of the text and all fields: compared where a
document is opened. A chunk's checksum is of all that a question reads of it. A document's checksum is of its whole
graph, that of its listing of what filters and lists go by. Of what was written before there were checksums only the
first is compared.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from graph.model import Chunk, Concept, Document, DocumentGraph, Mention, Relation, Tier
from graph.store.base import StoreError
from graph.store.shared.check import graph_problem
from graph.store.shared.codec import chunk_values
from graph.store.shared.documents import COLUMNS, details_json, document_columns
from graph.store.values.damage import Damage, OnDamage, log_damage
from graph.store.values.workspace import DocumentSummary

UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)
"""What decoding raises for values that no store wrote: torn JSON, text where a number belongs, a row that is lost."""
_HINT = "medgraph documents delete {}, then ingest it again; or restore the store from a copy"
# What filters and lists go by; `retracted` as the document's own record has it.
_LISTED = tuple(name for name in COLUMNS if name != "text")
# What of a document a question reads with each chunk: a citation shows it.
_SHOWN = ("tier", "title", "year", "journal", "publication_types", "retracted", "patient", "date")


class DamagedDocumentError(StoreError):
    """A document that was asked for by its id is not as it was written, or cannot be read."""

    code = "damaged_document"

    @classmethod
    def of(cls, document_id: str) -> DamagedDocumentError:
        """The error for the document of that id."""
        damage = document_damage(document_id, AlteredError())
        return cls(str(damage), damage.hint)


class AlteredError(ValueError):
    """What was read differs from what was written."""

    def __init__(self, problem: str = "it is not as it was written") -> None:
        super().__init__(problem)


@contextmanager
def leaving_out(document_id: object, on_damage: OnDamage) -> Iterator[None]:
    """Tell of what in the block cannot be decoded, and go on behind it."""
    try:
        yield
    except UNREADABLE as error:
        on_damage(document_damage(document_id, error))


def document_damage(document_id: object, error: BaseException) -> Damage:
    """The damage of a document, from what reading it raised."""
    id_ = str(document_id)
    return Damage(id_, _problem(error), _HINT.format(id_))


def concept_damage(concept_id: object, error: BaseException) -> Damage:
    """The damage of a concept, from what reading it raised."""
    return Damage(
        f"concept {concept_id}", _problem(error), "load its vocabulary again: medgraph vocab add FILE"
    )


def _problem(error: BaseException) -> str:
    return str(error) if isinstance(error, AlteredError) else f"it cannot be read: {error!r}"


def damaged_summary(damage: Damage) -> DocumentSummary:
    """The line of a document list for a document that cannot be read."""
    log_damage(damage)
    return DocumentSummary(
        damage.subject, "", Tier.LITERATURE, None, "", (), "", False, 0, damaged=damage.problem
    )


def proven(document: Document, content_hash: str) -> Document:
    """The document, as its own record has it. Raises AlteredError where it is not what the hash was made of."""
    if document.content_hash != content_hash:
        raise AlteredError
    return document


def prove_graph(graph: DocumentGraph, content_hash: str, checksum: int | None) -> DocumentGraph:
    """The graph of a document. Raises AlteredError where it is not what was written."""
    proven(graph.document, content_hash)
    if checksum is None and (problem := graph_problem(graph)):
        raise AlteredError(problem)
    if checksum is not None and checksum != graph_checksum(graph):
        raise AlteredError
    return graph


def prove_chunk(
    checksum: int | None,
    chunk: Chunk,
    text: str,
    columns: Mapping[str, Any],
    details: str,
    mentions: Iterable[Mention],
) -> None:
    """Raise AlteredError where the chunk with all that a question reads of it is not what was written.

    `columns` holds the document's own fields, `mentions` those of the chunk under the ids that its document gave.
    """
    if checksum is not None and checksum != _chunk_checksum(chunk, text, _shown(columns, details), mentions):
        raise AlteredError


def listing_checksum(columns: Mapping[str, Any]) -> int:
    """CRC-32 of the fields of a document that filters and lists go by."""
    return zlib.crc32(json.dumps([columns[name] for name in _LISTED]).encode())


def prove_listing(checksum: int | None, values: Sequence[Any], folded: Sequence[Any] | None = None) -> None:
    """Raise AlteredError where the fields that filters and lists go by, in their order, are not what was written.

    `folded` are, where they are read too, the journal, the language and the publication types that filters compare.
    """
    if checksum is None:
        return
    columns = dict(zip(_LISTED, values, strict=True))
    journal, language, types = (columns[name] for name in ("journal", "language", "publication_types"))
    if checksum != listing_checksum(columns):
        raise AlteredError
    own = (journal.casefold(), language.casefold(), {name.casefold() for name in types})
    if folded is not None and own != (folded[0], folded[1], set(folded[2])):
        raise AlteredError


def prove_concept(concept: Concept, checksum: int | None) -> None:
    """Raise AlteredError where the concept is not what was written."""
    if checksum is not None and checksum != concept_checksum(concept):
        raise AlteredError


def concept_checksum(concept: Concept) -> int:
    """CRC-32 of everything that a vocabulary says of a concept."""
    c = concept
    values = (
        c.id,
        c.name,
        c.definition,
        c.category,
        *map(tuple, (c.synonyms, c.parents, c.same_as, c.different_from)),
    )
    return zlib.crc32(repr(values).encode("utf-8", "surrogatepass"))


def as_stored(graph: DocumentGraph) -> DocumentGraph:
    """The graph without the entities that nothing mentions, which no store keeps."""
    mentioned = {mention.entity_id for mention in graph.mentions}
    if all(entity.id in mentioned for entity in graph.entities):
        return graph
    return replace(graph, entities=tuple(e for e in graph.entities if e.id in mentioned))


def graph_checksum(graph: DocumentGraph) -> int:
    """A signed 64-bit number of everything in a graph that a store keeps."""
    return int.from_bytes(graph_digest(as_stored(graph))[:8], "big", signed=True)


def chunk_checksums(graph: DocumentGraph) -> list[int]:
    """For each chunk of a graph the CRC-32 that `prove_chunk` compares."""
    shown = _shown(document_columns(graph.document), details_json(graph.document))
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in graph.mentions:
        mentions[mention.chunk].append(mention)
    text = graph.document.text
    return [
        _chunk_checksum(chunk, text[chunk.start : chunk.end], shown, mentions[chunk.position])
        for chunk in graph.chunks
    ]


def graph_digest(graph: DocumentGraph) -> bytes:
    """SHA-256 of a document with all that was found in it, independent of the order of mentions."""
    mentions = sorted(map(_mention_values, graph.mentions))
    chunks = [chunk_values(chunk) for chunk in graph.chunks]
    entities = sorted([entity.id, entity.name, entity.category] for entity in graph.entities)
    head = [graph.document.id, graph.document.content_hash, graph.fingerprint]
    relations = sorted(map(_relation_values, graph.relations))
    values = ["document", [*head, chunks, mentions, entities, relations]]
    vectors = np.ascontiguousarray(graph.vectors, dtype="<f4").tobytes()
    return hashlib.sha256(json.dumps(values).encode() + b"\0" + vectors).digest()


def _shown(columns: Mapping[str, Any], details: str) -> list[Any]:
    values = [columns[name] for name in _SHOWN]
    return [*values, zlib.crc32(details.encode())]


def _chunk_checksum(chunk: Chunk, text: str, shown: Sequence[Any], mentions: Iterable[Mention]) -> int:
    named = sorted(map(_mention_values, mentions))
    return zlib.crc32(json.dumps([chunk.id, *chunk_values(chunk), text, *shown, named]).encode())


def _mention_values(mention: Mention) -> list[Any]:
    place = [mention.start, mention.end, mention.chunk, mention.sentence.start, mention.sentence.end]
    return [mention.entity_id, *place, mention.assertion, float(mention.score), mention.method]


def _relation_values(relation: Relation) -> list[Any]:
    edge = [relation.subject_id, relation.predicate, relation.object_id]
    place = [relation.chunk, relation.sentence.start, relation.sentence.end]
    return [*edge, *place, relation.assertion, float(relation.confidence), relation.extractor]
