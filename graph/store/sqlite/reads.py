"""What a question reads: profiles of the entities it names, and the chunks that may answer it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from graph.model import Entity
from graph.store.shared.codec import parse_chunk_id
from graph.store.shared.damage import leaving_out, prove_chunk
from graph.store.shared.documents import chunk_content
from graph.store.sqlite import merges, revision, vocabulary, workspace
from graph.store.sqlite.codec import (
    CHUNK_COLUMNS,
    MENTION_COLUMNS,
    NEGATED,
    ORIGINAL_ID,
    chunk_from,
    mention_from,
)
from graph.store.sqlite.entities import entities, entity_use
from graph.store.sqlite.filters import RETRACTED
from graph.store.values.chunks import HUB_MENTIONS, ChunkContent, EntityProfile
from graph.store.values.damage import log_damage
from graph.store.values.workspace import State

# Only chunks with at least the uses of the last one within the limit need their document's id, which orders ties.
CHUNKS_OF = """
    WITH used AS MATERIALIZED (
        SELECT document, chunk, COUNT(*) AS uses FROM mention INDEXED BY mention_by_entity
        WHERE entity = (SELECT key FROM entity WHERE id = :entity) AND assertion <> :negated
        GROUP BY document, chunk
    )
    SELECT d.id || '#' || used.chunk AS chunk_id, used.uses
    FROM used CROSS JOIN document AS d ON d.key = used.document
    WHERE used.uses >= IFNULL((SELECT uses FROM used ORDER BY uses DESC LIMIT 1 OFFSET :limit - 1), 0)
    ORDER BY used.uses DESC, chunk_id LIMIT :limit
"""

_DOCUMENT = ("tier", "title", "year", "journal", "publication_types", "retracted", "patient", "date")
CHUNK_CONTENT = f"""
    SELECT {CHUNK_COLUMNS}, c.checksum, {RETRACTED}, substr(b.text, c.start + 1, c.stop - c.start), b.details,
        d.tier, b.title, d.year, b.journal, b.publication_types, d.retracted, d.patient, d.date
    FROM document AS d JOIN body AS b ON b.document = d.key JOIN chunk AS c ON c.document = d.key
    WHERE d.id = ? AND c.position = ?
"""

MENTIONS = f"""
    SELECT e.id, {ORIGINAL_ID.format(l="l", e="e")}, {MENTION_COLUMNS}
    FROM document AS d JOIN mention AS m ON m.document = d.key JOIN entity AS e ON e.key = m.entity
    JOIN label AS l ON l.entity = m.entity AND l.variant = m.variant
    WHERE d.id = ? AND m.chunk = ? ORDER BY m.start, m.stop, e.id
"""


def state(connection: sqlite3.Connection) -> State:
    """The workspace at one moment."""
    at = revision.current(connection)
    return State(
        at,
        workspace.settings(connection),
        workspace.counts(connection),
        tuple(vocabulary.vocabularies(connection)),
        tuple(merges.merges(connection)),
        revision.history(connection, at) or "",
    )


def profiles(connection: sqlite3.Connection, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
    """Each id that is an entity or a concept, with at most `limit` of its chunks."""
    named, uses, defined = (
        entities(connection, ids),
        entity_use(connection, ids),
        vocabulary.concepts(connection, ids),
    )
    found = {}
    for id_ in named.keys() | defined.keys():
        concept, use = defined.get(id_), uses.get(id_)
        shown = named.get(id_) or defined[id_]
        chunks: tuple[tuple[str, int], ...] = ()
        if use and limit > 0 and use.mentions <= HUB_MENTIONS:
            values = {"entity": id_, "negated": NEGATED, "limit": limit}
            chunks = tuple(connection.execute(CHUNKS_OF, values).fetchall())
        found[id_] = EntityProfile(
            name=shown.name,
            category=shown.category,
            definition=concept.definition if concept else "",
            documents=use.documents if use else 0,
            mentions=use.mentions if use else 0,
            chunks=chunks,
        )
    return found


def chunk_contents(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, ChunkContent]:
    """Chunks by chunk id."""
    rows = {}
    for chunk_id in set(ids):
        place = parse_chunk_id(chunk_id)
        row = connection.execute(CHUNK_CONTENT, place).fetchone() if place else None
        if place and row:
            mentions = connection.execute(MENTIONS, place).fetchall()
            rows[chunk_id] = (place[0], row, mentions)
    names = entities(connection, {entity for _, _, mentions in rows.values() for entity, *_ in mentions})
    found = {}
    for chunk_id, row in rows.items():
        with leaving_out(row[0], log_damage):
            found[chunk_id] = _chunk_content(*row, names)
    return found


def _chunk_content(
    document_id: str, row: tuple[Any, ...], mentions: list[tuple[Any, ...]], names: Mapping[str, Entity]
) -> ChunkContent:
    *place, checksum, retracted, text, details = row[: -len(_DOCUMENT)]
    columns = dict(zip(_DOCUMENT, row[-len(_DOCUMENT) :], strict=True))
    columns["publication_types"] = json.loads(columns["publication_types"])
    columns["retracted"] = bool(columns["retracted"])
    chunk = chunk_from(document_id, place)
    said = [mention_from(original, rest) for _, original, *rest in mentions]
    prove_chunk(checksum, chunk, text, columns, details, said)
    own = [replace(mention, entity_id=entity) for mention, (entity, *_) in zip(said, mentions, strict=True)]
    named = {mention.entity_id: names[mention.entity_id] for mention in own}
    return chunk_content(chunk, text, columns | {"retracted": retracted}, details, own, named)
