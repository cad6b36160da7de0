"""Reading documents: by id, by filter, page by page, and as whole graphs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graph.model import Assertion, Chunk, Document, DocumentGraph, Entity, Mention, Span, Tier
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Row, Server, Transaction, batches, storable_ids
from graph.store.neo4j.relations import relations_of
from graph.store.neo4j.torn import required
from graph.store.shared.codec import unpack_vectors
from graph.store.shared.documents import COLUMNS, stored_document
from graph.store.values.filter import Filter
from graph.store.values.workspace import Changes, DocumentSummary

_BATCH = 200  # graphs in memory at once, as in SQLite
# Documents that were written before these were known lack them.
_LATER = ("patient", "date")
# Properties that every such node or relationship has; a document's year may be unknown.
_DOCUMENT = tuple(name for name in COLUMNS if name not in ("year", *_LATER))
_SUMMARY = ("id", "title", "tier", "journal", "publication_types", "language", "retracted", "chunks")
_CHUNK = ("document", "position", "start", "stop", "section", "sentences")
_MENTION = ("start", "stop", "sentence_start", "sentence_stop", "assertion", "score", "method")


def fingerprints(transaction: Transaction, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """`{document id: (content hash, fingerprint)}`."""
    rows = transaction.run_batched(cypher.FINGERPRINTS, storable_ids(ids))
    found = (required(row, "id", "content_hash", "fingerprint") for row in rows)
    return {id_: (content_hash, fingerprint) for id_, content_hash, fingerprint in found}


def documents(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Document]:
    """Documents with `retracted` as the workspace knows it."""
    rows = transaction.run_batched(cypher.DOCUMENTS, storable_ids(ids))
    found = [_document(row["d"]) for row in rows]
    return {document.id: document for document in found}


def sources(transaction: Transaction, prefix: str) -> Mapping[str, str]:
    """`{document id: source}` of the ids that begin with a prefix."""
    rows = transaction.run(cypher.SOURCES, prefix=prefix)
    found = (required(row, "id", "details") for row in rows)
    return {id_: json.loads(details)["source"] for id_, details in found}


def identified(transaction: Transaction, identifiers: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The ids of the documents that each identifier names, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in transaction.run_batched(cypher.IDENTIFIED, storable_ids(identifiers)):
        found[row["id"]].append(row["document"])
    return found


def select(transaction: Transaction, where: Filter) -> frozenset[str]:
    """The ids of every document that passes."""
    if not where.document_ids:
        return frozenset(transaction.run(cypher.SELECT, **_passing(where))[0]["ids"])
    rows = transaction.run_batched(cypher.SELECT_AMONG, storable_ids(where.document_ids), **_passing(where))
    return frozenset(id_ for row in rows for id_ in row["ids"])


def summaries(transaction: Transaction, where: Filter, after: str, limit: int) -> Sequence[DocumentSummary]:
    """One page of the documents that pass, ordered by id."""
    values = _passing(where) | {"after": after, "limit": max(limit, 0)}
    if not where.document_ids:
        rows = transaction.run(cypher.SUMMARIES, **values)
    else:
        rows = transaction.run_batched(cypher.SUMMARIES_AMONG, storable_ids(where.document_ids), **values)
    found = [_summary(row["d"]) for row in rows]
    return sorted(found, key=lambda each: each.id)[: max(limit, 0)]


def changes(transaction: Transaction, since: int) -> Changes:
    """Documents written or deleted after `since`."""
    written = transaction.run(cypher.WRITTEN_SINCE, since=since)
    deleted = transaction.run(cypher.DELETED_SINCE, since=since)
    return Changes(
        int(workspace(transaction).get("revision", 0)),
        tuple(row["id"] for row in written),
        tuple(row["id"] for row in deleted),
    )


def workspace(transaction: Transaction) -> Row:
    """The properties of the workspace's node: its revision and counts; empty before the first write."""
    row = transaction.first_row(cypher.WORKSPACE)
    return row["w"] if row else {}


def graphs(server: Server, ids: Collection[str] | None) -> Iterator[DocumentGraph]:
    """Document graphs ordered by id. Each batch is one transaction; none is open while the caller works."""
    if ids is not None:
        for some in batches(storable_ids(ids), _BATCH):
            yield from server.read(partial(_document_graphs, ids=some))
        return
    after = ""
    while some := server.read(partial(_ids_after, after=after)):
        yield from server.read(partial(_document_graphs, ids=some))
        after = some[-1]


def _ids_after(transaction: Transaction, after: str) -> list[str]:
    return [row["id"] for row in transaction.run(cypher.NEXT_IDS, after=after, limit=_BATCH)]


def mention_from(entity_id: str, chunk: int, m: Row) -> Mention:
    """A mention from its relationship's properties."""
    start, stop, sentence_start, sentence_stop, assertion, score, method = required(m, *_MENTION)
    sentence = Span(sentence_start, sentence_stop)
    return Mention(entity_id, start, stop, chunk, sentence, Assertion(assertion), score, method)


def _document_graphs(transaction: Transaction, ids: list[str]) -> list[DocumentGraph]:
    chunks_of: dict[str, list[Chunk]] = defaultdict(list)
    for row in transaction.run(cypher.CHUNKS_OF_DOCUMENTS, ids=ids):
        chunk = chunk_from(row["c"])
        chunks_of[chunk.document_id].append(chunk)
    mentions_of: dict[str, list[Mention]] = defaultdict(list)
    for row in transaction.run(cypher.MENTIONS_OF_DOCUMENTS, ids=ids):
        document_id, chunk_position, entity_id = required(row, "document", "chunk", "entity")
        mentions_of[document_id].append(mention_from(entity_id, chunk_position, row["m"]))
    stated = relations_of(transaction, ids)
    found = []
    for row in transaction.run(cypher.WHOLE_DOCUMENTS, ids=ids):
        document = _document(row["d"])
        names, packed, chunks, dimension, fingerprint = required(
            row["d"], "names", "vectors", "chunks", "dimension", "fingerprint"
        )
        found.append(
            DocumentGraph(
                document=document,
                chunks=tuple(chunks_of[document.id]),
                mentions=tuple(mentions_of[document.id]),
                entities=_entities(names),
                vectors=unpack_vectors(bytes(packed), chunks, dimension),
                fingerprint=fingerprint,
                relations=tuple(stated.get(document.id, ())),
            )
        )
    return found


def _entities(names: str) -> tuple[Entity, ...]:
    named = (Entity(id_, name, category) for id_, name, category, _ in json.loads(names))
    return tuple(sorted(named, key=lambda entity: entity.id))


def _document(d: Row) -> Document:
    details, *values = required(d, "details", *_DOCUMENT)
    optional = {"year": d.get("year")} | {name: d.get(name) or "" for name in _LATER}
    return stored_document(dict(zip(_DOCUMENT, values, strict=True)) | optional, details)


def chunk_from(c: Row) -> Chunk:
    """A chunk from its node's properties."""
    document, position, start, stop, section, numbers = required(c, *_CHUNK)
    sentences = tuple(Span(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
    return Chunk(document, position, start, stop, section, sentences)


def _summary(d: Row) -> DocumentSummary:
    id_, title, tier, journal, types, language, retracted, chunks = required(d, *_SUMMARY)
    return DocumentSummary(
        id_,
        title,
        Tier(tier),
        d["year"],
        journal,
        tuple(types),
        language,
        retracted,
        chunks,
        d["patient"],
        d["date"],
    )


def _passing(where: Filter) -> dict[str, Any]:
    def folded(names: Collection[str]) -> list[str] | None:
        return storable_ids({name.casefold() for name in names}) if names else None

    return {
        "tiers": [str(tier) for tier in where.tiers] or None,
        "year_from": where.year_from,
        "year_to": where.year_to,
        "journals": folded(where.journals),
        "languages": folded(where.languages),
        "types": folded(where.publication_types),
        "exclude_retracted": where.exclude_retracted,
        "patients": storable_ids(set(where.patients) - {""}) if where.patients else None,
    }
