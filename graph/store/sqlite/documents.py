"""Reading documents: by id, by filter, page by page, and as whole graphs."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from graph.model import Document, DocumentGraph, Entity, Mention, Relation, Tier
from graph.store.shared.codec import to_json, unpack_vectors
from graph.store.sqlite.codec import (
    CHUNK_COLUMNS,
    DOCUMENT_COLUMNS,
    EVIDENCE_COLUMNS,
    IN_JSON,
    MENTION_COLUMNS,
    ORIGINAL_ID,
    chunk_from,
    document_from,
    ids_parameter,
    mention_from,
    relation_from,
)
from graph.store.sqlite.connection import Database
from graph.store.sqlite.filters import RETRACTED, condition
from graph.store.values.filter import Filter
from graph.store.values.workspace import DocumentSummary

_BATCH = 200  # graphs in memory at once


def fingerprints(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """`{document id: (content hash, fingerprint)}`."""
    query = f"""
        SELECT d.id, b.content_hash, b.fingerprint FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE d.id {IN_JSON}
    """
    rows = connection.execute(query, (ids_parameter(ids),))
    return {id_: (content_hash, fingerprint) for id_, content_hash, fingerprint in rows}


def documents(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, Document]:
    """Documents with `retracted` as the workspace knows it."""
    query = f"""
        SELECT {DOCUMENT_COLUMNS}, {RETRACTED} FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE d.id {IN_JSON}
    """
    rows = connection.execute(query, (ids_parameter(ids),))
    return {row[0]: document_from(row[:-1], retracted=row[-1]) for row in rows}


def sources(connection: sqlite3.Connection, prefix: str) -> Mapping[str, str]:
    """`{document id: source}` of the ids that begin with a prefix."""
    query = """
        SELECT d.id, json_extract(b.details, '$.source') FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE d.id >= ? AND substr(d.id, 1, ?) = ?
    """
    return dict(connection.execute(query, (prefix, len(prefix), prefix)))


def identified(connection: sqlite3.Connection, identifiers: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The ids of the documents that each identifier names, in order."""
    query = f"""
        SELECT i.value, d.id FROM identifier AS i JOIN document AS d ON d.key = i.document
        WHERE i.value {IN_JSON} ORDER BY d.id
    """
    found: dict[str, list[str]] = defaultdict(list)
    for value, id_ in connection.execute(query, (ids_parameter(identifiers),)):
        found[value].append(id_)
    return found


def select(connection: sqlite3.Connection, where: Filter) -> frozenset[str]:
    """The ids of every document that passes."""
    passes, values = condition(where)
    # One JSON array: a row each would take several times as long for 100k ids.
    query = f"SELECT json_group_array(d.id) FROM document AS d WHERE {passes}"
    return frozenset(json.loads(connection.execute(query, values).fetchone()[0]))


def summaries(
    connection: sqlite3.Connection, where: Filter, after: str, limit: int
) -> Sequence[DocumentSummary]:
    """One page of the documents that pass, ordered by id."""
    passes, values = condition(where)
    query = f"""
        SELECT d.id, b.title, d.tier, d.year, b.journal, b.publication_types, b.language,
            {RETRACTED}, d.chunks, d.patient, d.date
        FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE {passes} AND d.id > ? ORDER BY d.id LIMIT ?
    """
    return [_summary(row) for row in connection.execute(query, [*values, after, max(limit, 0)])]


def _summary(row: tuple[Any, ...]) -> DocumentSummary:
    id_, title, tier, year, journal, types, language, retracted, *rest = row
    return DocumentSummary(
        id_, title, Tier(tier), year, journal, tuple(json.loads(types)), language, bool(retracted), *rest
    )


def graphs(database: Database, ids: Collection[str] | None) -> Iterator[DocumentGraph]:
    """Whole graphs ordered by id. Each batch is one snapshot; no lock is held while the caller works."""
    chosen = None if ids is None else sorted(set(ids))
    after = ""
    while chosen is None or chosen:
        with database.read_transaction() as connection:
            if chosen is None:
                batch = _graph_batch(connection, "d.id > ?", after)
            else:
                head, chosen = chosen[:_BATCH], chosen[_BATCH:]
                batch = _graph_batch(connection, f"d.id {IN_JSON}", ids_parameter(head))
        if chosen is None and not batch:
            return
        yield from batch
        after = batch[-1].document.id if batch else after


def _graph_batch(connection: sqlite3.Connection, condition: str, value: str) -> list[DocumentGraph]:
    query = f"""
        SELECT d.key, d.chunks, b.dimension, b.vectors, b.fingerprint, {DOCUMENT_COLUMNS}
        FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE {condition} ORDER BY d.id LIMIT {_BATCH}
    """
    rows = connection.execute(query, (value,)).fetchall()
    keys = to_json([row[0] for row in rows])
    chunks_of, mentions_of, entities_of = _chunk_rows(connection, keys), *_mention_rows(connection, keys)
    relations_of = _relation_rows(connection, keys)
    return [
        DocumentGraph(
            document=document_from(row),
            chunks=tuple(chunk_from(row[0], chunk) for chunk in chunks_of[key]),
            mentions=tuple(mention for _, mention in sorted(mentions_of[key], key=lambda each: each[0])),
            entities=tuple(sorted(entities_of[key], key=lambda entity: entity.id)),
            vectors=unpack_vectors(packed, count, dimension),
            fingerprint=fingerprint,
            relations=tuple(relations_of[key]),
        )
        for key, count, dimension, packed, fingerprint, *rest in rows
        for row in [tuple(rest)]
    ]


def _chunk_rows(connection: sqlite3.Connection, keys: str) -> dict[int, list[tuple[Any, ...]]]:
    query = f"""
        SELECT c.document, {CHUNK_COLUMNS} FROM chunk AS c
        WHERE c.document {IN_JSON} ORDER BY c.document, c.position
    """
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *row in connection.execute(query, (keys,)):
        found[key].append(tuple(row))
    return found


def _mention_rows(
    connection: sqlite3.Connection, keys: str
) -> tuple[dict[int, list[tuple[int, Mention]]], dict[int, set[Entity]]]:
    query = f"""
        SELECT m.document, m.place, {ORIGINAL_ID.format(l="l", e="e")}, l.name, l.category, {MENTION_COLUMNS}
        FROM mention AS m JOIN entity AS e ON e.key = m.entity
        JOIN label AS l ON l.entity = m.entity AND l.variant = m.variant
        WHERE m.document {IN_JSON}
    """
    mentions: dict[int, list[tuple[int, Mention]]] = defaultdict(list)
    entities: dict[int, set[Entity]] = defaultdict(set)
    for key, place, entity_id, name, category, *row in connection.execute(query, (keys,)):
        mentions[key].append((place, mention_from(entity_id, row)))
        entities[key].add(Entity(entity_id, name, category))
    return mentions, entities


def _relation_rows(connection: sqlite3.Connection, keys: str) -> dict[int, list[Relation]]:
    query = f"""
        SELECT v.document, {ORIGINAL_ID.format(l="ls", e="s")}, v.predicate, {ORIGINAL_ID.format(l="lo", e="o")},
            {EVIDENCE_COLUMNS}
        FROM evidence AS v
        JOIN entity AS s ON s.key = v.subject JOIN entity AS o ON o.key = v.object
        JOIN label AS ls ON ls.entity = v.subject AND ls.variant = v.subject_variant
        JOIN label AS lo ON lo.entity = v.object AND lo.variant = v.object_variant
        WHERE v.document {IN_JSON} ORDER BY v.document, v.place
    """
    found: dict[int, list[Relation]] = defaultdict(list)
    for key, subject, predicate, object_, *row in connection.execute(query, (keys,)):
        found[key].append(relation_from((subject, predicate, object_), row))
    return found
