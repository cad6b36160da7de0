"""How often a question goes to the server: three calls, whatever it asks.

Two more to apply a filter: which documents pass, and whether something was altered since that was looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.service import MedGraph, load_settings
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Transaction
from graph.store.values.filter import Filter
from tests.neo4j_server import TestServer
from tests.paths import DEMO

QUESTIONS = [
    "Does metformin cause lactic acidosis?",
    "What are the symptoms of digoxin poisoning?",  # of a kind whose wording reorders what was found
    "What treats heart attack, stroke, diabetes, hypertension, asthma and gout?",
    "Who won the match?",
    "???",
]


@pytest.fixture(scope="module")
def service(
    neo4j: TestServer, models: Path, tmp_path_factory: pytest.TempPathFactory, demo: MedGraph
) -> Iterator[MedGraph]:
    home = tmp_path_factory.mktemp("calls")
    (home / "models").symlink_to(models, target_is_directory=True)
    user, password = neo4j.auth or ("", "")
    server = {"user": user, "password": password}
    opened = MedGraph(load_settings(home=home, workspace="calls", store=neo4j.uri, neo4j=server))
    opened.add_vocabulary(DEMO / "vocabulary.obo")
    opened.ingest([DEMO / "corpus.xml"])
    opened.warm()
    yield opened
    opened.close()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that are sent from now on."""
    sent: list[str] = []
    run: Callable[..., Any] = Transaction.run

    def noted(self: Transaction, query: str, **parameters: Any) -> Any:
        sent.append(query)
        return run(self, query, **parameters)

    monkeypatch.setattr(Transaction, "run", noted)
    return sent


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_calls_a_question(service: MedGraph, calls: list[str], question: str) -> None:
    service.ask(question)
    assert calls[0] == cypher.STATE and 1 <= len(calls) <= 3
    calls.clear()
    service.search(question)
    assert 1 <= len(calls) <= 3


def test_two_more_for_a_filter(service: MedGraph, calls: list[str]) -> None:
    service.ask(QUESTIONS[0], Filter(year_from=1990))  # looks for altered documents, once a change
    calls.clear()
    service.ask(QUESTIONS[0], Filter(year_from=1990))
    assert len(calls) <= 5 and calls.count(cypher.SELECT) == 1, "\n\n".join(calls)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_that_of_the_other_store(service: MedGraph, demo: MedGraph, question: str) -> None:
    here, there = service.ask(question).to_dict(), demo.ask(question).to_dict()
    for answer in (here, there):
        for own in ("timings_ms", "id", "revision"):
            answer.pop(own)
    assert here == there
    assert [p.to_dict() for p in service.search(question)] == [p.to_dict() for p in demo.search(question)]
