"""Assertion with all recognised names in place: groups ("patients", "rats") stand among the words that deny."""

from __future__ import annotations

import pytest

from graph import Assertion
from tests.ingest.assertion.conftest import States
from tests.ingest.assertion.test_figures import FOLDER, read

SENTENCES = read("whole_pipeline.tsv")


@pytest.mark.parametrize(("text", "spans", "expected"), SENTENCES, ids=[text for text, *_ in SENTENCES])
def test_each_name_is_asserted_as_its_sentence_says(
    text: str, spans: list[tuple[int, int]], expected: list[Assertion], whole_pipeline: States
) -> None:
    found = whole_pipeline(text)
    missed = [text[start:end] for start, end in spans if not _at(found, start, end)]
    assert not missed, f"the recogniser does not find {missed}"
    states = [(text[start:end], _at(found, start, end)) for start, end in spans]
    assert states == [(text[start:end], {state}) for (start, end), state in zip(spans, expected, strict=True)]


def _at(found: dict[tuple[int, int], Assertion], start: int, end: int) -> set[Assertion]:
    return {state for (first, last), state in found.items() if first < end and start < last}


def test_the_groups_are_recognised_names(whole_pipeline: States) -> None:
    text = "No patients and no rats had asthma."
    assert {text[start:end] for start, end in whole_pipeline(text)} >= {"patients", "rats", "asthma"}


def test_there_are_enough_sentences() -> None:
    assert len((FOLDER / "whole_pipeline.tsv").read_text(encoding="utf-8").splitlines()) > 150
