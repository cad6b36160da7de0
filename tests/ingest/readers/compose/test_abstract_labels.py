from __future__ import annotations

import time

import pytest

from ingest.readers.compose.abstract_labels import split_abstract


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("It helps. RESULTS: none.", ["", "RESULTS"]),
        ("Aspirin was given. Conclusion: it helps.", ["", "Conclusion"]),
        ("Methods - We gave it. Results - It helped.", ["Methods", "Results"]),
        ("Background. Fever. Methods. We gave it. Results. It helped.", ["Background", "Methods", "Results"]),
        (
            "Objective To help. Design Trial. Results It helped. Conclusions Good.",
            ["Objective", "Design", "Results", "Conclusions"],
        ),
        (
            "BACKGROUND AND AIMS Fever. METHODS We gave it. RESULTS It helped.",
            ["BACKGROUND AND AIMS", "METHODS", "RESULTS"],
        ),
        ("Introduction.\u2014Fever. Methods.\u2014We gave it.", ["Introduction", "Methods"]),
        ("Patients with fever came. Methods for it are few. Results of it vary.", [""]),
        ("Results We found none. It is so.", [""]),
        ("A case. COPD: a disease.", [""]),
        ("Patients: a definition.", [""]),
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


def test_a_label_above_nothing_is_not_lost() -> None:
    parts = split_abstract("Aims: fever.\nMethods: \nResults: it fell. It did. Conclusion: ")
    assert [(part.heading, part.body) for part in parts] == [
        ("Aims", "fever."),
        ("", "Methods"),
        ("Results", "it fell. It did."),
        ("", "Conclusion"),
    ]


@pytest.mark.parametrize("piece", ["A&", "AB ", "Ab ", ". A", "(A", "'"])
def test_no_text_takes_long(piece: str) -> None:
    start = time.monotonic()
    split_abstract(piece * 100_000)
    assert time.monotonic() - start < 2
