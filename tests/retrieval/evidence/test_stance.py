"""Which sentences are read for their stance: the best, two of a document at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from api.service import MedGraph
from retrieval.answer import Decision
from retrieval.evidence import gather_evidence
from retrieval.evidence.stance import with_stances
from retrieval.reader import TRAINED, Passage, load_stance_reader
from tests.retrieval.parts import retriever

QUESTION = "Does aspirin prevent stroke?"


def test_the_best_of_each_document_are_read(demo: MedGraph) -> None:
    found = retriever(demo).search(QUESTION)
    sentences = gather_evidence(found, demo.parts.store, demo.parts.indexes().words).sentences
    reader = load_stance_reader(TRAINED)
    assert reader is not None
    told = with_stances(found, sentences, demo.parts.indexes().words, reader)
    assert [(e.document.id, e.span) for e in told] == [(e.document.id, e.span) for e in sentences]
    read = [e for e in told if e.stance is not None]
    assert told[0].stance is not None and len(read) > 1
    documents = [e.document.id for e in read]
    assert max(documents.count(d) for d in documents) <= 2
    for e in read:
        if e.stance == (0.0, 0.0, 1.0):
            continue
        (alone,) = reader.stances(QUESTION, [Passage(e.document.title, (e.text,))])
        assert np.allclose(e.stance or (), alone[0], atol=0.05)


TOLD = """Statins do not cause dementia.
Aspirin had no effect on mortality in adults.
Metformin lowers blood glucose in adults with type 2 diabetes.
Cri du chat syndrome is a genetic disorder caused by a deletion in the short arm of chromosome 5.
Ibuprofen relieves pain in adults with arthritis."""


@pytest.fixture(scope="module")
def told(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    folder = tmp_path_factory.mktemp("told")
    for number, line in enumerate(TOLD.splitlines()):
        (folder / f"{number}.txt").write_text(line)
    service = open_home(folder / "home")
    service.ingest(sorted(folder.glob("*.txt")))
    yield service
    service.close()


@pytest.mark.parametrize(
    "question",
    [
        "Do statins cause diabetes?",
        "Does aspirin cause bleeding?",
        "Does metformin lower blood pressure in adults?",
    ],
)
def test_what_is_said_of_another_thing_decides_nothing(told: MedGraph, question: str) -> None:
    assert told.ask(question).decision in (None, Decision.UNCLEAR)


@pytest.mark.parametrize(
    ("question", "decision"),
    [
        ("Does ibuprofen relieve pain in adults?", Decision.YES),
        ("Do statins cause dementia?", Decision.NO),
        (
            "Is cri du chat syndrome a disorder caused by a deletion in the long arm of chromosome 5?",
            Decision.NO,
        ),
        (
            "Is cri du chat syndrome a disorder caused by a deletion in the short arm of chromosome 5?",
            Decision.YES,
        ),
    ],
)
def test_what_is_said_of_what_is_asked_decides(told: MedGraph, question: str, decision: Decision) -> None:
    assert told.ask(question).decision is decision
