"""A case told before the question is context; the topic of a paper is not."""

from __future__ import annotations

import pytest

from retrieval.question.context import split_context


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "A 67-year-old man takes metformin. His eGFR is 28. Is metformin contraindicated?",
            "Is metformin contraindicated?",
        ),
        ("My son is 3. How much amoxicillin should he get?", "How much amoxicillin should he get?"),
        ("Is aspirin safe? I am asking because my father has an ulcer.", "Is aspirin safe?"),
        ("I have gout. Tell me which drugs to avoid", "Tell me which drugs to avoid"),
        (
            "In a 67-year-old man with an eGFR of 28, is metformin contraindicated?",
            "is metformin contraindicated?",
        ),
        ("She has lupus. Is she at risk? Can she take sulfasalazine?", "Can she take sulfasalazine?"),
    ],
)
def test_the_last_sentence_that_asks_is_asked(text: str, asked: str) -> None:
    parts = split_context(text)
    assert parts.asked.strip() == asked and parts.context


@pytest.mark.parametrize(
    "text",
    [
        "Carotid stenosis before bypass surgery. Is it always necessary?",
        "Human papillomavirus and pterygium. Is the virus a risk factor?",
        "Does metformin, in doses above 2 g, cause acidosis?",
        "Metformin and lactic acidosis",
        "In heart failure, does digoxin help?",
    ],
)
def test_without_a_case_the_whole_is_asked(text: str) -> None:
    assert split_context(text).asked == text and not split_context(text).context


def test_a_question_may_point_at_what_the_case_names() -> None:
    assert split_context("My mother takes warfarin. Does it thin the blood?").points_back
    assert not split_context("My mother takes warfarin. What is the dose of digoxin?").points_back


@pytest.mark.parametrize(
    ("asked", "has_topic"),
    [
        ("Which drug reduces blood loss?", True),
        ("What improves kidney function?", True),
        ("What is the best next step?", False),
        ("Which imaging study is needed?", False),
        ("What is the most likely diagnosis?", False),
        ("Which drug should be given first?", False),
        ("Can she drink alcohol?", False),
        ("What are the side effects?", False),
    ],
)
def test_a_question_with_a_topic_of_its_own_is_not_about_what_the_case_named_last(
    asked: str, has_topic: bool
) -> None:
    assert split_context(f"A 30-year-old woman takes cetirizine. {asked}").names_topic is has_topic
