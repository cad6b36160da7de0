"""What SQLite itself finds wrong with the file of a workspace."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from graph.store.sqlite.connection import Database
from graph.store.sqlite.errors import DAMAGED
from graph.store.values.damage import Damage

_MOST = 100  # lines of what may be said of every page


def integrity(database: Database) -> Iterator[Damage]:
    """Pages, indexes and references that are not sound. Reads the whole file."""
    subject = str(database.path)
    for problem in database.read(_problems):
        yield Damage(subject, problem, DAMAGED)


def _problems(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall()
    found = [str(line) for (line,) in rows if line != "ok"]
    lost = connection.execute('SELECT DISTINCT "table", parent FROM pragma_foreign_key_check').fetchall()
    return found + [f"rows of {table} belong to none of {parent}" for table, parent in lost]
