"""Definitions of abbreviations: own sentences, and Ab3P's development half where it is there."""

from __future__ import annotations

import json

import pytest

from ingest.abbreviations import find_abbreviations, long_forms
from tests.paths import SHARED_DATA

SHARED = SHARED_DATA / "abbrev" / "ab3p_med1250_dev.jsonl"

CASES = [
    ("Patients with myocardial infarction (MI) were included.", [("MI", "myocardial infarction")]),
    ("Tumour necrosis factor alpha (TNF-alpha) rose.", [("TNF-alpha", "Tumour necrosis factor alpha")]),
    ("MI (myocardial infarction) is common.", [("MI", "myocardial infarction")]),
    ("The blood-brain barrier (BBB) is tight.", [("BBB", "blood-brain barrier")]),
    ("It crosses it (blood-brain barrier, BBB) slowly.", [("BBB", "blood-brain barrier")]),
    (
        "Two angiotensin-converting enzyme inhibitors (ACEIs) differ.",
        [("ACEIs", "angiotensin-converting enzyme inhibitors")],
    ),
    ("Heart rate (HR) and blood pressure (BP).", [("HR", "Heart rate"), ("BP", "blood pressure")]),
    ("Deep vein thrombosis [DVT] was found.", [("DVT", "Deep vein thrombosis")]),
    ("Plasma nitrogen (N) fell.", [("N", "nitrogen")]),
    ("It was seen in rats (A) and mice (B).", []),
    ("Staphylococcus aureus (S. aureus) grew.", [("S. aureus", "Staphylococcus aureus")]),
    ("Staphylococcus aureus (E. coli) grew.", []),
    ("A three-dimensional (3D) scan.", [("3D", "three-dimensional")]),
    ("They gave rh (recombinant human) insulin.", [("rh", "recombinant human")]),
    ("They gave up (recombinant human) insulin.", []),
    ("Doses rose (see Fig. 2) in women (n = 12) of 30 kg (5 mg).", []),
    ("He improved (p < 0.05) in two years (2019).", []),
    ("The drug (however) failed.", []),
    ("No brackets here.", []),
    ("An open bracket (MI never closes", []),
    ("()", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.short.of(text), a.long.of(text)) for a in find_abbreviations(text)] == expected


def test_long_forms_are_those_of_the_first_definition() -> None:
    text = "Heart rate (HR) and nitrogen (N) fell; hazard ratio (HR) 2."
    assert long_forms(text) == {"HR": "Heart rate"}


def test_many_brackets_are_quick() -> None:
    assert find_abbreviations("(" * 50_000) == [] and find_abbreviations("()" * 20_000) == []
    assert find_abbreviations("a (b " * 20_000) == []


@pytest.mark.skipif(not SHARED.exists(), reason="shared data is not here: Ab3P is not measured")
def test_f1_on_ab3p() -> None:
    right = found = gold = 0
    for line in SHARED.read_text().splitlines():
        row = json.loads(line)
        text = row["text"]
        mine = {(a.short.of(text), a.long.of(text)) for a in find_abbreviations(text)}
        true = {(p["short"], p["long"]) for p in row["abbreviations"]}
        right, found, gold = right + len(mine & true), found + len(mine), gold + len(true)
    assert 2 * right / (found + gold) > 0.90, (right, found, gold)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Myotonic dystrophy (DM) is rare.", "DM", "Myotonic dystrophy"),
        ("the congenital adrenal hypoplasia (AHC) locus", "AHC", "congenital adrenal hypoplasia"),
        ("hormone therapies [HTs] helped", "HT", "hormone therapies"),
        ("hormone therapy (hereafter HT) helped", "HT", "hormone therapy"),
        ("hormone therapy, abbreviated as HT, helped", "HT", "hormone therapy"),
        ("hormone therapy, or HT, helped", "HT", "hormone therapy"),
        ("hormone therapy (= HT) helped", "HT", "hormone therapy"),
        ("HT stands for hormone therapy.", "HT", "hormone therapy"),
        ("PE denotes pre-eclampsia. PE is rare.", "PE", "pre-eclampsia"),
        ("Abbreviations: HT, hormone therapy; RA = right atrium.", "RA", "right atrium"),
        ("Steinert disease (DM) is rare.", "DM", ""),
        ("No evidence of AD in the brain.", "AD", None),
        ("Associated with dementia by AD or stroke.", "AD", None),
        ("AD, although difficult, was treated.", "AD", None),
        ("DNA damage occurs in division. DNA, data not shown.", "DNA", None),
    ],
)
def test_every_way_of_saying_what_letters_stand_for(text: str, short: str, long: str | None) -> None:
    assert long_forms(text).get(short) == long
