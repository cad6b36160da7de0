"""Merges of entities, and the labels that move with a merged one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph.model import Entity
from graph.predicates import SYMMETRIC
from graph.store.shared.codec import to_json
from graph.store.sqlite import revision
from graph.store.sqlite.codec import IN_JSON
from graph.store.sqlite.labels import collect_garbage, entity_keys
from graph.store.values.merges import Merge, canonical_ids, is_new, reassigned_ids

_LABELS = "SELECT variant, name, category, documents, mentions FROM label WHERE entity = ? AND said = ?"
_NEXT_VARIANT = "SELECT IFNULL(MAX(variant), -1) + 1 FROM label WHERE entity = ?"
# What points to a label, found by the entity in an index.
_MOVE_LABEL = (
    "UPDATE mention SET entity = ?, variant = ? WHERE entity = ? AND variant = ?",
    "UPDATE evidence SET subject = ?, subject_variant = ? WHERE subject = ? AND subject_variant = ?",
    "UPDATE evidence SET object = ?, object_variant = ? WHERE object = ? AND object_variant = ?",
)
_ORDER_ENDS = f"""
    UPDATE evidence SET subject = object, object = subject,
        subject_variant = object_variant, object_variant = subject_variant
    WHERE (subject = ?1 OR object = ?1) AND predicate {IN_JSON.replace("?", "?2")}
    AND (SELECT id FROM entity WHERE key = subject) > (SELECT id FROM entity WHERE key = object)
"""


def merges(connection: sqlite3.Connection) -> Sequence[Merge]:
    """All merges, ordered by id."""
    rows = connection.execute("SELECT * FROM merge ORDER BY id")
    return [Merge(Entity(*row[:3]), Entity(*row[3:])) for row in rows]


def merge(connection: sqlite3.Connection, new: Merge) -> bool:
    """Record and apply a merge; whether it is new."""
    existing = merges(connection)
    if not is_new(existing, new):
        return False
    one, into = new.entity, new.into
    values = (one.id, one.name, one.category, into.id, into.name, into.category)
    connection.execute("INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?)", values)
    _apply(connection, existing)
    return True


def unmerge(connection: sqlite3.Connection, entity_id: str) -> bool:
    """Take a merge back; whether there was one."""
    existing = merges(connection)
    deleted = connection.execute("DELETE FROM merge WHERE id = ?", (entity_id,)).rowcount > 0
    if deleted:
        _apply(connection, existing)
    return deleted


def _apply(connection: sqlite3.Connection, before: Sequence[Merge]) -> None:
    """Move the labels of every entity whose canonical id changed."""
    revision.increment(connection)
    changed = reassigned_ids(canonical_ids(before), canonical_ids(merges(connection)))
    for id_, former, canonical in changed:
        key = connection.execute("SELECT key FROM entity WHERE id = ?", (former,)).fetchone()
        labels = connection.execute(_LABELS, (*key, "" if former == id_ else id_)).fetchall() if key else []
        if labels:
            new_key = entity_keys(connection, {canonical})[canonical]
            _move_labels(connection, labels, key[0], new_key, "" if canonical == id_ else id_)


def _move_labels(
    connection: sqlite3.Connection,
    labels: list[tuple[int, str, str, int, int]],
    former: int,
    canonical: int,
    original_id: str,
) -> None:
    (free,) = connection.execute(_NEXT_VARIANT, (canonical,)).fetchone()
    for variant, (old, *label) in enumerate(labels, start=free):
        connection.execute(
            "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)", (canonical, variant, *label, original_id)
        )
        for move in _MOVE_LABEL:
            connection.execute(move, (canonical, variant, former, old))
        connection.execute("DELETE FROM label WHERE entity = ? AND variant = ?", (former, old))
    connection.execute(_ORDER_ENDS, (canonical, to_json(sorted(SYMMETRIC))))
    collect_garbage(connection, [former])
