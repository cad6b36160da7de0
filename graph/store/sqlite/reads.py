"""What a question reads: what is known of the things it names, and the chunks that may answer it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from graph.model import Entity
from graph.store.shared.codec import chunk_content_with, chunk_place
from graph.store.sqlite.codec import CHUNK_COLUMNS, MENTION_COLUMNS, NEGATED, chunk_from, mention_from
from graph.store.sqlite.entities import entities, entity_use
from graph.store.sqlite.filters import RETRACTED
from graph.store.sqlite.vocabulary import concepts
from graph.store.values.chunks import HUB, ChunkContent, EntityProfile

# Only chunks that reach the count of the last one wanted need their document's id, to order those that tie.
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

OPEN_CHUNK = f"""
    SELECT {CHUNK_COLUMNS}, substr(b.text, c.start + 1, c.stop - c.start), d.tier, b.title, d.year, b.journal,
        b.publication_types, {RETRACTED}, b.details
    FROM document AS d JOIN body AS b ON b.document = d.key JOIN chunk AS c ON c.document = d.key
    WHERE d.id = ? AND c.position = ?
"""

MENTIONS = f"""
    SELECT e.id, {MENTION_COLUMNS} FROM document AS d JOIN mention AS m ON m.document = d.key
    JOIN entity AS e ON e.key = m.entity
    WHERE d.id = ? AND m.chunk = ? ORDER BY m.start, m.stop, e.id
"""


def profiles(connection: sqlite3.Connection, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
    """See `GraphStore.profiles`."""
    named, uses, defined = entities(connection, ids), entity_use(connection, ids), concepts(connection, ids)
    found = {}
    for id_ in named.keys() | defined.keys():
        known, concept, use = named.get(id_) or defined[id_], defined.get(id_), uses.get(id_)
        chunks: tuple[tuple[str, int], ...] = ()
        if use and limit > 0 and use.mentions <= HUB:
            values = {"entity": id_, "negated": NEGATED, "limit": limit}
            chunks = tuple(connection.execute(CHUNKS_OF, values).fetchall())
        found[id_] = EntityProfile(
            name=known.name,
            category=known.category,
            definition=concept.definition if concept else "",
            documents=use.documents if use else 0,
            mentions=use.mentions if use else 0,
            chunks=chunks,
        )
    return found


def chunk_contents(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, ChunkContent]:
    """See `GraphStore.chunk_contents`."""
    rows = {}
    for chunk_id in set(ids):
        place = chunk_place(chunk_id)
        row = connection.execute(OPEN_CHUNK, place).fetchone() if place else None
        if place and row:
            mentions = connection.execute(MENTIONS, place).fetchall()
            rows[chunk_id] = (place[0], row, mentions)
    names = entities(connection, {entity for _, _, mentions in rows.values() for entity, *_ in mentions})
    return {chunk_id: _open(*row, names) for chunk_id, row in rows.items()}


def _open(
    document_id: str, row: tuple[Any, ...], mentions: list[tuple[Any, ...]], names: Mapping[str, Entity]
) -> ChunkContent:
    *columns, text, tier, title, year, journal, types, retracted, details = row
    own = [mention_from(entity, rest) for entity, *rest in mentions]
    return chunk_content_with(
        details,
        chunk=chunk_from(document_id, columns),
        text=text,
        tier=tier,
        title=title,
        year=year,
        journal=journal,
        publication_types=json.loads(types),
        retracted=bool(retracted),
        mentions=own,
        names={mention.entity_id: names[mention.entity_id] for mention in own},
    )
