"""What was, what may be and what a relative has speak for a record only where they are asked for."""

from __future__ import annotations

import pytest

from graph.model import Assertion, Tier
from retrieval.evidence.assertion import speaks

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
    assert {a for a in Assertion if speaks(a, Tier.USER, question, False)} == yes
    assert all(speaks(a, Tier.USER, question, True) for a in Assertion)


def test_in_papers_only_what_is_negated_is_left_out() -> None:
    spoken = {a for a in Assertion if speaks(a, Tier.LITERATURE, "What causes stroke?", False)}
    assert spoken == set(Assertion) - {NEGATED}
