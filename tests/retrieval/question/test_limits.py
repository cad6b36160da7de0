"""What an answer must be other than, or without."""

from __future__ import annotations

import pytest

from api.service import MedGraph


@pytest.mark.parametrize(
    ("question", "excluded", "lacking"),
    [
        ("Which drugs other than allopurinol lower uric acid?", ["allopurinol"], []),
        ("What lowers uric acid, except febuxostat?", ["febuxostat"], []),
        ("What treats asthma besides zinc, melatonin or ramipril?", ["zinc", "melatonin", "ramipril"], []),
        ("alternatives to ramipril in heart failure", ["ramipril"], []),
        ("Which drugs lower glucose without hypoglycaemia?", [], ["hypoglycaemia"]),
        ("Which drugs lower glucose without causing serious hypoglycaemia?", [], ["hypoglycaemia"]),
        ("What is given in heart failure without asthma, in adults?", [], ["asthma"]),
        ("Does ramipril cause asthma?", [], []),
    ],
)  # fmt: skip
def test_the_names_after_such_words_are_limits(
    library: MedGraph, question: str, excluded: list[str], lacking: list[str]
) -> None:
    limits = library.retrieve(question).question.limits
    assert [f.text for f in limits.excluded] == excluded and [f.text for f in limits.lacking] == lacking


def test_what_is_excluded_is_not_demanded(library: MedGraph) -> None:
    question = library.retrieve("Which drugs other than allopurinol lower uric acid?").question
    assert "allopurinol" not in [f.text for f in question.facets]
