"""Writing and deleting documents: a batch is replaced whole, then entities that nothing mentions are removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from graph.model import DocumentGraph
from graph.store.shared.check import check_graph
from graph.store.shared.codec import pack_spans, pack_vectors, to_json
from graph.store.shared.damage import chunk_checksums, graph_checksum, listing_checksum
from graph.store.shared.documents import details_json, document_columns, identifiers_of, retracted_ids
from graph.store.shared.fresh import split_stale
from graph.store.shared.sampling import sample_rank
from graph.store.sqlite import revision
from graph.store.sqlite.codec import ASSERTION_CODE, IN_JSON, ids_parameter
from graph.store.sqlite.documents import fingerprints
from graph.store.sqlite.labels import Labels, collect_garbage, release
from graph.store.sqlite.merges import merges
from graph.store.sqlite.vocabulary import mark_listed
from graph.store.sqlite.workspace import setting
from graph.store.values.basis import Basis
from graph.store.values.merges import canonical_ids
from graph.store.values.relations import is_retracted_or_notice, ordered_ends

_INSERT_DOCUMENT = "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_BODY = "INSERT INTO body VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_TYPE = "INSERT OR IGNORE INTO publication_type VALUES (?, ?)"
_INSERT_RETRACTION = "INSERT INTO retraction (target, document) VALUES (?, ?)"
_INSERT_IDENTIFIER = "INSERT INTO identifier VALUES (?, ?)"
_INSERT_CHUNK = "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?)"
_INSERT_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_EVIDENCE = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def write(
    connection: sqlite3.Connection, graphs: Sequence[DocumentGraph], basis: Basis | None
) -> tuple[frozenset[str], bool]:
    """Insert or replace documents; of two of the same id the last one counts.

    Returns the ids of those that are stale, and whether any was replaced.
    """
    stale: frozenset[str] = frozenset()
    if basis is not None:
        stored = fingerprints(connection, [graph.document.id for graph in graphs])
        graphs, stale = split_stale(graphs, basis, setting(connection, "model"), stored)
    return stale, bool(graphs) and _write(connection, graphs)


def _write(connection: sqlite3.Connection, graphs: Sequence[DocumentGraph]) -> bool:
    latest = {graph.document.id: graph for graph in graphs}
    for graph in latest.values():
        check_graph(graph)
    at = revision.increment(connection)
    removed = _remove(connection, latest)
    labels = Labels(connection, latest.values(), canonical_ids(merges(connection)))
    labels.count()
    keyed = list(enumerate(latest.values(), start=_next_key(connection)))

    def insert(statement: str, rows_of: Callable[[int, DocumentGraph], Iterable[tuple[Any, ...]]]) -> None:
        connection.executemany(statement, (row for key, graph in keyed for row in rows_of(key, graph)))

    insert(_INSERT_DOCUMENT, lambda key, graph: [_document_row(key, graph, at)])
    insert(_INSERT_BODY, lambda key, graph: [_body_row(key, graph)])
    insert(_INSERT_TYPE, _type_rows)
    insert(_INSERT_RETRACTION, lambda key, graph: [(target, key) for target in retracted_ids(graph.document)])
    insert(_INSERT_IDENTIFIER, lambda key, graph: [(value, key) for value in identifiers_of(graph.document)])
    insert(_INSERT_CHUNK, _chunk_rows)
    insert(_INSERT_MENTION, lambda key, graph: _mention_rows(key, graph, labels))
    insert(_INSERT_EVIDENCE, lambda key, graph: _evidence_rows(key, graph, labels))
    mark_listed(connection, {i for graph in latest.values() for i in identifiers_of(graph.document)})
    collect_garbage(connection, removed.entities)
    connection.execute(f"DELETE FROM tombstone WHERE id {IN_JSON}", (ids_parameter(latest),))
    retracted = {target for graph in latest.values() for target in retracted_ids(graph.document)}
    revision.mark_changed(connection, retracted | removed.retracted, at)
    return bool(removed.ids)


def delete(connection: sqlite3.Connection, ids: Collection[str]) -> int:
    """Remove documents, leave tombstones, and return how many there were."""
    removed = _remove(connection, ids)
    if removed.ids:
        at = revision.increment(connection)
        rows = [(id_, at) for id_ in removed.ids]
        connection.executemany("INSERT OR REPLACE INTO tombstone VALUES (?, ?)", rows)
        collect_garbage(connection, removed.entities)
        revision.mark_changed(connection, removed.retracted, at)
    return len(removed.ids)


class _RemovedDocuments:
    """Documents that were removed: their ids, and the entities and retracted documents that may be affected."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.entities: set[int] = set()
        self.retracted: set[str] = set()


def _remove(connection: sqlite3.Connection, ids: Collection[str]) -> _RemovedDocuments:
    removed = _RemovedDocuments()
    query = f"SELECT key, id FROM document WHERE id {IN_JSON}"
    keys: list[int] = []
    for key, id_ in connection.execute(query, (ids_parameter(ids),)):
        keys.append(key)
        removed.ids.append(id_)
    if not keys:
        return removed
    removed.entities = release(connection, keys)
    targets = connection.execute(f"SELECT target FROM retraction WHERE document {IN_JSON}", (to_json(keys),))
    removed.retracted = {target for (target,) in targets}
    # All other rows of a document are deleted with its own by ON DELETE CASCADE.
    connection.executemany("DELETE FROM document WHERE key = ?", ((key,) for key in keys))
    return removed


def _next_key(connection: sqlite3.Connection) -> int:
    (largest,) = connection.execute("SELECT MAX(key) FROM document").fetchone()
    return (largest or 0) + 1


def _document_row(key: int, graph: DocumentGraph, at: int) -> tuple[Any, ...]:
    document = graph.document
    return (
        key,
        document.id,
        document.tier,
        document.year,
        document.journal.casefold(),
        document.language.casefold(),
        document.retracted,
        len(graph.chunks),
        len(graph.mentions),
        at,
        len(graph.relations),
        document.patient,
        document.date,
        graph_checksum(graph),
        listing_checksum(document_columns(document)),
    )


def _body_row(key: int, graph: DocumentGraph) -> tuple[Any, ...]:
    document = graph.document
    return (
        key,
        document.content_hash,
        graph.fingerprint,
        document.title,
        document.language,
        document.journal,
        to_json(document.publication_types),
        details_json(document),
        document.text,
        graph.vectors.shape[1],
        pack_vectors(graph.vectors),
    )


def _type_rows(key: int, graph: DocumentGraph) -> Iterator[tuple[str, int]]:
    return ((name.casefold(), key) for name in graph.document.publication_types)


def _chunk_rows(key: int, graph: DocumentGraph) -> Iterator[tuple[Any, ...]]:
    for c, checksum in zip(graph.chunks, chunk_checksums(graph), strict=True):
        yield key, c.position, c.start, c.end, c.section, pack_spans(c.sentences), checksum


def _mention_rows(key: int, graph: DocumentGraph, labels: Labels) -> Iterator[tuple[Any, ...]]:
    of_entity = labels.of(graph)
    sample = sample_rank(graph.document.id)
    for place, mention in enumerate(graph.mentions):
        yield (
            key,
            mention.sentence.start,
            place,
            mention.sentence.end,
            mention.start,
            mention.end,
            *of_entity[mention.entity_id],
            sample,
            mention.chunk,
            ASSERTION_CODE[mention.assertion],
            mention.score,
            mention.method,
        )


def _evidence_rows(key: int, graph: DocumentGraph, labels: Labels) -> Iterator[tuple[Any, ...]]:
    of_entity = labels.of(graph)
    sample, retracted = sample_rank(graph.document.id), is_retracted_or_notice(graph.document)
    for place, relation in enumerate(graph.relations):
        subject, object_ = ordered_ends(relation, labels.canonical_id)
        yield (
            key,
            place,
            *of_entity[subject],
            relation.predicate,
            *of_entity[object_],
            relation.chunk,
            relation.sentence.start,
            relation.sentence.end,
            ASSERTION_CODE[relation.assertion],
            relation.confidence,
            relation.extractor,
            retracted,
            sample,
        )
