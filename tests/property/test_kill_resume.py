"""Some rounds of `benchmarks/kill_resume.py`: killed in the middle of an ingest and run again, nothing is lost."""

from __future__ import annotations

import json
import signal
import time
import uuid
from pathlib import Path

import pytest

from benchmarks.kill_resume import end, finish, kill_and_resume, prepare, start
from graph.store.neo4j import Neo4jStore
from tests.hypothesis_profiles import is_deep
from tests.neo4j_server import TestServer
from tests.paths import DEMO

VOCABULARY = DEMO / "vocabulary.obo"
PAPERS = 96


@pytest.fixture
def home(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDGRAPH_INGEST__BATCH", "8")  # many a moment between two writes
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(models, target_is_directory=True)
    return home


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    rows = [
        {
            "_id": str(n),
            "title": f"Trial {n}",
            "text": f"Aspirin lowered the risk of stroke in {n} adults. " * 4,
        }
        for n in range(PAPERS)
    ]
    (tmp_path / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return tmp_path / "papers.jsonl"


def test_killed_and_resumed_equals_uninterrupted(home: Path, papers: Path) -> None:
    kills = 3 if is_deep() else 1
    assert kill_and_resume(home, papers, kills=kills, vocabulary=VOCABULARY) == [True] * kills


def use(server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.variables().items():
        monkeypatch.setenv(name, value)


@pytest.mark.deep
def test_killed_while_it_writes_to_a_server(
    home: Path, papers: Path, neo4j: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(neo4j, monkeypatch)
    assert kill_and_resume(home, papers, kills=1, vocabulary=VOCABULARY) == [True]


def test_the_server_killed_while_it_is_written_to(
    home: Path, papers: Path, own_neo4j: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ingest ends in one line; run again when the server is back, it ends as an uninterrupted one does."""
    use(own_neo4j, monkeypatch)
    monkeypatch.setenv("MEDGRAPH_NEO4J__PATIENCE", "1")
    whole, killed = (f"{name}-{uuid.uuid4().hex[:8]}" for name in ("whole", "killed"))
    for workspace in (whole, killed):
        prepare(home, workspace, VOCABULARY)
    finish(start(home, whole, papers))

    watching = Neo4jStore(own_neo4j.uri, killed, auth=own_neo4j.auth)
    ingest = start(home, killed, papers)
    while not watching.counts().documents:
        assert ingest.poll() is None
        time.sleep(0.01)
    watching.close()
    own_neo4j.stop(signal.SIGKILL)
    _, errors = ingest.communicate()
    failed, hint = errors.decode().splitlines()
    assert ingest.returncode == 1 and "cannot be reached" in failed and hint.startswith("  -> ")

    own_neo4j.start()
    store = Neo4jStore(own_neo4j.uri, killed, auth=own_neo4j.auth)
    assert 0 < store.counts().documents < PAPERS
    store.close()
    finish(start(home, killed, papers))
    assert end(home, killed) == end(home, whole)
