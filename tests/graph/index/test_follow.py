"""The caches follow the store, and may be lost or damaged at any time."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.index.encoder import ModelInfo
from graph.index.follow import SearchIndexes, open_indexes
from graph.index.records import RecordField
from graph.sealed import read_sealed_json, write_sealed_json
from graph.store.sqlite import SqliteStore
from tests.builders import DIMENSION, document_graph, vectors_of
from tests.processes import Processes

MODEL = ModelInfo("test", "1", DIMENSION)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "graph.sqlite", "test")
    store.remember("store.id", "one")
    store.write([document_graph(i, [["X"], ["Y"], ["Z"]]) for i in "abc"])
    return store


def updated_indexes(store: SqliteStore, tmp_path: Path, model: ModelInfo = MODEL) -> SearchIndexes:
    return open_indexes(store, tmp_path / "indexes", model)


def documents(indexes: SearchIndexes) -> tuple[set[str], set[str]]:
    """What the words and what the vectors know."""
    words = indexes.words.search(indexes.words.stems("X Y Z"), 100)
    vectors = indexes.vectors.search(vectors_of("q", 1)[0], 100)
    return {c.rpartition("#")[0] for c in words}, {c.rpartition("#")[0] for c in vectors}


def test_they_hold_what_the_store_holds(store: SqliteStore, tmp_path: Path) -> None:
    indexes = updated_indexes(store, tmp_path)
    assert documents(indexes) == (set("abc"), set("abc"))
    assert len(indexes.words) == len(indexes.vectors) == 6 and indexes.revision == store.revision()


def test_they_catch_up_with_writes_changes_and_deletions(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    store.delete(["a"])
    store.write([document_graph("d", [["X"]]), document_graph("b", [["X"]])])
    indexes = updated_indexes(store, tmp_path)
    assert documents(indexes) == (set("bcd"), set("bcd")) and len(indexes.vectors) == 4
    fresh = open_indexes(store, tmp_path / "fresh", MODEL)
    query = vectors_of("q", 1)[0]
    assert indexes.vectors.search(query, 10) == pytest.approx(fresh.vectors.search(query, 10))


def test_catching_up_reads_only_what_changed(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    store.write([document_graph("d", [["X"]])])
    seen: list[tuple[int, int]] = []
    open_indexes(store, tmp_path / "indexes", MODEL, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]


def test_a_deleted_cache_is_rebuilt(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    shutil.rmtree(tmp_path / "indexes")
    assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))


@pytest.mark.parametrize("name", ["vectors.faiss", "vectors.json", "state.json"])
@pytest.mark.parametrize("content", [b"", b"\x00garbage{", None])
def test_a_damaged_file_is_rebuilt(
    store: SqliteStore, tmp_path: Path, name: str, content: bytes | None
) -> None:
    updated_indexes(store, tmp_path)
    file = tmp_path / "indexes" / name
    file.unlink() if content is None else file.write_bytes(content)
    assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))


@pytest.mark.parametrize("content", ["[]", "3", "null", '"text"', "{}", '{"revision": []}', "[" * 100_000])
@pytest.mark.parametrize("name", ["vectors.json", "state.json"])
def test_json_of_another_shape_is_rebuilt(
    store: SqliteStore, tmp_path: Path, name: str, content: str
) -> None:
    updated_indexes(store, tmp_path)
    (tmp_path / "indexes" / name).write_text(content)
    assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))


def test_whatever_byte_of_whatever_file_changes_is_noticed_and_told(
    store: SqliteStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    updated_indexes(store, tmp_path)
    folder = tmp_path / "indexes"
    names = [
        path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and "lock" not in path.name
    ]
    assert len(names) > 10
    for number, name in enumerate(names):
        if not (folder / name).is_file():  # of a segment that was made anew under another name
            continue
        content = bytearray((folder / name).read_bytes())
        content[len(content) * (number % 7) // 7] ^= 4
        (folder / name).write_bytes(content)
        caplog.clear()
        assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))
        assert len(caplog.messages) == 1 and "made again" in caplog.text, name
        caplog.clear()
        updated_indexes(store, tmp_path)
        assert not caplog.messages, "what is whole is believed"


def test_a_lost_file_is_made_again(store: SqliteStore, tmp_path: Path) -> None:
    for pattern in ("words/*.term", "words/meta.json", "records/*.store", "records/meta.json"):
        updated_indexes(store, tmp_path)
        for path in (tmp_path / "indexes").glob(pattern):
            path.unlink()
        assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))


def test_damaged_words_are_rebuilt(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    for file in (tmp_path / "indexes" / "words").iterdir():
        file.write_bytes(b"garbage")
    assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))


def test_another_store_or_model_is_not_mistaken_for_this_one(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    other = SqliteStore(tmp_path / "other.sqlite", "test")
    other.remember("store.id", "two")
    other.write([document_graph("z", [["X"]])])
    assert documents(updated_indexes(other, tmp_path)) == ({"z"}, {"z"})
    assert len(updated_indexes(other, tmp_path, ModelInfo("test", "2", DIMENSION)).vectors) == 1


def test_a_store_that_went_back_in_time_is_read_again(store: SqliteStore, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "graph.sqlite")) as source:
        source.execute("VACUUM INTO ?", (str(tmp_path / "backup.sqlite"),))
    store.write([document_graph("d", [["X"]])])
    updated_indexes(store, tmp_path)
    store.close()
    old = SqliteStore(tmp_path / "backup.sqlite", "test")
    assert documents(updated_indexes(old, tmp_path)) == (set("abc"), set("abc"))


@pytest.mark.parametrize("later", [1, 2, 3])
def test_a_copy_that_was_restored_and_written_to_is_read_again(
    store: SqliteStore, tmp_path: Path, later: int
) -> None:
    """Its counter is below that of the indexes, the same, or above."""
    with closing(sqlite3.connect(tmp_path / "graph.sqlite")) as source:
        source.execute("VACUUM INTO ?", (str(tmp_path / "backup.sqlite"),))
    for name in ("d", "e"):
        store.write([document_graph(name, [["X"]])])
    updated_indexes(store, tmp_path)
    store.close()
    old = SqliteStore(tmp_path / "backup.sqlite", "test")
    for number in range(later):
        old.write([document_graph(f"later{number}", [["X"]])])
    expected = set("abc") | {f"later{number}" for number in range(later)}
    assert documents(updated_indexes(old, tmp_path)) == (expected, expected)


def test_a_crash_before_the_state_is_written_loses_nothing(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    updated_indexes(store, tmp_path)
    store.write([document_graph("d", [["X"]])])
    store.delete(["a"])

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in ("write_state", "VectorIndex.save"):
        with monkeypatch.context() as patched:
            patched.setattr(f"graph.index.follow.{place}", die)
            with pytest.raises(KeyboardInterrupt):
                updated_indexes(store, tmp_path)
    indexes = updated_indexes(store, tmp_path)
    assert documents(indexes) == (set("bcd"), set("bcd")) and len(indexes.words) == len(indexes.vectors)


_WRITE_WITH_LITTLE_SPACE = """
import resource, signal, sys
from pathlib import Path
from graph import MedgraphError
from graph.index import ModelInfo, open_indexes
from graph.sealed import read_sealed_json, write_sealed_json
from graph.store.sqlite import SqliteStore

home = Path(sys.argv[1])
store = SqliteStore(home / "graph.sqlite", "test")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    open_indexes(store, home / "indexes", ModelInfo("test", "1", int(sys.argv[3])))
except MedgraphError as error:
    print(error.code)
"""


@pytest.mark.parametrize("most_bytes", [10, 60, 200, 600])
def test_what_cannot_be_written_is_one_clear_error_and_heals(
    store: SqliteStore, tmp_path: Path, processes: Processes, most_bytes: int
) -> None:
    """Files may not grow, as on a full disk: the writer of the words, of the vectors or of the state fails."""
    done = processes.run("-c", _WRITE_WITH_LITTLE_SPACE, tmp_path, most_bytes, DIMENSION)
    assert (done.returncode, done.stdout) == (0, "index_write\n"), done.stderr
    assert documents(updated_indexes(store, tmp_path)) == (set("abc"), set("abc"))


def test_indexes_of_an_older_layout_are_made_anew(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    state = tmp_path / "indexes" / "state.json"
    shutil.rmtree(tmp_path / "indexes" / "records")
    values = read_sealed_json(state)
    write_sealed_json(state, values | {"layout": values["layout"] - 1})
    indexes = updated_indexes(store, tmp_path)
    assert len(indexes.records) == 3 and documents(indexes) == (set("abc"), set("abc"))


def test_the_records_follow_too(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    store.delete(["a"])
    store.write([document_graph("d", [["X"]], authors=("Smith Jo",))])
    records = updated_indexes(store, tmp_path).records
    assert len(records) == 3
    assert set(records.search(records.phrase(RecordField.AUTHOR, "smith"), 9)) == {"d"}


def test_records_that_are_lost_are_made_anew(store: SqliteStore, tmp_path: Path) -> None:
    updated_indexes(store, tmp_path)
    shutil.rmtree(tmp_path / "indexes" / "records")
    assert len(updated_indexes(store, tmp_path).records) == 3
