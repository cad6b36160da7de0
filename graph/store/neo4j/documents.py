"""Reading documents: by id, by filter, page by page, and as whole graphs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from graph.model import Assertion, Chunk, Document, DocumentGraph, Entity, Mention, Span, Tier
from graph.store.neo4j import cypher, relation_cypher
from graph.store.neo4j.connection import Row, Server, Transaction, batches, storable_ids
from graph.store.neo4j.relations import relation_from
from graph.store.neo4j.torn import leaving_out, required
from graph.store.shared.codec import unpack_vectors
from graph.store.shared.damage import AlteredError, damaged_summary, prove_graph, prove_listing, proven
from graph.store.shared.documents import COLUMNS, stored_document
from graph.store.values.damage import Damage, OnDamage, log_damage
from graph.store.values.filter import Filter
from graph.store.values.workspace import Changes, DocumentSummary

_BATCH = 200  # graphs in memory at once, as in SQLite
# Documents that were written before these were known lack them.
_LATER = ("patient", "date")
# Properties that every such node or relationship has; a document's year may be unknown.
_DOCUMENT = tuple(name for name in COLUMNS if name not in ("year", *_LATER))
_SUMMARY = ("id", "title", "tier", "journal", "publication_types", "language", "retracted", "chunks")
_LISTED = (*_SUMMARY[:6], "own_retracted", "journal_folded", "language_folded", "types_folded")
_CHUNK = ("document", "position", "start", "stop", "section", "sentences")
_MENTION = ("start", "stop", "sentence_start", "sentence_stop", "assertion", "score", "method")


def fingerprints(transaction: Transaction, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """`{document id: (content hash, fingerprint)}`."""
    rows = transaction.run_batched(cypher.FINGERPRINTS, storable_ids(ids))
    found = (required(row, "id", "content_hash", "fingerprint") for row in rows)
    return {id_: (content_hash, fingerprint) for id_, content_hash, fingerprint in found}


def documents(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Document]:
    """Documents with `retracted` as the workspace knows it."""
    found = {}
    for row in transaction.run_batched(cypher.DOCUMENTS, storable_ids(ids)):
        with leaving_out(row["id"], log_damage, last=transaction.last):
            retracted, content_hash = required(row["d"], "shown_retracted", "content_hash")
            document = proven(_document(row["d"]), content_hash)
            found[document.id] = replace(document, retracted=retracted)
    return found


def sources(transaction: Transaction, prefix: str) -> Mapping[str, str]:
    """`{document id: source}` of the ids that begin with a prefix, without those whose record is torn."""
    found = {}
    for row in transaction.run(cypher.SOURCES, prefix=prefix):
        with leaving_out(row["id"], log_damage, last=transaction.last):
            (details,) = required(row, "details")
            found[row["id"]] = json.loads(details)["source"]
    return found


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
    found = [_summary(row["d"], last=transaction.last) for row in rows]
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


def graphs(server: Server, ids: Collection[str] | None, on_damage: OnDamage) -> Iterator[DocumentGraph]:
    """Document graphs ordered by id. Each batch is one transaction; none is open while the caller works."""
    for some in _all_ids(server) if ids is None else batches(storable_ids(ids), _BATCH):
        found, damages = server.read(partial(_document_graphs, ids=some))
        yield from found
        for damage in damages:
            on_damage(damage)


def _all_ids(server: Server) -> Iterator[list[str]]:
    after = ""
    while some := server.read(partial(_ids_after, after=after)):
        yield some
        after = some[-1]


def _ids_after(transaction: Transaction, after: str) -> list[str]:
    return [row["id"] for row in transaction.run(cypher.NEXT_IDS, after=after, limit=_BATCH)]


def mention_from(entity_id: str, chunk: int, m: Row) -> Mention:
    """A mention from its relationship's properties."""
    start, stop, sentence_start, sentence_stop, assertion, score, method = required(m, *_MENTION)
    sentence = Span(sentence_start, sentence_stop)
    return Mention(entity_id, start, stop, chunk, sentence, Assertion(assertion), score, method)


def _document_graphs(transaction: Transaction, ids: list[str]) -> tuple[list[DocumentGraph], list[Damage]]:
    chunks = _by_document(transaction.run(cypher.CHUNKS_OF_DOCUMENTS, ids=ids))
    mentions = _by_document(transaction.run(cypher.MENTIONS_OF_DOCUMENTS, ids=ids))
    relations = _by_document(transaction.run(relation_cypher.RELATIONS_OF_DOCUMENTS, ids=ids))
    found: list[DocumentGraph] = []
    damages: list[Damage] = []
    for row in transaction.run(cypher.WHOLE_DOCUMENTS, ids=ids):
        id_ = row["id"]
        with leaving_out(id_, damages.append, last=transaction.last):
            found.append(_graph(row["d"], chunks[id_], mentions[id_], relations[id_]))
    return found, damages


def _by_document(rows: list[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["id"]].append(row)
    return found


def _graph(d: Row, chunks: list[Row], mentions: list[Row], relations: list[Row]) -> DocumentGraph:
    names, packed, count, dimension, fingerprint, content_hash = required(
        d, "names", "vectors", "chunks", "dimension", "fingerprint", "content_hash"
    )
    graph = DocumentGraph(
        document=_document(d),
        chunks=tuple(chunk_from(row["c"]) for row in chunks),
        mentions=tuple(
            mention_from(entity_id, chunk, row["m"])
            for row in mentions
            for chunk, entity_id in [required(row, "chunk", "entity")]
        ),
        entities=_entities(names),
        vectors=unpack_vectors(bytes(packed), count, dimension),
        fingerprint=fingerprint,
        relations=tuple(map(relation_from, relations)),
    )
    prove_graph(graph, content_hash, d.get("checksum"))
    if any(
        row["c"].get("text") != graph.document.text[c.start : c.end]
        for c, row in zip(graph.chunks, chunks, strict=True)
    ):
        raise AlteredError("the text of a chunk is not the document's")
    return graph


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


def altered(transaction: Transaction) -> frozenset[str]:
    """The ids of the documents of which the fields that filters go by are not as they were written."""
    damages: list[Damage] = []
    for row in transaction.run(cypher.LISTINGS):
        with leaving_out(str(row["d"].get("id")), damages.append, last=transaction.last):
            _prove_listing(row["d"])
    return frozenset(damage.subject for damage in damages)


def _prove_listing(d: Row) -> None:
    id_, title, tier, journal, types, language, retracted, *folded = required(d, *_LISTED)
    values = [id_, tier, title, d["year"], journal, list(types), language, retracted, d["patient"], d["date"]]
    prove_listing(d.get("listing"), values, folded)


def _summary(d: Row, *, last: bool) -> DocumentSummary:
    damages: list[Damage] = []
    with leaving_out(str(d.get("id")), damages.append, last=last):
        return _whole_summary(d)
    return damaged_summary(damages[0])


def _whole_summary(d: Row) -> DocumentSummary:
    id_, title, tier, journal, types, language, retracted, chunks = required(d, *_SUMMARY)
    _prove_listing(d)
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
