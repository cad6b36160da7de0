"""Other processes and threads: locks, readers beside a writer, a process killed while it writes."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.model import Concept, VocabularyInfo
from graph.store import Filter, SqliteStore, StoreError
from tests.builders import document_graph, same_graph
from tests.processes import Processes

_LOCKER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""

_WRITER = """
import sys
from pathlib import Path
from graph.store import SqliteStore
from tests.builders import document_graph
store = SqliteStore(Path(sys.argv[1]))
for number in range(100_000):
    store.write([document_graph(f"d{n}", [["X", f"E{number}"]] * 6, year=number) for n in range(20)])
    print(number, flush=True)
"""

_OPENER = """
import sys
from pathlib import Path
from graph.store import SqliteStore
sys.stdin.read()
SqliteStore(Path(sys.argv[1])).close()
"""


@contextmanager
def locked_by_another(processes: Processes, path: Path) -> Iterator[None]:
    with processes.start("-c", _LOCKER, path) as process:
        assert process.stdout and process.stdin
        assert process.stdout.readline() == "locked\n"
        yield
        process.stdin.close()


def test_locked_by_another_process(processes: Processes, path: Path, store: SqliteStore) -> None:
    store.write([document_graph("a", [["X"]])])
    with locked_by_another(processes, path):
        start = time.monotonic()
        with pytest.raises(StoreError, match="another process is writing") as caught:
            store.write([document_graph("b")])
        assert 0.25 < time.monotonic() - start < 5
        assert caught.value.hint
        assert store.select(Filter()) == {"a"}  # reading goes on
    store.write([document_graph("b")])
    assert store.select(Filter()) == {"a", "b"}


def test_a_short_lock_is_waited_for(processes: Processes, path: Path) -> None:
    store = SqliteStore(path, busy_timeout=20)
    with locked_by_another(processes, path):
        writer = threading.Thread(target=store.write, args=([document_graph("a")],))
        writer.start()
        time.sleep(0.2)
        assert store.counts().documents == 0
    writer.join()
    assert store.counts().documents == 1
    store.close()


def test_locked_by_another_thread(store: SqliteStore) -> None:
    started, done = threading.Event(), threading.Event()

    def slow() -> Iterator[Concept]:
        started.set()
        done.wait(10)
        yield Concept("C:1", "c")

    loading = threading.Thread(target=store.put_vocabulary, args=(VocabularyInfo("v", "1", "", 0), slow()))
    loading.start()
    started.wait(10)
    with pytest.raises(StoreError, match="another thread is writing"):
        store.write([document_graph("a")])
    assert list(store.vocabularies()) == []
    done.set()
    loading.join()
    store.write([document_graph("a")])
    assert store.counts().concepts == 1


def test_a_write_inside_a_write_is_refused(store: SqliteStore) -> None:
    def meddling() -> Iterator[Concept]:
        store.remember("a", "b")
        yield Concept("C:1", "c")

    with pytest.raises(StoreError, match="inside another write"):
        store.put_vocabulary(VocabularyInfo("v", "1", "", 0), meddling())
    assert list(store.vocabularies()) == []
    assert store.setting("a") is None


def test_many_processes_may_create_the_file_at_once(processes: Processes, path: Path) -> None:
    openers = [processes.start("-c", _OPENER, path) for _ in range(6)]
    for process in openers:
        assert process.stdin
        process.stdin.close()
        process.stdin = None
    for process in openers:
        _, errors = process.communicate()
        assert process.returncode == 0, errors


def test_eight_readers_and_a_writer(path: Path, store: SqliteStore) -> None:
    """Each write replaces every document by ones that name another entity: a reader sees all of one or the other."""
    store.write([document_graph(f"d{n}", [["X", "E0"]], year=0) for n in range(30)])
    stop = time.monotonic() + 2

    def read() -> int:
        count, last = 0, 0
        while time.monotonic() < stop:
            years = {document.year for document in store.documents([f"d{n}" for n in range(30)]).values()}
            assert len(years) == 1, years
            (neighbour,) = store.neighbours("X", 10)
            assert neighbour.documents == 30
            assert len(list(store.graphs())) == 30
            revision = store.changes(0).revision
            assert revision >= last
            last = revision
            count += 1
        return count

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        year = 0
        while time.monotonic() < stop:
            year += 1
            store.write([document_graph(f"d{n}", [["X", f"E{year}"]], year=year) for n in range(30)])
        assert min(reader.result() for reader in readers) > 0
    assert year > 3


def test_writers_in_many_threads_take_turns(path: Path) -> None:
    store = SqliteStore(path, busy_timeout=30)

    def write(writer: int) -> None:
        for number in range(20):
            store.write([document_graph(f"d{writer}.{number}", [["X"]])])

    with ThreadPoolExecutor(5) as pool:
        for done in [pool.submit(write, writer) for writer in range(5)]:
            done.result()
    assert store.counts().documents == 100
    assert store.entity_use(["X"])["X"].documents == 100
    store.close()


def test_the_connection_of_a_finished_thread_is_closed(store: SqliteStore) -> None:
    for _ in range(50):
        thread = threading.Thread(target=store.revision)
        thread.start()
        thread.join()
    gc.collect()  # a connection and its cache of statements refer to each other
    assert len(store._database._open) <= 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_opens_its_own_connection(store: SqliteStore) -> None:
    store.write([document_graph("a")])
    parents = store._database._connection()
    child = os.fork()
    if child == 0:
        try:
            store.write([document_graph("b")])
            own = store._database._connection() is not parents
            os._exit(0 if own and store.select(Filter()) == {"a", "b"} else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    store.write([document_graph("c")])
    assert store.select(Filter()) == {"a", "b", "c"}


@pytest.mark.parametrize("batches", [1, 3, 8])
def test_killed_while_writing(processes: Processes, path: Path, batches: int) -> None:
    """kill -9 in the middle of replacing: every batch that was reported is there, and each is whole or absent."""
    process = processes.start("-c", _WRITER, path)
    assert process.stdout
    reported = -1
    while reported < batches:
        reported = int(process.stdout.readline())
    time.sleep(0.007 * batches)  # somewhere inside a later batch
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    reported = max([reported, *map(int, rest.split())])

    store = SqliteStore(path)
    graphs = {graph.document.id: graph for graph in store.graphs()}
    assert len(graphs) == 20
    (number,) = {graph.document.year for graph in graphs.values()}
    assert number in (reported, reported + 1)
    for id_, graph in graphs.items():
        assert same_graph(graph, document_graph(id_, [["X", f"E{number}"]] * 6, year=number))
    assert store.counts().entities == 2
    assert store.revision() == number + 1
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
