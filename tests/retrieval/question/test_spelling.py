"""Misspellings and brands in a workspace without any vocabulary: what its documents say is enough."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service import MedGraph
from retrieval.question.spelling import Spelling

TEXTS = [
    "Acetaminophen relieves pain. Too much acetaminophen harms the liver.",
    "Metformin lowers glucose in diabetes. Sacubitril and valsartan lower blood pressure.",
    "Arthritis and asthma are common. Prednisolone relieves asthma.",
    *(f"Atrial fibrillation was seen in {n} adults who took Lipitor." for n in range(20, 26)),
    "Atorvastatin lowers cholesterol.",
]


@pytest.fixture(scope="module")
def notes(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    home = tmp_path_factory.mktemp("spelling")
    rows = [json.dumps({"_id": f"n{n}", "title": "", "text": text}) for n, text in enumerate(TEXTS)]
    (home / "notes.jsonl").write_text("\n".join(rows))
    opened = open_home(home / "home")
    opened.ingest([home / "notes.jsonl"])
    yield opened
    opened.close()


def spelling_of(notes: MedGraph, question: str) -> tuple[Spelling, ...]:
    return notes.retrieve(question).question.reading.spelling


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("metforman", "metformin"),
        ("diabtes", "diabetes"),
        ("astma", "asthma"),
        ("arthritus", "arthritis"),
        ("fibrilation", "fibrillation"),
        ("Tylenol", "acetaminophen"),
        ("Glucofage", "metformin"),
        ("Entresto", "sacubitril and valsartan"),
    ],
)
def test_what_was_meant_is_searched_for_and_told(notes: MedGraph, written: str, searched: str) -> None:
    (found,) = spelling_of(notes, f"What are the dangers of {written} in adults?")
    assert (found.written, found.searched) == (written, searched)
    assert f"searched for {searched}, not {written}" in notes.ask(f"Is {written} common?").notice


@pytest.mark.parametrize(
    "written",
    [
        "prednisone",  # another drug than prednisolone, which is here
        "arteritis",  # another disease than arthritis
        "Lipitor",  # more documents call it so than atorvastatin
        "Advil",  # nothing here is of its medicine
    ],
)
def test_what_is_another_name_stays(notes: MedGraph, written: str) -> None:
    assert not any(s.searched for s in spelling_of(notes, f"What are the dangers of {written} in adults?"))
