"""What the tests of several folders share, made once a run where it is costly; and how tests are marked and ordered."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hypothesis_profiles import is_deep, register_profiles
from tests.imports import imports_any
from tests.llm_server import Llm, llm_server
from tests.neo4j_server import (
    TestServer,
    available,
    no_server,
    own_neo4j_server,
    shared_neo4j_server,
    startable,
    stop_shared_server,
)
from tests.paths import DEMO, SHARED_DATA
from tests.processes import Processes
from tests.shared_run import begin_run, built_once

if TYPE_CHECKING:
    from api.service import MedGraph

# These servers live for minutes: compiling hot code well would cost more than it saves (a third of their time).
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
register_profiles()

MARKING = {
    "server": {"neo4j", "start_neo4j"},
    "process": {"processes", "session_processes"},
    "model": {"models"},
}
"""The marks of a test, by the fixtures that it uses, directly or through others."""

MODEL_LIBRARIES = frozenset(
    ("torch", "transformers", "openvino", "spacy", "training", "ingest.recognize.trained.recogniser")
)
"""A test whose module imports one of these is marked `model` too, and without such tests none is imported."""


def pytest_configure(config: pytest.Config) -> None:
    """The first process of a run makes its folder, and ends what the run started there."""
    for mark, fixtures in MARKING.items():
        config.addinivalue_line("markers", f"{mark}: set by conftest.py on tests that use {sorted(fixtures)}")
    config.addinivalue_line(
        "markers", "deep: takes long, and a quicker test stands for its kind; only by `make deep`"
    )
    if folder := begin_run():
        config.add_cleanup(lambda: _end_run(folder))


def _end_run(folder: Path) -> None:
    stop_shared_server(folder)
    shutil.rmtree(folder, ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Whether a file is left unread: where tests of models are not wanted, their libraries take long to import."""
    wanted = "not model" not in config.getoption("markexpr")
    if wanted or collection_path.suffix != ".py" or not imports_any(collection_path, MODEL_LIBRARIES):
        return None
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use; files whose tests take longest come first, so that no worker waits at the end.

    What is only for a deep run is left out of any other.
    """
    if not is_deep():
        items[:] = [item for item in items if not item.get_closest_marker("deep")]
    for item in items:
        for mark, fixtures in MARKING.items():
            if fixtures.intersection(_fixtures(item)):
                item.add_marker(mark)
        if imports_any(item.path, MODEL_LIBRARIES):
            item.add_marker("model")
    ranks: dict[Path, int] = {}
    for item in items:
        ranks[item.path] = min(ranks.get(item.path, len(MARKING) + 1), _rank(item))
    items.sort(key=lambda item: ranks[item.path])


def _rank(item: pytest.Item) -> int:
    if "own_neo4j" in _fixtures(item):
        return 0
    return next((n for n, mark in enumerate(MARKING, 1) if item.get_closest_marker(mark)), len(MARKING) + 1)


def _fixtures(item: pytest.Item) -> Collection[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else ()


@pytest.fixture(scope="session")
def formats() -> Path:
    """The shared sample files, one folder a format."""
    folder = SHARED_DATA / "formats"
    if not folder.is_dir():
        pytest.skip(f"no sample files: {folder} is not there (set MEDGRAPH_SHARED_DATA)")
    return folder


@pytest.fixture
def processes() -> Iterator[Processes]:
    """Starts Python processes, which end with the test."""
    with Processes() as started:
        yield started


@pytest.fixture(scope="session")
def session_processes() -> Iterator[Processes]:
    """The same, which end with the run."""
    with Processes() as started:
        yield started


@pytest.fixture(scope="session")
def models() -> Path:
    """Where the embedding model is kept, converted once for the whole run."""
    from graph.index import DEFAULT_MODEL, load_encoder

    def convert(folder: Path) -> None:
        load_encoder(DEFAULT_MODEL, folder)

    return built_once("models", convert)


@pytest.fixture(scope="session")
def open_home(models: Path) -> Callable[[Path], MedGraph]:
    """Opens the workspace of a home folder that shares the converted models."""
    from api.service import MedGraph, load_settings

    def open_(home: Path) -> MedGraph:
        home.mkdir(parents=True, exist_ok=True)
        if not (home / "models").exists():
            (home / "models").symlink_to(models, target_is_directory=True)
        return MedGraph(load_settings(home=home, workspace="test"))

    return open_


@pytest.fixture(scope="session")
def demo(open_home: Callable[[Path], MedGraph]) -> Iterator[MedGraph]:
    """The demonstration corpus and vocabulary in a workspace; tests only read it."""

    def fill(home: Path) -> None:
        service = open_home(home)
        service.add_vocabulary(DEMO / "vocabulary.obo")
        service.ingest([DEMO / "corpus.xml"])
        service.warm()
        service.close()

    service = open_home(built_once("demo", fill))
    yield service
    service.close()


@pytest.fixture
def llm() -> Iterator[Llm]:
    """An LLM server that says what the test tells it to."""
    with llm_server() as state:
        yield state


@pytest.fixture(scope="session")
def neo4j() -> TestServer:
    """A real Neo4j server, the same one in the whole run: a test works in workspaces of its own."""
    if not available():
        no_server()
    return shared_neo4j_server()


@pytest.fixture(scope="session")
def start_neo4j() -> Callable[[Path], AbstractContextManager[TestServer]]:
    """Starts a server in a folder for those who need one to themselves: to kill it, or that has seen nothing else."""
    if not startable():
        if available():
            pytest.skip("only a server that was given, which is not to be killed")
        no_server()
    return own_neo4j_server


@pytest.fixture(scope="session")
def _own_neo4j(
    start_neo4j: Callable[[Path], AbstractContextManager[TestServer]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[TestServer]:
    with start_neo4j(tmp_path_factory.mktemp("own")) as server:
        yield server


@pytest.fixture
def own_neo4j(_own_neo4j: TestServer) -> TestServer:
    """A real Neo4j server, running, that a test may kill and start again."""
    if _own_neo4j.process is None:
        _own_neo4j.start()
    return _own_neo4j
