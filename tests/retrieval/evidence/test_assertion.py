"""In a record, what was, what may be and what a relative has count only where the question is about these."""

from __future__ import annotations

import pytest

from graph import Assertion, Tier
from retrieval.evidence.assertion import may_answer

AFFIRMED, NEGATED, HISTORICAL = Assertion.AFFIRMED, Assertion.NEGATED, Assertion.HISTORICAL
OTHER, HYPOTHETICAL, UNCERTAIN = (
    Assertion.OTHER_EXPERIENCER,
    Assertion.HYPOTHETICAL,
    Assertion.UNCERTAIN,
)


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("What causes the chest pain?", {AFFIRMED, UNCERTAIN}),
        ("Which diseases did the patient have in the past?", {AFFIRMED, UNCERTAIN, HISTORICAL}),
        ("What is her family history?", {AFFIRMED, UNCERTAIN, HISTORICAL, OTHER}),
        ("What should he watch for?", {AFFIRMED, UNCERTAIN, HYPOTHETICAL}),
    ],
)
def test_records(question: str, yes: set[Assertion]) -> None:
    assert {a for a in Assertion if may_answer(a, Tier.USER, question, False)} == yes
    assert all(may_answer(a, Tier.USER, question, True) for a in Assertion)


def test_in_papers_only_what_is_negated_is_left_out() -> None:
    counted = {a for a in Assertion if may_answer(a, Tier.LITERATURE, "What causes stroke?", False)}
    assert counted == set(Assertion) - {NEGATED}
