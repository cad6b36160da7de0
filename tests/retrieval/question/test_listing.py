"""Questions for several things, and the kind of thing."""

from __future__ import annotations

import pytest

from retrieval.question.listing import asked_categories, asks_list


@pytest.mark.parametrize(
    "question",
    [
        "Which drugs cause cough?",
        "What are the symptoms of gout?",
        "What are clinical features of gout?",
        "List the genes of gout.",
        "Please name three statins",
        "Which are the causes of gout?",
        "In which tissues is it found?",
        "Which two drugs are compared?",
        "Which bacteria cause cholera?",
        "Adverse effects of statins.",
        "What other treatments are there for gout?",
    ],
)
def test_a_list_is_asked_for(question: str) -> None:
    assert asks_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is gout?",
        "What are statins?",
        "Which gene causes gout?",
        "Which factor interacts with it?",
        "What treats gout?",
        "How is gout diagnosed?",
        "Which disease is caused by it?",
        "Who described gout?",
    ],
)
def test_one_thing_is_asked_for(question: str) -> None:
    assert not asks_list(question)


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("Which drugs cause gout?", "ChemicalEntity"),
        ("What are the symptoms of gout?", "Disease"),
        ("List genes of kidney diseases", "Gene"),
        ("Which bacteria cause diseases?", "OrganismTaxon"),
    ],
)
def test_the_noun_after_the_question_word_tells_the_kind(question: str, category: str) -> None:
    assert category.startswith(asked_categories(question))


def test_a_noun_of_no_kind_tells_none() -> None:
    assert asked_categories("Which trials were done in gout?") == ()
    assert asked_categories("Does aspirin help?") == ()
