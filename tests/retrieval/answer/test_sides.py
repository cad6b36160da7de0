"""The side that a sentence takes: denials refute, and what may be done is answered by what is called safe or unsafe."""

from __future__ import annotations

import pytest

from retrieval.answer.sides import Stance, side_of

YES, NO, NEITHER = Stance.SUPPORTS, Stance.REFUTES, Stance.NEITHER


@pytest.mark.parametrize(
    ("asked", "sentence", "side"),
    [
        ("Does vitamin D prevent falls?", "Vitamin D prevented falls in care homes.", YES),
        ("Does vitamin D prevent falls?", "Vitamin D did not prevent falls.", NO),
        ("Does vitamin D prevent falls?", "There was no effect on falls.", NO),
        ("Does aspirin raise the risk of bleeding?", "Aspirin lowered the risk of stroke.", NEITHER),
        ("Do statins reduce mortality?", "Statins increased creatine kinase.", NEITHER),
        ("Is warfarin safe in pregnancy?", "Warfarin causes malformations of the fetus.", NO),
        ("Is warfarin safe in pregnancy?", "Warfarin was given to 40 pregnant women.", NEITHER),
        ("Is heparin safe in pregnancy?", "Heparin is safe in pregnancy.", YES),
        ("Is warfarin contraindicated in pregnancy?", "Warfarin must be avoided in pregnancy.", YES),
        ("Is heparin dangerous in pregnancy?", "Heparin was well tolerated.", NO),
        ("Can pregnant women take ibuprofen?", "Ibuprofen should not be taken after week 20.", NO),
        ("Can children be given aspirin?", "Aspirin relieved fever in children.", NEITHER),
    ],
)
def test_the_side_of_a_sentence(asked: str, sentence: str, side: Stance) -> None:
    assert side_of(asked, sentence) is side
