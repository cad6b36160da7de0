"""The revision, which caches follow, and the documents that changed since one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from graph.store.sqlite.codec import IN_JSON, ids_parameter
from graph.store.values.workspace import Changes


def current(connection: sqlite3.Connection) -> int:
    """The workspace's revision."""
    (value,) = connection.execute("SELECT value FROM revision").fetchone()
    return int(value)


def history(connection: sqlite3.Connection, revision: int) -> str | None:
    """The token of a revision, None where the store's past has no such revision."""
    row = connection.execute("SELECT token FROM history WHERE revision = ?", (revision,)).fetchone()
    return row[0] if row else None


def increment(connection: sqlite3.Connection) -> int:
    """Raise the revision by one and return it; to be called inside a write."""
    connection.execute("UPDATE revision SET value = value + 1")
    connection.execute("INSERT INTO history SELECT value, lower(hex(randomblob(8))) FROM revision")
    return current(connection)


def mark_changed(connection: sqlite3.Connection, ids: Collection[str], revision: int) -> None:
    """Put documents, by any identifier, among the changes of `revision`: their derived `retracted` may have changed."""
    if ids:
        named = f"SELECT document FROM identifier WHERE value {IN_JSON}"
        connection.execute(
            f"UPDATE document SET revision = ? WHERE key IN ({named})", (revision, ids_parameter(ids))
        )


def changes(connection: sqlite3.Connection, since: int) -> Changes:
    """Documents written or deleted after `since`, each list ordered by id."""
    written = connection.execute("SELECT id FROM document WHERE revision > ? ORDER BY id", (since,))
    deleted = connection.execute("SELECT id FROM tombstone WHERE revision > ? ORDER BY id", (since,))
    return Changes(current(connection), tuple(id_ for (id_,) in written), tuple(id_ for (id_,) in deleted))
