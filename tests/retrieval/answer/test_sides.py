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


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Does drug A reduce body weight?", "Body weight rose by 2 kg with drug A."),
        ("Does drug A prolong the illness?", "Drug A shortened the illness by a day."),
        ("Does drug A improve asthma?", "Drug A worsens asthma."),
        ("Does drug A cause weight loss?", "Drug A led to a gain of weight, more than a kilogram."),
        (
            "Was sleep longer with warfarin than with apixaban?",
            "Sleep was longer with apixaban than with warfarin.",
        ),
        ("Is warfarin safer than apixaban?", "Apixaban was safer than warfarin."),
        ("Is warfarin safer than apixaban?", "Warfarin was safe in adults."),
    ],
)
def test_the_other_direction_or_order_takes_no_side(asked: str, sentence: str) -> None:
    assert side_of(asked, sentence) is not Stance.SUPPORTS


def test_a_comparison_in_the_same_order_does() -> None:
    asked = "Was bleeding more frequent with warfarin than with apixaban?"
    assert side_of(asked, "Bleeding was more frequent with warfarin than with apixaban.") is Stance.SUPPORTS


def test_what_is_improved_may_be_raised() -> None:
    assert (
        side_of("Does exercise improve lung function?", "Exercise raised lung function.") is Stance.SUPPORTS
    )
    assert side_of("Does smoking improve asthma?", "Smoking worsens asthma.") is Stance.NEITHER
