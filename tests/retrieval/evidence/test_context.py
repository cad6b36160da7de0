"""A sentence is cited with what it points back to, or is not said where that is named nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service import MedGraph
from graph.store import Filter
from retrieval.answer import Answer

TEXTS = {
    "one": "Zolmadrine is a new antihypertensive drug. It causes a dry cough in one of ten adults.",
    "two": "Torbexan was given to forty adults with migraine. The weather was fine. It prevented migraine attacks.",
    "none": "The nights were long that winter. These drugs stopped nocturnal leg cramps in all.",
    "other": "Quinine stopped nocturnal leg cramps in half of them.",
    "list": "Signs of florbital fever include:\n- Pain in the great toe at night.\n- Swelling of a joint for days.",
}


@pytest.fixture(scope="module")
def notes(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    home = tmp_path_factory.mktemp("context")
    rows = [json.dumps({"_id": key, "title": "", "text": text}) for key, text in TEXTS.items()]
    (home / "notes.jsonl").write_text("\n".join(rows))
    opened = open_home(home / "home")
    opened.ingest([home / "notes.jsonl"])
    yield opened
    opened.close()


def ask(notes: MedGraph, question: str, *ids: str) -> Answer:
    answer = notes.ask(question, Filter(document_ids=ids))
    for c in answer.citations:
        assert c.quote == notes.document(c.document_id).text[c.start : c.end]
    return answer


def test_the_sentence_before_is_quoted_where_it_names_what_is_meant(notes: MedGraph) -> None:
    answer = ask(notes, "Does zolmadrine cause cough?", "one")
    assert [c.quote for c in answer.citations] == [TEXTS["one"]]
    assert answer.claims[0].text == TEXTS["one"]


def test_two_sentences_back_are_quoted_with_what_stands_between(notes: MedGraph) -> None:
    answer = ask(notes, "Does torbexan prevent migraine attacks?", "two")
    assert any(c.quote.endswith("It prevented migraine attacks.") for c in answer.citations)
    assert not any(c.quote.startswith("It prevented") for c in answer.citations)


def test_what_points_at_nothing_gives_way(notes: MedGraph) -> None:
    answer = ask(notes, "Which drugs stop nocturnal leg cramps?", "none", "other")
    assert [c.document_id for c in answer.citations] == ["other"]


def test_and_is_told_as_such_where_nothing_else_answers(notes: MedGraph) -> None:
    answer = ask(notes, "Which drugs stop nocturnal leg cramps?", "none")
    assert answer.claims and all(claim.caveats for claim in answer.claims if "These drugs" in claim.text)


def test_an_item_is_quoted_with_its_lead_in(notes: MedGraph) -> None:
    answer = ask(notes, "Does florbital fever cause swelling of a joint?", "list")
    assert [c.quote for c in answer.citations] == [TEXTS["list"]]
