"""The server as a thing that can be wrong, down, killed and started again."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.store import Filter, StoreError
from graph.store.neo4j import Neo4jStore
from tests.api.conftest import paper
from tests.builders import document_graph, same_graph
from tests.command import Cli
from tests.neo4j_server import TestServer


def test_no_server_is_one_line() -> None:
    started = time.monotonic()
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        Neo4jStore("bolt://127.0.0.1:9", patience=1)
    assert caught.value.hint and time.monotonic() - started < 10


def test_a_wrong_password(neo4j: TestServer) -> None:
    with pytest.raises(StoreError, match="refuses the user or password"):
        Neo4jStore(neo4j.uri, auth=("neo4j", "wrong"), patience=1)


def test_no_address() -> None:
    with pytest.raises(StoreError, match="no address"):
        Neo4jStore("ftp://127.0.0.1")


def test_readers_and_a_writer(neo4j: TestServer) -> None:
    """Neo4j has no snapshots, so a reader may see documents of two writes; each of them is whole, none fails."""
    store = Neo4jStore(neo4j.uri, "readers", auth=neo4j.auth)
    ids = [f"d{n}" for n in range(10)]
    store.write([document_graph(id_, [["X", "E0"]], year=0) for id_ in ids])
    done = threading.Event()

    def read() -> int:
        count = 0
        while not done.is_set():
            for id_, document in store.documents(ids).items():
                assert (
                    document == document_graph(id_, [["X", f"E{document.year}"]], year=document.year).document
                )
            store.neighbours("X", 10)
            store.co_mentions("X", "E1", 10)
            store.select(Filter(year_from=0, exclude_retracted=True))
            count += 1
        return count

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        year, end = 0, time.monotonic() + 5
        try:
            while time.monotonic() < end or year < 4:
                year += 1
                store.write([document_graph(id_, [["X", f"E{year}"]], year=year) for id_ in ids])
        finally:
            done.set()
        assert min(reader.result() for reader in readers) > 0
    assert store.revision() == year + 1
    assert {d.year for d in store.documents(ids).values()} == {year}
    store.close()


def test_writers_take_turns(neo4j: TestServer) -> None:
    stores = [Neo4jStore(neo4j.uri, "writers", auth=neo4j.auth) for _ in range(3)]

    def write(writer: int) -> None:
        for number in range(8):
            stores[writer].write([document_graph(f"d{writer}.{number}", [["X", "Y"]])])

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(write, writer) for writer in range(3)]:
            done.result()
    assert stores[0].counts().documents == 24 and stores[0].revision() == 24
    assert stores[0].entity_use(["X"])["X"].documents == 24
    for store in stores:
        store.close()


@pytest.mark.deep
def test_killed_while_writing_and_started_again(own_neo4j: TestServer) -> None:
    """What was reported as written is there, each document whole; and the same store goes on."""
    own = own_neo4j
    store = Neo4jStore(own.uri, "killed", auth=own.auth, patience=2)
    reported: list[int] = []

    def write() -> None:
        try:
            for number in range(10_000):
                graphs = [document_graph(f"d{n}", [["X", f"E{number}"]] * 4, year=number) for n in range(15)]
                store.write(graphs)
                reported.append(number)
        except StoreError:
            pass

    writer = threading.Thread(target=write)
    writer.start()
    while len(reported) < 5:
        time.sleep(0.01)
    own.stop(signal.SIGKILL)
    writer.join(60)
    assert not writer.is_alive()
    with pytest.raises(StoreError, match="cannot be reached"):
        store.counts()
    own.start()
    graphs = {graph.document.id: graph for graph in store.graphs()}
    (number,) = {graph.document.year for graph in graphs.values()}
    assert number in (reported[-1], reported[-1] + 1) and len(graphs) == 15
    for id_, graph in graphs.items():
        assert same_graph(graph, document_graph(id_, [["X", f"E{number}"]] * 4, year=number))
    assert store.counts().entities == 2
    store.write([document_graph("after", [["X"]])])
    assert len(store.select(Filter())) == 16
    store.close()


def test_the_command_over_a_server(neo4j: TestServer, tmp_path: Path, models: Path) -> None:
    """One setting is the only change; and a server that is down is one line."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(models, target_is_directory=True)
    cli = Cli(home)
    set_ = neo4j.variables("command")
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke in adults."))
    assert cli.json("ingest", tmp_path / "a.xml", **set_)["written"] == 1
    assert cli.json("ingest", tmp_path / "a.xml", **set_)["unchanged"] == 1
    (citation,) = cli.json("ask", "Does aspirin prevent stroke?", **set_)["citations"]
    assert citation["quote"] == "Aspirin prevents stroke in adults."
    assert not (home / "workspaces" / "command" / "graph.sqlite").exists()
    assert cli.json("documents", "delete", "pmid:1", **set_)["deleted"] == 1
    down = set_ | {"MEDGRAPH_STORE": "bolt://127.0.0.1:9", "MEDGRAPH_NEO4J__PATIENCE": "1"}
    assert "cannot be reached" in cli.over(**down).fails("ask", "Does aspirin prevent stroke?")
    assert "no store is called" in cli.over(**set_ | {"MEDGRAPH_STORE": "mongodb://x"}).fails("ask", "x")
