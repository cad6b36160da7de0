"""The counter that caches follow, and the bumps that make them look again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from graph.store.base import Changes
from graph.store.sqlite.codec import AMONG, wanted


def current(connection: sqlite3.Connection) -> int:
    """The workspace's revision."""
    (value,) = connection.execute("SELECT value FROM revision").fetchone()
    return int(value)


def raised(connection: sqlite3.Connection) -> int:
    """Raise the revision by one and return it; to be called inside a write."""
    connection.execute("UPDATE revision SET value = value + 1")
    return current(connection)


def touch(connection: sqlite3.Connection, ids: Collection[str], revision: int) -> None:
    """Make documents appear among the changes, as their derived `retracted` may have changed."""
    if ids:
        connection.execute(
            f"UPDATE document SET revision = ? WHERE id {AMONG}",
            (revision, wanted(ids)),
        )


def changes(connection: sqlite3.Connection, since: int) -> Changes:
    """Documents written or deleted after `since`, each list ordered by id."""
    written = connection.execute("SELECT id FROM document WHERE revision > ? ORDER BY id", (since,))
    deleted = connection.execute("SELECT id FROM tombstone WHERE revision > ? ORDER BY id", (since,))
    return Changes(current(connection), tuple(id_ for (id_,) in written), tuple(id_ for (id_,) in deleted))
