"""What one thing is called, and what only sounds like it."""

from __future__ import annotations

import pytest

from retrieval.record.names import longer_names, pattern_of, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("diabetes", "diabetic"),
        ("hypertension", "hypertensive"),
        ("allergies", "allergy"),
        ("vaccine", "vaccines"),
    ],
)
def test_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prednisone", "prednisolone"),
        ("hyperkalemia", "hypokalemia"),
        ("penicillin", "penicillamine"),
        ("hydralazine", "hydroxyzine"),
        ("clonidine", "clonazepam"),
        ("quinine", "quinidine"),
        ("cyclosporine", "cycloserine"),
        ("vinblastine", "vincristine"),
    ],
)
def test_two_things_stay_two(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert not pattern_of(one).search(other) and not pattern_of(other).search(one)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("=K", "K 4.9, Cr 1.0", True),
        ("=K", "vitamin K", False),
        ("=K", "K. pneumoniae grew", False),
        ("MI", "no hx of MI", True),
        ("MI", "mi casa", False),
        ("smoke", "She smoked for years", True),
        ("white blood cell", "White blood cells 7.2", True),
        ("heart attack", "heart failure and panic attack", False),
    ],
)
def test_names_in_a_line(name: str, text: str, expected: bool) -> None:
    assert bool(pattern_of(name).search(text)) is expected


def test_hemoglobin_is_not_hemoglobin_a1c() -> None:
    assert any(pattern.search("Hgb A1c MFr Bld") for pattern in longer_names("hgb"))
    assert not any(pattern.search("Hgb 13.2 g/dL") for pattern in longer_names("hgb"))
