"""The workspace as a whole: its settings and its size."""

from __future__ import annotations

import sqlite3

from graph.store.values.workspace import Counts


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """The value of a setting, None where it is not set."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def settings(connection: sqlite3.Connection) -> dict[str, str]:
    """Every setting."""
    return dict(connection.execute("SELECT key, value FROM setting").fetchall())


def remember(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set a setting."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def counts(connection: sqlite3.Connection) -> Counts:
    """The size of the workspace, from the documents' own counts rather than by walking every mention."""
    sums = ", ".join(f"IFNULL(SUM({each}), 0)" for each in ("chunks", "mentions", "relations"))
    of_documents = f"SELECT COUNT(*), {sums} FROM document"
    documents, chunks, mentions, relations = connection.execute(of_documents).fetchone()
    (entities,) = connection.execute("SELECT COUNT(*) FROM entity").fetchone()
    (concepts,) = connection.execute("SELECT IFNULL(SUM(concepts), 0) FROM vocabulary").fetchone()
    return Counts(documents, chunks, mentions, entities, concepts, relations)
