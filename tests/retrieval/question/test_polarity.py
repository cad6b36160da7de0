"""What a question asks for, what is so or what is not; and which of both the clauses of a sentence say."""

from __future__ import annotations

import pytest

from retrieval.question.polarity import Polarity, asked_polarity, clauses_of, is_prohibited, polarities_of

YES, NO, ANY = Polarity.AFFIRMED, Polarity.NEGATED, Polarity.ANY


@pytest.mark.parametrize(
    ("question", "yes_no", "polarity"),
    [
        ("Which statins are not metabolised by CYP3A4?", False, NO),
        ("Which statins are metabolised by CYP3A4?", False, YES),
        ("Which antipsychotic doesn't prolong the QT interval?", False, NO),
        ("What drugs should never be combined?", False, NO),
        ("Which advice is no longer given?", False, NO),
        ("Name drugs that cannot be crushed.", False, NO),
        ("In which patients is it not used?", False, NO),
        ("What causes gout?", False, YES),
        ("Does it not work?", True, ANY),
        ("Why is warfarin not given in pregnancy?", False, ANY),
        ("What is the effect on those who do not smoke?", False, ANY),
        ("How often does it not work?", False, ANY),
        ("Which drugs not only lower glucose?", False, YES),
    ],
)
def test_only_a_question_for_the_members_of_a_set_has_a_polarity(
    question: str, yes_no: bool, polarity: Polarity
) -> None:
    assert asked_polarity(question, yes_no) is polarity


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Pravastatin is not metabolised by CYP3A4.", {NO}),
        ("Simvastatin is metabolised by CYP3A4.", {YES}),
        ("Simvastatin is metabolised by CYP3A4, but pravastatin is not.", {YES, NO}),
        ("Simvastatin is metabolised by CYP3A4 and does not bind albumin.", {YES}),
        ("No statin is metabolised by CYP3A4.", {NO}),
        ("Neither pravastatin nor rosuvastatin is metabolised by CYP3A4.", {NO}),
        ("Metabolism of pravastatin is independent of CYP3A4.", {YES, NO}),
        ("All statins but pravastatin are metabolised by CYP3A4.", {YES, NO}),
        ("No statin other than simvastatin was metabolised by CYP3A4.", {YES, NO}),
        ("It was well tolerated.", set()),
    ],
)
def test_the_clause_that_is_on_the_topic_decides(sentence: str, found: set[Polarity]) -> None:
    assert polarities_of(sentence, lambda clause: "CYP3A4" in clause) == found


def test_a_word_that_is_asked_for_negates_nothing() -> None:
    asked = "Which vaccine is not contraindicated with CYP3A4 inhibitors?"
    told = "Vaccine A is contraindicated with CYP3A4 inhibitors."
    assert polarities_of(told, lambda clause: True, asked) == {YES}
    assert polarities_of(told, lambda clause: True, "Which vaccine is not given with them?") == {YES, NO}


def test_what_must_not_be_done_is_no_answer_to_what_may() -> None:
    assert is_prohibited("Which drug can be given in pregnancy?", "Ramipril is contraindicated in pregnancy.")
    assert not is_prohibited("Which drug is contraindicated in pregnancy?", "Ramipril is contraindicated.")
    assert not is_prohibited("Which drug can be given in pregnancy?", "Labetalol is safe in pregnancy.")


def test_clauses_are_the_sentences_own_characters() -> None:
    text = "A lowers it; B does, but C is not tested ;"
    assert [text[c.start : c.end] for c in clauses_of(text)] == ["A lowers it", "B does", "C is not tested"]
    assert not list(clauses_of(" "))
