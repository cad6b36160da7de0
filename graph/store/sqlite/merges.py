"""Merges: what a person says is one, and the labels that move with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph.model import Entity
from graph.predicates import SYMMETRIC
from graph.store.shared.codec import dump
from graph.store.sqlite import revision
from graph.store.sqlite.codec import AMONG
from graph.store.sqlite.labels import collect_garbage, entity_keys
from graph.store.values.merges import Merge, is_new, moved, roots

_LABELS = "SELECT variant, name, category, documents, mentions FROM label WHERE entity = ? AND said = ?"
_NEXT_VARIANT = "SELECT IFNULL(MAX(variant), -1) + 1 FROM label WHERE entity = ?"
# What points to a label, found by the entity in an index.
_MOVES = (
    "UPDATE mention SET entity = ?, variant = ? WHERE entity = ? AND variant = ?",
    "UPDATE evidence SET subject = ?, subject_variant = ? WHERE subject = ? AND subject_variant = ?",
    "UPDATE evidence SET object = ?, object_variant = ? WHERE object = ? AND object_variant = ?",
)
_TURN = f"""
    UPDATE evidence SET subject = object, object = subject,
        subject_variant = object_variant, object_variant = subject_variant
    WHERE (subject = ?1 OR object = ?1) AND predicate {AMONG.replace("?", "?2")}
    AND (SELECT id FROM entity WHERE key = subject) > (SELECT id FROM entity WHERE key = object)
"""


def merges(connection: sqlite3.Connection) -> Sequence[Merge]:
    """What was merged, ordered by id."""
    rows = connection.execute("SELECT * FROM merge ORDER BY id")
    return [Merge(Entity(*row[:3]), Entity(*row[3:])) for row in rows]


def merge(connection: sqlite3.Connection, new: Merge) -> bool:
    """Make one entity another; whether it was not so already."""
    there = merges(connection)
    if not is_new(there, new):
        return False
    one, into = new.entity, new.into
    values = (one.id, one.name, one.category, into.id, into.name, into.category)
    connection.execute("INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?)", values)
    _settle(connection, there)
    return True


def unmerge(connection: sqlite3.Connection, entity_id: str) -> bool:
    """Take a merge back; whether there was one."""
    there = merges(connection)
    gone = connection.execute("DELETE FROM merge WHERE id = ?", (entity_id,)).rowcount > 0
    if gone:
        _settle(connection, there)
    return gone


def _settle(connection: sqlite3.Connection, before: Sequence[Merge]) -> None:
    revision.raised(connection)
    for id_, former, root in moved(roots(before), roots(merges(connection))):
        key = connection.execute("SELECT key FROM entity WHERE id = ?", (former,)).fetchone()
        labels = connection.execute(_LABELS, (*key, "" if former == id_ else id_)).fetchall() if key else []
        if labels:
            _move(
                connection, labels, key[0], entity_keys(connection, {root})[root], "" if root == id_ else id_
            )


def _move(
    connection: sqlite3.Connection,
    labels: list[tuple[int, str, str, int, int]],
    former: int,
    root: int,
    said: str,
) -> None:
    (free,) = connection.execute(_NEXT_VARIANT, (root,)).fetchone()
    for variant, (old, *label) in enumerate(labels, start=free):
        connection.execute("INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)", (root, variant, *label, said))
        for move in _MOVES:
            connection.execute(move, (root, variant, former, old))
        connection.execute("DELETE FROM label WHERE entity = ? AND variant = ?", (former, old))
    connection.execute(_TURN, (root, dump(sorted(SYMMETRIC))))
    collect_garbage(connection, [former])
