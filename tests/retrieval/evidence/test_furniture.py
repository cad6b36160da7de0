"""What stands between sentences is never quoted; short sentences are sentences."""

from __future__ import annotations

import pytest

from retrieval.evidence.furniture import heading_length, is_furniture, is_heading


@pytest.mark.parametrize(
    "text",
    [
        "Chapter 3: Gout and its treatment ........ 45",
        "Table of contents",
        "Was this page helpful to you today?",
        "Click here to take our survey about gout.",
        "For more information, visit the page of the gout society.",
        "\u00a9 2019 The Gout Society",
    ],
)
def test_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", ["Treatment options for gout", "Gout in the elderly."])
def test_headings(text: str) -> None:
    assert is_heading(text) and not is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gout hurts.",
        "There's no cure for gout.",
        "Allopurinol induces a rash.",
        "Gout accompanies kidney disease.",
        "- Pain in the toe",
        "Colchicine in adults with gout and kidney disease: a trial of low doses.",
        "Aspirin prevents stroke",
    ],
)
def test_sentences_and_items(text: str) -> None:
    assert not is_furniture(text) and not is_heading(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Symptoms Symptoms of gout are pain and swelling.", "Symptoms of gout are pain and swelling."),
        ("No treatment This disease cannot be cured.", "This disease cannot be cured."),
        ("Living with gout There are ways to eat well.", "There are ways to eat well."),
        ("Gout is common. The toe hurts.", "Gout is common. The toe hurts."),
        ("Patients of The hospital were seen.", "Patients of The hospital were seen."),
        ("Gout hurts When it comes.", "Gout hurts When it comes."),
    ],
)
def test_a_heading_is_cut_from_its_sentence(text: str, rest: str) -> None:
    assert text[heading_length(text) :] == rest
