"""What the tests of several folders share: one folder of converted models, and the demonstration, ingested once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service.medgraph import MedGraph
from api.settings import load_settings
from tests.llm_server import Llm, llm_server
from tests.neo4j_server import TestServer, available, neo4j_server, no_server, own_neo4j_server, startable

# These servers live for minutes: compiling hot code well would cost more than it saves (a third of their time).
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

from tests.paths import DEMO, SHARED_DATA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that kill a server first: they take longest, and no process is to wait for another at the end."""
    items.sort(key=lambda item: "own_neo4j" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def formats() -> Path:
    """The shared sample files, one folder a format."""
    folder = SHARED_DATA / "formats"
    if not folder.is_dir():
        pytest.skip(f"no sample files: {folder} is not there (set MEDGRAPH_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the embedding model is converted once for the whole run."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def open_home(models: Path) -> Callable[[Path], MedGraph]:
    """Opens the workspace of a home folder that shares the converted models."""

    def open_(home: Path) -> MedGraph:
        home.mkdir(parents=True, exist_ok=True)
        if not (home / "models").exists():
            (home / "models").symlink_to(models, target_is_directory=True)
        return MedGraph(load_settings(home=home, workspace="test"))

    return open_


@pytest.fixture(scope="session")
def demo(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    """The demonstration corpus and vocabulary in a workspace; tests only read it."""
    service = open_home(tmp_path_factory.mktemp("demo"))
    service.add_vocabulary(DEMO / "vocabulary.obo")
    service.ingest([DEMO / "corpus.xml"])
    yield service
    service.close()


@pytest.fixture
def llm() -> Iterator[Llm]:
    """An LLM server that says what the test tells it to."""
    with llm_server() as state:
        yield state


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """A real Neo4j server for the whole run."""
    if not available():
        no_server()
    with neo4j_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def _own_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    if not startable():
        if available():
            pytest.skip("a server that was given is not killed")
        no_server()
    with own_neo4j_server(tmp_path_factory.mktemp("own")) as server:
        yield server


@pytest.fixture
def own_neo4j(_own_neo4j: TestServer) -> TestServer:
    """A real Neo4j server, running, that a test may kill and start again."""
    if _own_neo4j.process is None:
        _own_neo4j.start()
    return _own_neo4j
