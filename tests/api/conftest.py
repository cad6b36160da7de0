"""The command as a user runs it, and the server it starts."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.service.medgraph import MedGraph
from api.settings import load_settings
from graph.model import Assertion
from tests.builders import Named, Says, document_graph, vectors_of
from tests.paths import ROOT

PAPER = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article>
<Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Test Journal</Title></Journal>
<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>{text}</AbstractText></Abstract>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
"""


def paper(pmid: int, title: str, text: str, year: int = 2020) -> str:
    """PubMed XML of one paper."""
    return PAPER.format(pmid=pmid, title=title, text=text, year=year)


def environment(home: Path, **variables: str) -> dict[str, str]:
    """This process's environment without any setting of medgraph but the home and those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDGRAPH_")}
    return kept | {"MEDGRAPH_HOME": str(home), "MEDGRAPH_WORKSPACE": "test"} | variables


class Cli:
    """`medgraph` in a home of its own, each call a process."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(
        self, *arguments: object, input: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "medgraph", *map(str, arguments)],
            cwd=ROOT,
            env=environment(self.home, **variables),
            input=input,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def json(self, *arguments: object, input: str = "", **variables: str) -> Any:
        """What a command that must succeed says with --json."""
        done = self(*arguments, "--json", input=input, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def fails(self, *arguments: object, code: int = 1, **variables: str) -> str:
        """The one error line (and its hint) of a command that must fail with `code`."""
        done = self(*arguments, **variables)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        errors = [line for line in done.stderr.splitlines() if not line.startswith("not read: ")]
        assert errors and errors[0].startswith("error: "), done.stderr
        assert len(errors) == 1 or (len(errors) == 2 and errors[1].startswith("  -> ")), done.stderr
        return " ".join(errors)


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


@pytest.fixture(scope="session")
def demo_cli(demo: MedGraph) -> Cli:
    """The command over the demonstration; tests only read it."""
    return Cli(demo.settings.home)


@contextmanager
def serving(
    home: Path, *options: str, **variables: str
) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """`medgraph serve` on a free port, ended by SIGTERM."""
    command = [sys.executable, "-m", "medgraph", "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(home, **variables), stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        found = re.search(r"http://\S+:\d+", process.stderr.readline())
        assert found
        try:
            with httpx.Client(base_url=found[0], timeout=60) as client:
                yield client, process
        finally:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=20)
            assert "Traceback" not in said


@pytest.fixture(scope="session")
def stated(make_cli: Callable[[Path], Cli], tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The command over documents that state relations, two of them the same one; tests only read it."""
    cli = make_cli(tmp_path_factory.mktemp("stated"))
    fill_with_relations(cli.home)
    return cli


def fill_with_relations(home: Path) -> None:
    """Aspirin treats pain: affirmed by two documents, denied by one, affirmed by a retracted one."""
    says = Says(0, "X:aspirin", "treats", "X:pain", confidence=0.5)
    sentences = [["X:aspirin", "X:pain"], ["X:aspirin", Named("text:Disease:akes", name="akes")]]
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
def server(demo: MedGraph) -> Iterator[httpx.Client]:
    """A client of a server over the demonstration; tests only read it."""
    with serving(demo.settings.home) as (client, _):
        yield client
