"""Titles that state a finding, as claims and questions, and turned round."""

from __future__ import annotations

import pytest

from training.stance.titles import forms_of, title_claims


@pytest.mark.parametrize(
    ("title", "supported", "refuted"),
    [
        (
            "Naloxone reduces the effect of clonidine.",
            ("Naloxone reduces the effect of clonidine.", "Does naloxone reduce the effect of clonidine?"),
            (
                "Naloxone does not reduce the effect of clonidine.",
                "Naloxone increases the effect of clonidine.",
                "Does naloxone increase the effect of clonidine?",
            ),
        ),
        (
            "Male breast cancer is not linked to BRCA1",
            ("Male breast cancer is not linked to BRCA1.",),
            ("Male breast cancer is linked to BRCA1.", "Is male breast cancer linked to BRCA1?"),
        ),
        (
            "IL-17 mediates fibrosis",
            ("IL-17 mediates fibrosis.", "Does IL-17 mediate fibrosis?"),
            ("IL-17 does not mediate fibrosis.",),
        ),
    ],
)
def test_a_finding_and_its_opposite(title: str, supported: tuple[str, ...], refuted: tuple[str, ...]) -> None:
    assert forms_of(title) == (supported, refuted)


@pytest.mark.parametrize(
    "title",
    [
        "Effects of naloxone on clonidine",
        "Statins: who increases the dose?",
        "A cohort that increases knowledge",
        "Increases in dose",
        "",
    ],
)
def test_a_title_that_states_nothing(title: str) -> None:
    assert forms_of(title) is None


def test_claims_with_the_sentence_that_tells_them_and_those_of_other_papers() -> None:
    papers = [
        ("Aspirin reduces fever", ("We gave it.", "Aspirin lowered fever in adults.")),
        ("Heat increases thirst", ("Hot rooms.", "In heat, thirst was increased.")),
        ("Rain increases mould", ("The study was of houses.",)),  # no sentence tells it
    ]
    first, second = title_claims(papers)
    assert (
        first.sentence == "Aspirin lowered fever in adults."
        and first.supported[0] == "Aspirin reduces fever."
    )
    assert set(first.foreign) <= set(second.supported)
    assert list(title_claims([])) == []
