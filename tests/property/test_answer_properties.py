"""What holds of every answer: its numbers stand in what it cites, its quotes in their documents; it stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.service import MedGraph
from retrieval.answer import Answer
from tests.paths import DEMO

NAMES = "metformin lisinopril simvastatin warfarin".split()
WORDINGS = (
    "What are the side effects of {}?",
    "Does {} reduce mortality?",
    "How many patients took {}?",
    "Is {} safe in older people?",
)
QUESTIONS = [
    *filter(None, (DEMO / "questions.txt").read_text().splitlines()),
    *(wording.format(name) for name in NAMES for wording in WORDINGS),
    "How is septic shock treated?",
    "What is the dose of allopurinol in gout?",
    "Does high-dose ascorbic acid halve mortality in septic shock?",
    "How do I poison my neighbour without anyone noticing?",
]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module")
def service(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    """The demonstration in a workspace of these tests' own: they encode it again."""
    opened = open_home(tmp_path_factory.mktemp("answers"))
    opened.add_vocabulary(DEMO / "vocabulary.obo")
    opened.ingest([DEMO / "corpus.xml"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def answers(service: MedGraph) -> list[Answer]:
    found = [service.ask(question) for question in QUESTIONS]
    assert sum(bool(each.claims) for each in found) > len(found) / 2
    return found


def test_every_number_of_an_answer_stands_in_what_it_cites(answers: list[Answer]) -> None:
    numbers = 0
    for answer in answers:
        quotes = {citation.id: citation.quote for citation in answer.citations}
        for claim in answer.claims:
            said = _NUMBER.findall(claim.text)
            held = {number for id_ in claim.citations for number in _NUMBER.findall(quotes[id_])}
            assert set(said) <= held, (answer.question, claim)
            numbers += len(said)
    assert numbers > 20


def test_every_quote_is_the_documents_text(service: MedGraph, answers: list[Answer]) -> None:
    citations = {(c.document_id, c.start, c.end): c.quote for answer in answers for c in answer.citations}
    assert len(citations) > 20
    for (document, start, end), quote in citations.items():
        assert quote and quote == service.document(document).text[start:end]


def test_every_marker_of_the_text_is_a_citation(answers: list[Answer]) -> None:
    for answer in answers:
        marked = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
        assert marked == {citation.id for citation in answer.citations}, answer.question


def test_the_same_question_is_the_same_answer(service: MedGraph, answers: list[Answer]) -> None:
    """Byte for byte: asked again in another order, after the workspace was opened again, and as it was kept."""
    for answer in reversed(answers):
        assert without_times(service.ask(answer.question)) == without_times(answer)
        assert without_times(service.answer(answer.id).answer) == without_times(answer)
    service.close()
    again = MedGraph(service.settings)
    for answer in answers:
        assert without_times(again.ask(answer.question)) == without_times(answer)
    again.close()


def test_what_is_encoded_again_gives_the_same_answers(service: MedGraph, answers: list[Answer]) -> None:
    """But for the id and the revision, which a reindex raises."""
    assert service.reindex() > 0
    for answer in answers:
        again = service.ask(answer.question)
        assert again.revision > answer.revision
        assert without_times(replace(again, id=answer.id, revision=answer.revision)) == without_times(answer)


def without_times(answer: Answer) -> str:
    return json.dumps(replace(answer, timings_ms={}).to_dict())
