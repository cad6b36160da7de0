from __future__ import annotations

import time

import pytest

from ingest.readers.compose.abstract_labels import split_abstract


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("It helps. RESULTS: none.", [""]),
        ("HIV: a virus. It spreads.", [""]),
        ("Results: they came once.", [""]),
        ("RESULTS: they came once.", ["RESULTS"]),
        ("Background: a. Methods: b.\nResults: c.", ["Background", "Methods", "Results"]),
        ("UNLABELLED: a. MAIN OUTCOME MEASURES: b. FUNDING: c.", ["", "MAIN OUTCOME MEASURES", "FUNDING"]),
        ("AIM: a (n = 5). DESIGN, SETTING & PATIENTS: b", ["AIM", "DESIGN, SETTING & PATIENTS"]),
    ],
)
def test_labels(text: str, headings: list[str]) -> None:
    parts = split_abstract(text)
    assert [part.heading for part in parts] == headings
    assert sum(len(part.body) for part in parts) <= len(text)


@pytest.mark.parametrize("piece", ["A&", "AB ", "Ab ", ". A", "(A", "'"])
def test_no_text_takes_long(piece: str) -> None:
    start = time.monotonic()
    split_abstract(piece * 100_000)
    assert time.monotonic() - start < 2
