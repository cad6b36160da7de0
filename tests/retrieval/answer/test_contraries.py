"""What says the contrary of what is asked, in words of which a thing can be both or only one."""

from __future__ import annotations

import pytest

from retrieval.answer.contraries import contrary_side
from retrieval.answer.sides import Stance


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Is it an irreversible form of cardiomyopathy?", "It is a reversible form of cardiomyopathy."),
        ("Is this a reversible cardiomyopathy?", "This cardiomyopathy is irreversible."),
        ("Is it caused by a deletion in the long arm?", "It is caused by a deletion in the short arm."),
        ("Is it inherited as a dominant trait?", "It is inherited as a recessive trait."),
        ("Is naloxone an opioid agonist?", "Naloxone is an opioid antagonist."),
        ("Is pneumothorax a noncommunicating lesion?", "A pneumothorax is a communicating lesion."),
        ("Is MYC a tumor suppressor?", "MYC is an oncogene."),
    ],
)
def test_of_what_a_thing_is_it_refutes(asked: str, sentence: str) -> None:
    assert contrary_side(asked, sentence) is Stance.REFUTES


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Does metformin help in early diabetes?", "Metformin helps in late diabetes."),
        ("Is surgery a treatment for early cancer?", "Surgery is a treatment for advanced cancer."),
        ("Does it prevent large tears?", "It prevents small tears."),
        ("Is the drug effective?", "The drug was ineffective in children."),
    ],
)
def test_of_others_it_takes_no_side(asked: str, sentence: str) -> None:
    assert contrary_side(asked, sentence) is Stance.NEITHER


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Is it an irreversible form?", "It is an irreversible form, not a reversible one."),
        ("Is it caused by a long deletion?", "It is caused by a deletion."),
        ("Is it a common disease?", "Long and short courses are equal."),
        ("Is infection a complication?", "Information on infection was given."),
        ("Are high doses safe?", "Low doses and high doses were safe."),
        ("Does aspirin improve outcome?", "Aspirin proved to help."),
    ],
)
def test_what_is_not_contrary(asked: str, sentence: str) -> None:
    assert contrary_side(asked, sentence) is None
