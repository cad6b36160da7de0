"""Effect sizes, intervals and P values in a sentence."""

from __future__ import annotations

import pytest

from retrieval.table.effects import effects_in


def told(text: str) -> list[tuple[str, str, str]]:
    """Effect, interval and P value of each effect, as they stand there."""
    return [
        (
            text[slice(*each.effect)] if each.effect else "",
            text[slice(*each.interval)] if each.interval else "",
            text[slice(*each.p)] if each.p else "",
        )
        for each in effects_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Death was rarer (hazard ratio, 0.72; 95% CI, 0.58 to 0.90; P = 0.004).",
            ("hazard ratio, 0.72", "0.58 to 0.90", "P = 0.004"),
        ),
        ("The odds ratio (OR) was 2.1 (95% CI 1.3-3.4).", ("odds ratio (OR) was 2.1", "1.3-3.4", "")),
        ("Zinc helped (OR 0.5 [0.3-0.8]).", ("OR 0.5", "0.3-0.8", "")),
        ("It fell by 3.2 mmHg (95% CI -5.0 to -1.4; p<0.001).", ("3.2 mmHg", "-5.0 to -1.4", "p<0.001")),
        (
            "Relapse came in 58% versus 29% of patients (P=0.02).",
            ("58% versus 29%", "", "P=0.02"),
        ),
        ("Scores differed (p = 0.03).", ("", "", "p = 0.03")),
    ],
)
def test_they_are_read_as_they_are_written(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Patients were aged 40 to 60 years.",
        "Of 30 patients, 12 had relapses against the advice of 2 doctors.",
        "The risk of death in hospital rose.",
    ],
)
def test_other_numbers_are_no_effects(text: str) -> None:
    assert told(text) == []


def test_each_effect_keeps_its_own_interval() -> None:
    text = "Death (RR 0.8, 95% CI 0.6-1.1) and stroke (RR 0.5, 95% CI 0.3-0.9; P=0.01) were rarer."
    assert told(text) == [("RR 0.8", "0.6-1.1", ""), ("RR 0.5", "0.3-0.9", "P=0.01")]
