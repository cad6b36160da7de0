"""What was made rarer is no harm."""

from __future__ import annotations

import pytest

from retrieval.evidence.benefit import is_benefit, tells_benefit


@pytest.mark.parametrize(
    ("clause", "benefit"),
    [
        ("Statins lower the risk of myocardial infarction", True),
        ("The drug reduced the relative risk of stroke by 20%", True),
        ("Vaccination prevents measles", True),
        ("Statins increased the incidence of diabetes", False),
        ("It lowers the risk of stroke and raises that of bleeding", False),
        ("Rifampicin reduces the effect of warfarin", False),
        ("Muscle pain was common", False),
    ],
)
def test_a_lowered_risk_is_a_benefit(clause: str, benefit: bool) -> None:
    assert is_benefit(clause) is benefit


def test_a_sentence_that_tells_a_harm_besides_tells_more() -> None:
    assert tells_benefit("Statins lower the risk of stroke.")
    assert not tells_benefit("Statins lower the risk of stroke; serious muscle disease is uncommon.")
    assert not tells_benefit("Muscle pain was common.")
