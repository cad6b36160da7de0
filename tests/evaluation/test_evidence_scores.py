"""What of the gold was said."""

from __future__ import annotations

import pytest

from evaluation.evidence_scores import is_said, macro_f1, overlaps, rouge_l, words_said


def test_overlap_is_by_half_of_the_shorter_ones_runs() -> None:
    gold = ["Colchicine cured gout in all patients within a week."]
    assert overlaps(
        "In this trial colchicine cured gout in all patients within a week, as expected by few.", gold
    )
    assert overlaps("Colchicine cured gout", gold)
    assert not overlaps("Gout was cured by rest in a week.", gold)
    assert not overlaps("", gold) and not overlaps("Colchicine cured gout", [])


def test_words_said_leaves_out_the_questions_and_small_ones() -> None:
    assert words_said("It lasts five days.", "about five days", "How many days?") == 0.5
    assert words_said("anything", "many days", "How many days?") is None


def test_a_short_answer_is_said_as_whole_words_by_any_name() -> None:
    assert is_said(["TNF-alpha", "tumour necrosis factor"], "Levels of TNF alpha rose.")
    assert is_said(["Café"], "in a cafe")
    assert not is_said(["gout"], "gouty arthritis") and not is_said([""], "anything")


def test_rouge_l_is_by_the_longest_common_subsequence() -> None:
    assert rouge_l("police killed the gunman", "police kill the gunman") == pytest.approx(0.75)
    assert rouge_l("", "police") == 0.0


def test_macro_f1_counts_every_class_of_the_gold_alike() -> None:
    pairs = [("yes", "yes"), ("yes", "yes"), ("no", "yes"), ("no", "")]
    assert macro_f1(pairs) == pytest.approx((0.8 + 0.0) / 2)
    assert macro_f1([]) is None
