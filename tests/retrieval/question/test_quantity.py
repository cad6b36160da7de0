"""What a number answers, and what states one."""

from __future__ import annotations

import pytest

from retrieval.question.quantity import asks_quantity, states_quantity


@pytest.mark.parametrize(
    "question",
    [
        "How many clinicians took part?",
        "how long does immunity last",
        "What is the incubation period of COVID-19?",
        "What proportion of patients relapse?",
        "What was the median overall survival age?",
        "What is the recommended daily dose of aspirin?",
        "At what age does it begin?",
    ],
)
def test_asked(question: str) -> None:
    assert asks_quantity(question)


@pytest.mark.parametrize(
    "question",
    [
        "Does aspirin prevent stroke?",
        "How does aspirin work?",
        "What causes gout?",
        "Which drugs lower blood pressure?",
    ],
)
def test_not_asked(question: str) -> None:
    assert not asks_quantity(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "A total of 214 clinicians took part.",
        "It relapses in 12.5% of patients.",
        "Symptoms appear within 2-14 days.",
        "Three patients died.",
        "It is taken twice.",
        "The odds were raised (OR 1.4).",
    ],
)
def test_stated(sentence: str) -> None:
    assert states_quantity(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Clinicians took part in a survey.",
        "It was first described in 1998.",
        "In 2003 and later it was rare.",
        "IL-2 and COVID-19 are named here.",
        "Patients with type 2 were asked.",
    ],
)
def test_not_stated(sentence: str) -> None:
    assert not states_quantity(sentence)
