"""What was deleted or replaced is in no file of the store afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import SqliteStore
from tests.builders import document_graph

SECRET = "Zyzzyvaxol"


def holds(path: Path, text: str) -> list[str]:
    """The files of the store, the log among them, that hold the text."""
    return [file.name for file in path.parent.iterdir() if text.encode() in file.read_bytes()]


@pytest.fixture
def filled(path: Path, store: SqliteStore) -> SqliteStore:
    store.write([document_graph(f"d{n}", [["X", f"Y{n}"]] * 30) for n in range(60)])
    store.write([document_graph("secret", [[SECRET, "X"]] * 300, title=f"About {SECRET}", patient=SECRET)])
    assert holds(path, SECRET)
    return store


def test_a_deleted_text_is_in_no_file_while_the_store_is_open(path: Path, filled: SqliteStore) -> None:
    assert filled.delete(["secret"]) == 1
    assert holds(path, SECRET) == []


def test_a_replaced_text_neither(path: Path, filled: SqliteStore) -> None:
    filled.write([document_graph("secret", [["X"]], title="Short")])
    assert holds(path, SECRET) == []


def test_a_reader_of_an_older_state_delays_it_and_breaks_nothing(path: Path, filled: SqliteStore) -> None:
    patient = SqliteStore(path, busy_timeout=0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM document").fetchall()
        assert patient.delete(["secret"]) == 1
        reader.execute("ROLLBACK")
    filled.close()
    patient.close()
    assert holds(path, SECRET) == []


def test_compacting_leaves_the_content_and_gives_space_back(path: Path, store: SqliteStore) -> None:
    store.write([document_graph(f"d{n}", [["X", f"Y{n}"]] * 300) for n in range(60)])
    store.delete([f"d{n}" for n in range(1, 60)])
    before, size = store.content_hash(), path.stat().st_size
    store.compact()
    assert store.content_hash() == before and path.stat().st_size < size / 2


def test_compacting_takes_out_what_an_sqlite_that_does_not_overwrite_left(
    path: Path, store: SqliteStore
) -> None:
    graph = document_graph("secret", [[SECRET, "X"]] * 300)
    store.write([graph, document_graph("other", [["X"]])])
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = OFF")
        for table in ("label", "entity"):
            name = "name" if table == "label" else "id"
            connection.execute(f"DELETE FROM {table} WHERE {name} LIKE ?", (f"%{SECRET}%",))
        connection.execute("DELETE FROM document WHERE id = 'secret'")
    assert holds(path, SECRET)
    again = SqliteStore(path)
    again.compact()
    again.close()
    assert holds(path, SECRET) == []
