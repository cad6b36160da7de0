"""Slips of hand and ear, and letters that nobody writes for one another."""

from __future__ import annotations

import pytest

from retrieval.question.edits import edits, is_other_letter, sound_alikes, typing_slips


@pytest.mark.parametrize("meant", ["gout", "gut", "goat", "ogut", "gouts"])
def test_one_edit_away(meant: str) -> None:
    assert meant in set(edits("gout")) or meant == "gout"
    assert "goats" not in set(edits("gout"))


@pytest.mark.parametrize(
    ("word", "meant"), [("glucofage", "glucophage"), ("exema", "eczema"), ("timolol", "tymolol")]
)
def test_the_same_sound(word: str, meant: str) -> None:
    assert meant in set(sound_alikes(word))


@pytest.mark.parametrize(
    ("word", "meant", "expected"),
    [
        ("lactose", "lactone", True),
        ("arteritis", "arthritis", True),
        ("arthritus", "arthritis", False),
        ("hypertention", "hypertension", False),
        ("anxeity", "anxiety", False),
        ("diabtes", "diabetes", False),
    ],
)
def test_another_letter_is_another_word(word: str, meant: str, expected: bool) -> None:
    assert is_other_letter(word, meant) is expected


@pytest.mark.parametrize(
    ("word", "meant", "expected"),
    [
        ("fibrilation", "fibrillation", True),
        ("fibrrilation", "fibrilation", True),
        ("rheumatiod", "rheumatoid", True),
        ("alzhiemers", "alzheimer", True),
        ("testes", "tests", False),
        ("lipoid", "lipid", False),
        ("abduction", "adduction", False),
        ("tumors", "tumor", False),
    ],
)
def test_slips_of_typing(word: str, meant: str, expected: bool) -> None:
    assert (meant in typing_slips(word)) is expected
