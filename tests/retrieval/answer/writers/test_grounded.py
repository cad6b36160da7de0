"""Answers written by an LLM behind a real socket: the code owns the citations."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from api.service import MedGraph
from retrieval.answer.contract import Answer, Status, Support
from retrieval.settings import LlmSettings
from tests.llm_server import Llm
from tests.retrieval.answer.test_answerer import check_contract

QUESTION = "Do ACE inhibitors cause cough?"


@pytest.fixture
def written(demo: MedGraph, llm: Llm) -> Iterator[MedGraph]:
    """The demonstration with the LLM set."""
    before = demo.settings.llm
    demo.settings.llm = LlmSettings(base_url=llm.url, model="test-model", api_key=SecretStr("k"), timeout=2)
    yield demo
    demo.settings.llm = before


def ask(service: MedGraph) -> Answer:
    answer = service.ask(QUESTION)
    check_contract(answer, service)
    return answer


def about_cough(prompt: str) -> tuple[str, str]:
    """The key and the sentence of the evidence that says who coughed."""
    return next(
        (k, s) for k, s in Llm.evidence(prompt).items() if s.startswith("Lisinopril caused a dry cough")
    )


def test_a_faithful_sentence_stands_with_its_citation(written: MedGraph, llm: Llm) -> None:
    llm.reply = lambda prompt: (
        f"Lisinopril caused a dry cough in 18 of 150 patients [{about_cough(prompt)[0]}]."
    )
    answer = ask(written)
    (claim,) = answer.claims
    assert claim.text == "Lisinopril caused a dry cough in 18 of 150 patients."
    assert answer.citations[0].quote.startswith("Lisinopril caused a dry cough")
    assert answer.text == claim.text + " [1]" and answer.trace["answerer"] == "llm"
    sent = llm.requests[0]
    assert (
        sent["path"] == "/v1/chat/completions" and sent["model"] == "test-model" and sent["key"] == "Bearer k"
    )


def test_keys_are_new_for_every_question(written: MedGraph, llm: Llm) -> None:
    llm.reply = lambda prompt: f"{about_cough(prompt)[1]} [{about_cough(prompt)[0]}]"
    ask(written)
    ask(written)
    first, second = (set(Llm.evidence(r["messages"][-1]["content"])) for r in llm.requests)
    assert first and not first & second


def test_an_unknown_key_is_deleted(written: MedGraph, llm: Llm) -> None:
    llm.reply = lambda prompt: (
        f"{about_cough(prompt)[1]} [{about_cough(prompt)[0]}, e000000] [7] [Smith 2020]"
    )
    answer = ask(written)
    assert len(answer.claims) == 1 and len(answer.citations) == 1
    assert "Smith" not in answer.text and "e000000" not in answer.text and answer.text.endswith("[1]")


@pytest.mark.parametrize(
    "lie",
    [
        "Lisinopril caused a dry cough in 81 of 150 patients [{key}].",
        "Lisinopril did not cause a dry cough in 18 of 150 patients [{key}].",
        "Losartan and warfarin caused a dry cough in 18 of 150 patients [{key}].",
        "Ramipril is a cheap treatment for gout [{key}].",
        "Lisinopril caused a dry cough in 18 of 150 patients.",
        "Lisinopril caused a dry cough in 18 of 150 patients [e000000].",
    ],
)
def test_what_the_citation_does_not_carry_is_dropped(written: MedGraph, llm: Llm, lie: str) -> None:
    def reply(prompt: str) -> str:
        key, sentence = about_cough(prompt)
        return f"{sentence} [{key}] {lie.format(key=key)}"

    llm.reply = reply
    answer = ask(written)
    assert len(answer.claims) == 1 and len(answer.trace["dropped_claims"]) == 1


def test_nothing_but_lies_gives_the_extractive_answer(written: MedGraph, llm: Llm) -> None:
    llm.reply = lambda prompt: "Cough is caused by ghosts. Trust me [e123456]."
    answer = ask(written)
    assert answer.trace["answerer"] == "extractive" and "extractive" in answer.notice
    assert answer.status is Status.ANSWERED


def test_the_model_may_say_that_it_cannot_answer(written: MedGraph, llm: Llm) -> None:
    llm.reply = lambda prompt: "INSUFFICIENT"
    answer = ask(written)
    assert answer.status is Status.INSUFFICIENT and not answer.claims


def test_a_question_without_evidence_never_reaches_the_model(written: MedGraph, llm: Llm) -> None:
    answer = written.ask("What is the offside rule in football?")
    assert answer.status is Status.INSUFFICIENT and not llm.requests


@pytest.mark.parametrize("kind", ["empty", "status", "garbage", "no choices"])
def test_a_broken_server_means_the_extractive_answer_and_one_line(
    written: MedGraph, llm: Llm, kind: str
) -> None:
    llm.reply = lambda prompt: ""
    llm.status = 500 if kind == "status" else 200
    llm.raw = {"garbage": b"<html>no</html>", "no choices": b'{"choices": []}'}.get(kind)
    answer = ask(written)
    assert answer.status is Status.ANSWERED and answer.trace["answerer"] == "extractive"
    assert llm.url in answer.notice and "\n" not in answer.notice


def test_a_server_that_is_down_means_the_extractive_answer(demo: MedGraph) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = demo.settings.llm
    demo.settings.llm = LlmSettings(base_url=f"http://127.0.0.1:{port}/v1", model="m", timeout=1)
    try:
        answer = ask(demo)
    finally:
        demo.settings.llm = before
    assert answer.status is Status.ANSWERED and str(port) in answer.notice


def test_a_disagreement_may_cite_both_sides(written: MedGraph, llm: Llm) -> None:
    def reply(prompt: str) -> str:
        keys = list(Llm.evidence(prompt).items())
        return "\n".join(f"- {sentence} [{key}]" for key, sentence in keys[:2])

    llm.reply = reply
    answer = ask(written)
    assert len(answer.claims) == 2 and all(c.support is Support.SUPPORTED for c in answer.claims)
    assert not any(c.text.startswith("-") for c in answer.claims)
