"""A short answer that a sentence names is found by whole words."""

from __future__ import annotations

from retrieval.evidence.short import said_in, words_of

ANSWERS = {"il 2": 1.0, "ixodes ricinus": 0.5, "4": 0.2}


def test_whole_words_in_their_order() -> None:
    assert said_in("Ticks (Ixodes ricinus) had IL-2.", ANSWERS) == (("il 2", 1.0), ("ixodes ricinus", 0.5))
    assert said_in("IL-22 rose in 40 of them; ricinus, Ixodes.", ANSWERS) == ()
    assert said_in("Only 4 were left.", {}) == ()


def test_words_are_small_and_alone() -> None:
    assert words_of("  5-HT(3), at 0.5 %") == "5 ht 3 at 0 5"
