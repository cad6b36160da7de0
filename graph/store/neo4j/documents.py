"""Reading documents: by id, by filter, page by page, and as whole graphs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graph.model import Assertion, Chunk, Document, DocumentGraph, Entity, Mention, Span, Tier
from graph.store.base import Changes, DocumentSummary, Filter
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Row, Server, Transaction, batches, known, whole
from graph.store.neo4j.relations import relations_of
from graph.store.shared.codec import document_with, vectors_from

_BATCH = 200


def fingerprints(transaction: Transaction, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """`{document id: (content hash, fingerprint)}`."""
    rows = transaction.each(cypher.FINGERPRINTS, known(ids))
    return {row["id"]: (row["content_hash"], row["fingerprint"]) for row in rows}


def documents(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Document]:
    """Documents with `retracted` as the workspace knows it."""
    return {row["d"]["id"]: _document(row["d"]) for row in transaction.each(cypher.DOCUMENTS, known(ids))}


def select(transaction: Transaction, where: Filter) -> frozenset[str]:
    """The ids of every document that passes."""
    if not where.document_ids:
        return frozenset(transaction.run(cypher.SELECT, **_passing(where))[0]["ids"])
    rows = transaction.each(cypher.SELECT_AMONG, known(where.document_ids), **_passing(where))
    return frozenset(id_ for row in rows for id_ in row["ids"])


def summaries(transaction: Transaction, where: Filter, after: str, limit: int) -> Sequence[DocumentSummary]:
    """One page of the documents that pass, ordered by id."""
    values = _passing(where) | {"after": after, "limit": max(limit, 0)}
    if not where.document_ids:
        rows = transaction.run(cypher.SUMMARIES, **values)
    else:
        rows = transaction.each(cypher.SUMMARIES_AMONG, known(where.document_ids), **values)
    found = [_summary(whole(row["d"], "tier")) for row in rows]
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
    row = transaction.one(cypher.WORKSPACE)
    return row["w"] if row else {}


def graphs(server: Server, ids: Collection[str] | None) -> Iterator[DocumentGraph]:
    """Whole graphs ordered by id. Each batch is one transaction; none is open while the caller works."""
    if ids is not None:
        for some in batches(known(ids), _BATCH):
            yield from server.read(partial(_whole, ids=some))
        return
    after = ""
    while some := server.read(partial(_ids_after, after=after)):
        yield from server.read(partial(_whole, ids=some))
        after = some[-1]


def _ids_after(transaction: Transaction, after: str) -> list[str]:
    return [row["id"] for row in transaction.run(cypher.NEXT_IDS, after=after, limit=_BATCH)]


def mention_from(entity_id: str, chunk: int, m: Row) -> Mention:
    """A mention from its relationship's properties."""
    sentence = Span(m["sentence_start"], m["sentence_stop"])
    assertion = Assertion(m["assertion"])
    return Mention(entity_id, m["start"], m["stop"], chunk, sentence, assertion, m["score"], m["method"])


def _whole(transaction: Transaction, ids: list[str]) -> list[DocumentGraph]:
    chunks_of: dict[str, list[Chunk]] = defaultdict(list)
    for row in transaction.run(cypher.CHUNKS_OF_DOCUMENTS, ids=ids):
        chunks_of[row["c"]["document"]].append(chunk_from(row["c"]))
    mentions_of: dict[str, list[Mention]] = defaultdict(list)
    for row in transaction.run(cypher.MENTIONS_OF_DOCUMENTS, ids=ids):
        mentions_of[row["document"]].append(mention_from(row["entity"], row["chunk"], row["m"]))
    stated = relations_of(transaction, ids)
    found = []
    for row in transaction.run(cypher.WHOLE, ids=ids):
        d = row["d"]
        found.append(
            DocumentGraph(
                document=_document(d),
                chunks=tuple(chunks_of[d["id"]]),
                mentions=tuple(mentions_of[d["id"]]),
                entities=_entities(d),
                vectors=vectors_from(bytes(d["vectors"]), d["chunks"], d["dimension"]),
                fingerprint=d["fingerprint"],
                relations=tuple(stated.get(d["id"], ())),
            )
        )
    return found


def _entities(d: Row) -> tuple[Entity, ...]:
    named = (Entity(id_, name, category) for id_, name, category, _ in json.loads(d["names"]))
    return tuple(sorted(named, key=lambda entity: entity.id))


def _document(d: Row) -> Document:
    return document_with(
        d["details"],
        id=d["id"],
        text=d["text"],
        tier=d["tier"],
        title=d["title"],
        year=d.get("year"),
        journal=d["journal"],
        publication_types=d["publication_types"],
        language=d["language"],
        retracted=d["retracted"],
    )


def chunk_from(c: Row) -> Chunk:
    """A chunk from its node's properties."""
    numbers = c["sentences"]
    sentences = tuple(Span(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
    return Chunk(c["document"], c["position"], c["start"], c["stop"], c["section"], sentences)


def _summary(d: Row) -> DocumentSummary:
    return DocumentSummary(
        d["id"],
        d["title"],
        Tier(d["tier"]),
        d["year"],
        d["journal"],
        tuple(d["publication_types"]),
        d["language"],
        d["retracted"],
        d["chunks"],
    )


def _passing(where: Filter) -> dict[str, Any]:
    def folded(names: Collection[str]) -> list[str] | None:
        return known({name.casefold() for name in names}) if names else None

    return {
        "tiers": [str(tier) for tier in where.tiers] or None,
        "year_from": where.year_from,
        "year_to": where.year_to,
        "journals": folded(where.journals),
        "languages": folded(where.languages),
        "types": folded(where.publication_types),
        "exclude_retracted": where.exclude_retracted,
    }
