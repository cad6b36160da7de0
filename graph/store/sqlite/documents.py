"""Reading documents: by id, by filter, page by page, and as whole graphs."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graph.model import Document, DocumentGraph, Entity, Tier
from graph.store.shared.codec import to_json, unpack_vectors
from graph.store.shared.damage import (
    UNREADABLE,
    damaged_summary,
    document_damage,
    leaving_out,
    prove_graph,
    prove_listing,
    proven,
)
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
from graph.store.values.damage import Damage, OnDamage, log_damage
from graph.store.values.filter import Filter
from graph.store.values.workspace import DocumentSummary

_BATCH = 200  # graphs in memory at once
# The checksum of a document's listing, and the fields that it is of.
_LISTED = """
    d.listing, d.id, d.tier, b.title, d.year, b.journal, b.publication_types, b.language, d.retracted, d.patient, d.date
"""


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
        SELECT {DOCUMENT_COLUMNS}, b.content_hash, {RETRACTED}
        FROM document AS d LEFT JOIN body AS b ON b.document = d.key WHERE d.id {IN_JSON}
    """
    found = {}
    for *row, content_hash, retracted in connection.execute(query, (ids_parameter(ids),)):
        with leaving_out(row[0], log_damage):
            document = proven(document_from(row), content_hash)
            found[document.id] = replace(document, retracted=bool(retracted))
    return found


def sources(connection: sqlite3.Connection, prefix: str) -> Mapping[str, str]:
    """`{document id: source}` of the ids that begin with a prefix, without those whose record is torn."""
    query = """
        SELECT d.id, json_extract(b.details, '$.source') FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE d.id >= ? AND substr(d.id, 1, ?) = ? AND json_valid(b.details)
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
    query = f"SELECT json_group_array(CAST(d.id AS TEXT)) FROM document AS d WHERE {passes}"
    return frozenset(json.loads(connection.execute(query, values).fetchone()[0]))


def altered(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of the documents of which the fields that filters go by are not as they were written."""
    query = f"""
        SELECT {_LISTED}, d.journal_folded, d.language_folded,
            (SELECT json_group_array(p.name_folded) FROM publication_type AS p WHERE p.document = d.key)
        FROM document AS d LEFT JOIN body AS b ON b.document = d.key
    """
    found = []
    for checksum, *row in connection.execute(query):
        try:
            prove_listing(checksum, _listed(row[:-3]), [*row[-3:-1], json.loads(row[-1])])
        except UNREADABLE:
            found.append(str(row[0]))
    return frozenset(found)


def _listed(row: Sequence[Any]) -> list[Any]:
    id_, tier, title, year, journal, types, language, retracted, *rest = row
    return [id_, tier, title, year, journal, json.loads(types), language, bool(retracted), *rest]


def summaries(
    connection: sqlite3.Connection, where: Filter, after: str, limit: int
) -> Sequence[DocumentSummary]:
    """One page of the documents that pass, ordered by id."""
    passes, values = condition(where)
    query = f"""
        SELECT {RETRACTED}, d.chunks, {_LISTED}
        FROM document AS d JOIN body AS b ON b.document = d.key
        WHERE {passes} AND d.id > ? ORDER BY d.id LIMIT ?
    """
    return [_summary(row) for row in connection.execute(query, [*values, after, max(limit, 0)])]


def _summary(row: tuple[Any, ...]) -> DocumentSummary:
    retracted, chunks, checksum, id_, *rest = row
    try:
        values = _listed([id_, *rest])
        prove_listing(checksum, values)
        _, tier, title, year, journal, types, language, _, patient, date = values
        return DocumentSummary(
            id_,
            title,
            Tier(tier),
            year,
            journal,
            tuple(types),
            language,
            bool(retracted),
            chunks,
            patient,
            date,
        )
    except UNREADABLE as error:
        return damaged_summary(document_damage(id_, error))


def graphs(database: Database, ids: Collection[str] | None, on_damage: OnDamage) -> Iterator[DocumentGraph]:
    """Whole graphs ordered by id. Each batch is one snapshot; no lock is held while the caller works."""
    chosen = None if ids is None else sorted(set(ids))
    after = ""
    while chosen is None or chosen:
        if chosen is None:
            condition, value = "d.id > ?", after
        else:
            head, chosen = chosen[:_BATCH], chosen[_BATCH:]
            condition, value = f"d.id {IN_JSON}", ids_parameter(head)
        batch = database.read(partial(_graph_batch, condition=condition, value=value))
        if chosen is None and (not batch or batch[-1].id == after):  # an id that is no UTF-8 is behind any
            return
        for each in batch:
            if isinstance(each.content, Damage):
                on_damage(each.content)
            else:
                yield each.content
        after = batch[-1].id if batch else after


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a document gave."""

    id: str
    content: DocumentGraph | Damage


def _graph_batch(connection: sqlite3.Connection, condition: str, value: str) -> list[_Read]:
    query = f"""
        SELECT d.key, d.checksum, b.content_hash, d.chunks, b.dimension, b.vectors, b.fingerprint, {DOCUMENT_COLUMNS}
        FROM document AS d LEFT JOIN body AS b ON b.document = d.key
        WHERE {condition} ORDER BY d.id LIMIT {_BATCH}
    """
    rows = connection.execute(query, (value,)).fetchall()
    keys = to_json([row[0] for row in rows])
    chunks, mentions = _rows(connection, _CHUNKS, keys), _rows(connection, _MENTIONS, keys)
    relations = _rows(connection, _RELATIONS, keys)
    return [_read(row, chunks[row[0]], mentions[row[0]], relations[row[0]]) for row in rows]


def _rows(connection: sqlite3.Connection, query: str, keys: str) -> dict[int, list[list[Any]]]:
    """The rows of each document, by its key."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for key, *row in connection.execute(query, (keys,)):
        found[key].append(row)
    return found


def _read(
    row: Sequence[Any], chunks: list[list[Any]], mentions: list[list[Any]], relations: list[list[Any]]
) -> _Read:
    _, checksum, content_hash, count, dimension, packed, fingerprint, *columns = row
    id_ = columns[0]
    try:
        graph = DocumentGraph(
            document=document_from(columns),
            chunks=tuple(chunk_from(id_, chunk) for chunk in chunks),
            mentions=tuple(mention_from(entity_id, each) for entity_id, _, _, *each in mentions),
            entities=tuple(sorted({Entity(*each[:3]) for each in mentions}, key=lambda entity: entity.id)),
            vectors=unpack_vectors(packed, count, dimension),
            fingerprint=fingerprint,
            relations=tuple(relation_from((s, p, o), each) for s, p, o, *each in relations),
        )
        return _Read(id_, prove_graph(graph, content_hash, checksum))
    except UNREADABLE as error:
        return _Read(id_, document_damage(id_, error))


_CHUNKS = f"""
    SELECT c.document, {CHUNK_COLUMNS} FROM chunk AS c
    WHERE c.document {IN_JSON} ORDER BY c.document, c.position
"""
_MENTIONS = f"""
    SELECT m.document, {ORIGINAL_ID.format(l="l", e="e")}, l.name, l.category, {MENTION_COLUMNS}
    FROM mention AS m JOIN entity AS e ON e.key = m.entity
    JOIN label AS l ON l.entity = m.entity AND l.variant = m.variant
    WHERE m.document {IN_JSON} ORDER BY m.document, m.place
"""
_RELATIONS = f"""
    SELECT v.document, {ORIGINAL_ID.format(l="ls", e="s")}, v.predicate, {ORIGINAL_ID.format(l="lo", e="o")},
        {EVIDENCE_COLUMNS}
    FROM evidence AS v
    JOIN entity AS s ON s.key = v.subject JOIN entity AS o ON o.key = v.object
    JOIN label AS ls ON ls.entity = v.subject AND ls.variant = v.subject_variant
    JOIN label AS lo ON lo.entity = v.object AND lo.variant = v.object_variant
    WHERE v.document {IN_JSON} ORDER BY v.document, v.place
"""
