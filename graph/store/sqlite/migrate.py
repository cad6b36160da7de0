"""Numbered, append-only migrations; the file's own `user_version` says which it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from graph.store.base import StoreError
from graph.store.sqlite.connection import Database

_APPLICATION = 0x4D454447  # "MEDG" in the file's header: says whose SQLite file this is
_FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Bring the file to the schema of this medgraph, or raise `StoreError` when it cannot be."""
    with database.read_transaction() as connection:
        version = _version(connection, database.path)
        latest = _number(_scripts()[-1])
    if version == latest:
        return
    if database.read_only:
        raise StoreError(
            f"{database.path} has schema {version}, this medgraph reads {latest}",
            hint="open it once for writing to bring it up to date",
        )
    database.use_write_ahead_log()
    with database.write_transaction() as connection:
        # Read again inside the lock: another process may just have done it.
        done = _version(connection, database.path)
        for script in (each for each in _scripts() if _number(each) > done):
            for statement in _statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_number(script)}")
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")


def _scripts() -> list[Path]:
    return sorted(_FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _number(script: Path) -> int:
    return int(script.name[:4])


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
    if application != _APPLICATION and (tables or version):
        raise StoreError(
            f"{path} is an SQLite file of another program, or is damaged",
            hint="choose another path, or restore it",
        )
    if version > (latest := _number(_scripts()[-1])):
        raise StoreError(
            f"{path} was written by a newer medgraph (schema {version}, this one knows {latest})",
            hint="upgrade medgraph",
        )
    return int(version)


def _statements(script: str) -> Iterator[str]:
    # Connection.executescript would commit before it starts, and so not be one transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
