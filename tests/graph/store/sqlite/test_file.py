"""What may be wrong with the file: version, owner, damage, permissions, space."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import Filter, SqliteStore, StoreError
from graph.store.sqlite import migrate
from tests.builders import document_graph

LATEST = max(int(file.name[:4]) for file in Path(migrate.__file__).with_name("migrations").glob("*.sql"))


def test_a_new_file_is_ours_and_in_wal(path: Path, store: SqliteStore) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)
        assert connection.execute("PRAGMA application_id").fetchone() == (0x4D454447,)


def test_migrations_are_numbered_without_gaps() -> None:
    scripts = sorted(Path(migrate.__file__).with_name("migrations").glob("*.sql"))
    assert [int(script.name[:4]) for script in scripts] == list(range(1, len(scripts) + 1))


def test_an_older_file_is_brought_up_to_date(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = SqliteStore(path)
    original.write([document_graph("a", [["X"]])])
    original.close()
    newer = tmp_path / "migrations"
    newer.mkdir()
    for script in Path(migrate.__file__).with_name("migrations").glob("*.sql"):
        (newer / script.name).write_text(script.read_text())
    (newer / f"{LATEST + 1:04}_more.sql").write_text(
        "CREATE TABLE more (x);\n-- a comment; with a semicolon\nINSERT INTO more VALUES (1);\n"
    )
    monkeypatch.setattr(migrate, "_FOLDER", newer)
    with pytest.raises(StoreError, match=f"has schema {LATEST}, this medgraph reads {LATEST + 1}"):
        SqliteStore(path, read_only=True)
    for _ in range(2):
        upgraded = SqliteStore(path)
        assert upgraded.select(Filter()) == {"a"}
        upgraded.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT x FROM more").fetchall() == [(1,)]


def test_a_migration_that_fails_changes_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SqliteStore(path).close()
    newer = tmp_path / "migrations"
    newer.mkdir()
    for script in Path(migrate.__file__).with_name("migrations").glob("*.sql"):
        (newer / script.name).write_text(script.read_text())
    (newer / f"{LATEST + 1:04}_more.sql").write_text(
        "CREATE TABLE more (x);\nINSERT INTO nothing VALUES (1);\n"
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "_FOLDER", newer)
        with pytest.raises(StoreError, match="nothing"):
            SqliteStore(path)
    SqliteStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'more'").fetchone() == (0,)


def test_a_file_of_a_newer_medgraph(path: Path) -> None:
    SqliteStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer medgraph") as caught:
        SqliteStore(path)
    assert caught.value.hint == "upgrade medgraph"


def test_a_file_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_not_a_database(path: Path) -> None:
    path.write_text("PMID- 1\n" * 1000)
    with pytest.raises(StoreError, match="damaged or is not"):
        SqliteStore(path)
    assert path.read_text() == "PMID- 1\n" * 1000


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot open"):
        SqliteStore(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot create"):
        SqliteStore(tmp_path / "file" / "graph.db")


def test_a_damaged_file(path: Path) -> None:
    store = SqliteStore(path)
    store.write([document_graph(f"d{n:03}", [["X", "Y"]] * 20) for n in range(100)])
    store.close()
    content = bytearray(path.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        damaged = SqliteStore(path)
        list(damaged.graphs())


def test_missing_folders_are_created(tmp_path: Path) -> None:
    path = tmp_path / "a b" / "c#d?e%20" / "\u00e9" / "graph.db"
    SqliteStore(path).close()
    assert path.is_file()


def test_read_only(path: Path) -> None:
    with pytest.raises(StoreError, match="no workspace"):
        SqliteStore(path.parent / "missing" / "graph.db", read_only=True)
    assert not (path.parent / "missing").exists()
    writer = SqliteStore(path)
    writer.write([document_graph("a", [["X"]])])
    reader = SqliteStore(path, read_only=True)
    assert reader.select(Filter()) == {"a"}
    writer.write([document_graph("b", [["X"]])])
    assert reader.select(Filter()) == {"a", "b"}
    for write in (
        lambda: reader.write([document_graph("c")]),
        lambda: reader.delete(["a"]),
        lambda: reader.remember("a", "b"),
        lambda: reader.delete_vocabulary("v"),
    ):
        with pytest.raises(StoreError, match="reading only"):
            write()
    reader.close()
    writer.close()


def test_a_read_only_file(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anything")
    SqliteStore(path).close()
    path.chmod(0o444)
    store = SqliteStore(path)
    with pytest.raises(StoreError, match="reading only"):
        store.write([document_graph("a")])


def test_a_full_disk_loses_nothing(path: Path) -> None:
    store = SqliteStore(path)
    store.write([document_graph("a", [["X"]])])
    before = store.content_hash()
    # SQLite then answers SQLITE_FULL, as it does when the disk has no room.
    with store._database.read_transaction() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    many = [document_graph(f"d{n}", [["X", f"Y{n}"]] * 50) for n in range(50)]
    with pytest.raises(StoreError, match="no space left") as caught:
        store.write(many)
    assert "free some disk space" in caught.value.hint
    assert store.content_hash() == before
    with store._database.read_transaction() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    store.write(many)
    assert store.counts().documents == 51
    store.close()


def test_a_closed_store_says_so(store: SqliteStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.revision()
    with pytest.raises(StoreError, match="closed"):
        store.write([document_graph("a")])


def test_closing_leaves_one_file(path: Path, store: SqliteStore) -> None:
    store.write([document_graph("a")])
    store.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
