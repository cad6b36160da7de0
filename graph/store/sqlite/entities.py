"""Entities, their mentions, and the sentences they share. Traversal is bounded everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from graph.model import Entity, Mention
from graph.store.sqlite.codec import IN_JSON, MENTION_COLUMNS, NEGATED, ids_parameter, mention_from
from graph.store.sqlite.connection import Database
from graph.store.sqlite.papers import papers_of
from graph.store.values.entities import (
    PAPER_CAP,
    CoMention,
    CoOccurrence,
    EntityUse,
    Neighbour,
    rank_neighbours,
)

# An entity is named as most documents name it; one that no document gives its own id by what it was merged under.
_ENTITIES = f"""
    SELECT e.id, l.name, l.category, 0 AS rank, -l.documents AS uses
    FROM entity AS e JOIN label AS l ON l.entity = e.key
    WHERE e.id {IN_JSON.replace("?", "?1")} AND l.said = ''
    UNION ALL
    SELECT e.id, g.into_name, g.into_category, 1, 0 FROM entity AS e JOIN merge AS g ON g.into_id = e.id
    WHERE e.id {IN_JSON.replace("?", "?1")}
    ORDER BY 1, 4, 5, 2, 3
"""

_BATCH = 1000  # entities in memory at once
_NEXT_IDS = f"SELECT id FROM entity WHERE id > ? ORDER BY id LIMIT {_BATCH}"

# A document may name an entity by its own id and by one that is merged into it.
_USE = f"""
    SELECT e.id, IIF(
            MAX(l.said) = '',
            SUM(l.documents),
            (SELECT COUNT(DISTINCT m.document) FROM mention AS m WHERE m.entity = e.key)
        ), SUM(l.mentions) FROM entity AS e JOIN label AS l ON l.entity = e.key
    WHERE e.id {IN_JSON} GROUP BY e.key
"""

_DOCUMENTS = "SELECT DISTINCT document FROM mention WHERE entity = (SELECT key FROM entity WHERE id = ?)"

# The unary + keeps SQLite on a sentence's own few rows, where it might walk a hub's index range for each.
_NEIGHBOURS = """
    WITH subject AS (SELECT key FROM entity WHERE id = :entity),
    followed AS MATERIALIZED (
        SELECT document, sentence_start FROM mention INDEXED BY mention_by_entity
        WHERE entity = (SELECT key FROM subject) AND assertion <> :negated
        ORDER BY sample, document, chunk, sentence_start LIMIT :cap
    ),
    named AS (
        SELECT m.entity, m.document, MAX(m.assertion = :negated) AS negated
        FROM (SELECT DISTINCT document, sentence_start FROM followed) AS f
        CROSS JOIN mention AS m ON m.document = f.document AND m.sentence_start = f.sentence_start
        WHERE NOT EXISTS (
            SELECT 1 FROM mention AS x WHERE x.document = f.document AND x.sentence_start = f.sentence_start
            AND +x.entity = (SELECT key FROM subject) AND x.assertion = :negated
        )
        GROUP BY m.document, m.sentence_start, m.entity
    )
    SELECT e.id, COUNT(DISTINCT n.document) AS documents, COUNT(*),
        (SELECT SUM(l.documents) FROM label AS l WHERE l.entity = n.entity) AS everywhere,
        (SELECT COUNT(DISTINCT document) FROM followed), :all
    FROM named AS n CROSS JOIN entity AS e ON e.key = n.entity
    WHERE NOT n.negated AND n.entity <> (SELECT key FROM subject)
    GROUP BY n.entity
"""

_SHARED = """
    SELECT DISTINCT d.id, d.key, a.sentence_start
    FROM mention AS a INDEXED BY mention_by_entity
    CROSS JOIN mention AS b INDEXED BY mention_by_entity
        ON b.document = a.document AND b.sentence_start = a.sentence_start
    CROSS JOIN document AS d ON d.key = a.document
    WHERE a.entity = (SELECT key FROM entity WHERE id = :rare)
    AND b.entity = (SELECT key FROM entity WHERE id = :common)
    ORDER BY d.id, a.sentence_start LIMIT :limit
"""

# A negated mention comes first: it keeps the sentence from being support.
_IN_SENTENCE = f"""
    SELECT {MENTION_COLUMNS} FROM mention AS m
    WHERE m.document = :document AND m.sentence_start = :sentence
    AND +m.entity = (SELECT key FROM entity WHERE id = :entity)
    ORDER BY m.assertion <> :negated, m.start, m.stop, m.place LIMIT 1
"""


def entities(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, Entity]:
    """Entities under the (name, category) that most documents give them; of equals the smallest."""
    found: dict[str, Entity] = {}
    for id_, name, category, *_ in connection.execute(_ENTITIES, (ids_parameter(ids),)):
        found.setdefault(id_, Entity(id_, name, category))
    return found


def entity_use(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, EntityUse]:
    """Document and mention counts."""
    rows = connection.execute(_USE, (ids_parameter(ids),))
    return {id_: EntityUse(documents, uses) for id_, documents, uses in rows}


def paper_count(connection: sqlite3.Connection, entity_id: str) -> int:
    """Documents that mention it, those of one paper once."""
    use = entity_use(connection, [entity_id]).get(entity_id)
    if use is None or not 1 < use.documents <= PAPER_CAP:
        return use.documents if use else 0
    documents = [key for (key,) in connection.execute(_DOCUMENTS, (entity_id,))]
    return len(set(papers_of(connection, documents).values()))


def all_entities(database: Database) -> Iterator[tuple[Entity, EntityUse]]:
    """Every entity, ordered by id; no lock is held while the caller works."""
    after: str | None = ""
    while after is not None:
        ids, found = database.read(partial(_entities_after, after=after))
        yield from found
        after = ids[-1] if len(ids) == _BATCH else None


def _entities_after(
    connection: sqlite3.Connection, after: str
) -> tuple[list[str], list[tuple[Entity, EntityUse]]]:
    ids = [id_ for (id_,) in connection.execute(_NEXT_IDS, (after,))]
    named, uses = entities(connection, ids), entity_use(connection, ids)
    # An entity without a label is damage: whatever names it says so.
    return ids, [(named[id_], uses[id_]) for id_ in ids if id_ in named and id_ in uses]


def neighbours(
    connection: sqlite3.Connection, entity_id: str, limit: int, degree_cap: int
) -> Sequence[Neighbour]:
    """Entities in the same sentences, the most telling first."""
    (documents,) = connection.execute("SELECT COUNT(*) FROM document").fetchone()
    values = {"entity": entity_id, "negated": NEGATED, "cap": max(degree_cap, 0), "all": documents}
    rows = connection.execute(_NEIGHBOURS, values).fetchall()
    best = rank_neighbours((CoOccurrence(*row) for row in rows), limit)
    named = entities(connection, [each.id for each in best])
    return [Neighbour(named[each.id], each.documents, each.sentences) for each in best]


def co_mentions(
    connection: sqlite3.Connection, entity_id: str, other_id: str, limit: int
) -> Sequence[CoMention]:
    """The sentences that name both, one `CoMention` each."""
    uses = entity_use(connection, {entity_id, other_id})
    if not {entity_id, other_id} <= uses.keys():
        return []
    rare, common = sorted((entity_id, other_id), key=lambda id_: uses[id_].mentions)
    shared = connection.execute(_SHARED, {"rare": rare, "common": common, "limit": max(limit, 0)}).fetchall()
    return [
        CoMention(
            document_id,
            _in_sentence(connection, key, sentence, entity_id),
            _in_sentence(connection, key, sentence, other_id),
        )
        for document_id, key, sentence in shared
    ]


def _in_sentence(connection: sqlite3.Connection, document: int, sentence: int, entity_id: str) -> Mention:
    values = {"document": document, "sentence": sentence, "entity": entity_id, "negated": NEGATED}
    return mention_from(entity_id, connection.execute(_IN_SENTENCE, values).fetchone())
