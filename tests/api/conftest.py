"""The command as a user runs it, and the server it starts."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.service.medgraph import MedGraph
from api.service.settings import load_settings
from graph import Assertion
from tests.builders import NamedEntity, Says, document_graph, vectors_of
from tests.command import Cli, ProcessCli, environment
from tests.processes import Processes

PAPER = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article>
<Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Test Journal</Title></Journal>
<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>{text}</AbstractText></Abstract>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
"""


def paper(pmid: int, title: str, text: str, year: int = 2020) -> str:
    """PubMed XML of one paper."""
    return PAPER.format(pmid=pmid, title=title, text=text, year=year)


@pytest.fixture(scope="session")
def make_cli(open_home: Callable[[Path], MedGraph]) -> Callable[[Path], Cli]:
    def make(home: Path) -> Cli:
        open_home(home).close()  # links the converted models
        return Cli(home)

    return make


@pytest.fixture
def cli(make_cli: Callable[[Path], Cli], tmp_path: Path) -> Cli:
    """The command over an empty home."""
    return make_cli(tmp_path / "home")


@pytest.fixture
def process_cli(cli: Cli, processes: Processes) -> ProcessCli:
    """The same home, each call a process."""
    return ProcessCli(cli.home, processes)


@pytest.fixture(scope="session")
def demo_cli(demo: MedGraph) -> Cli:
    """The command over the demonstration; tests only read it."""
    return Cli(demo.settings.home)


@pytest.fixture
def process_demo_cli(demo_cli: Cli, processes: Processes) -> ProcessCli:
    """The same, each call a process."""
    return ProcessCli(demo_cli.home, processes)


class Serving:
    """A context manager that runs `medgraph serve` on a free port over a home, ended by SIGTERM."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes

    @contextmanager
    def __call__(
        self, home: Path, *options: str, **variables: str
    ) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
        command = ["-m", "medgraph", "serve", "--port", "0", *options]
        process = self._processes.start(*command, env=environment(home, **variables), stdin=None, stdout=None)
        assert process.stderr
        found = re.search(r"http://\S+:\d+", process.stderr.readline())
        assert found
        try:
            with httpx.Client(base_url=found[0], timeout=60) as client:
                yield client, process
        finally:
            process.send_signal(signal.SIGTERM)
            _, printed = process.communicate(timeout=20)
            assert "Traceback" not in printed


@pytest.fixture
def serving(processes: Processes) -> Serving:
    return Serving(processes)


@pytest.fixture(scope="session")
def stated(make_cli: Callable[[Path], Cli], tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The command over documents that state relations, two of them the same one; tests only read it."""
    cli = make_cli(tmp_path_factory.mktemp("stated"))
    fill_with_relations(cli.home)
    return cli


def fill_with_relations(home: Path) -> None:
    """Aspirin treats pain: affirmed by two documents, denied by one, affirmed by a retracted one."""
    says = Says(0, "X:aspirin", "treats", "X:pain", confidence=0.5)
    sentences: list[list[str | NamedEntity]] = [
        ["X:aspirin", "X:pain"],
        ["X:aspirin", NamedEntity("text:Disease:akes", name="akes")],
    ]
    service = MedGraph(load_settings(home=home, workspace="test"))
    graphs = [
        document_graph("one", sentences, says=[says]),
        document_graph("two", sentences, says=[says]),
        document_graph("three", sentences, says=[replace(says, assertion=Assertion.NEGATED)]),
        document_graph("wrong", sentences, says=[says], retracted=True),
    ]
    service.parts.store.remember("model", str(service.parts.model))
    dimension = service.parts.model.dimension
    service.parts.store.write([replace(g, vectors=vectors_of("", len(g.chunks), dimension)) for g in graphs])
    service.close()


@pytest.fixture(scope="session")
def server(demo: MedGraph, session_processes: Processes) -> Iterator[httpx.Client]:
    """A client of a server over the demonstration; tests only read it."""
    with Serving(session_processes)(demo.settings.home) as (client, _):
        yield client
