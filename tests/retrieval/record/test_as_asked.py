"""Questions as they are typed: several in one line, by brand or class, in words that the record does not have."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from graph.store import Filter

ALLERGY, CLASS = "Allergy or intolerance: ", "Allergy or intolerance to one of the same class: "
# Each question, what the answer says, and what it must not say.
ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Any allergies, and is she on adalimumab?": (
        ("latex (hives)", "Adalimumab continues"),
        ("Rory", "apixaban"),
    ),
    "allergies and current medications": (("latex (hives)", "Quinine made her", "Adalimumab 40 mg"), ()),
    "Was sulfasalazine started? And is she diabetic?": (
        ("never started", 'answers "And is she diabetic?"'),
        (),
    ),
    "Is she on Humira?": (("Adalimumab continues",), ()),
    "Can she have Tritace?": ((CLASS, "ACEi angioedema", "Gritty cough on perindopril"), ()),
    "Can she have dalteparin?": (("holds no line",), ("tinzaparin",)),
    "ok for lisinopril?": ((CLASS, "ACEi angioedema"), ()),
    "What biologic is she on now?": (("Adalimumab continues",), ("azathioprine",)),
    "which ACE inhibitor did she take": (
        ("Stopped since: ", "Gritty cough on perindopril"),
        (),
    ),
    "Is she on perindopril?": (("Stopped since: ", "Gritty cough on perindopril"), ()),
    "Is she taking sulfasalazine?": (("Not taken now: ", "Planned: ", "plan is to add"), ()),
    "Can she have amoxicillin?": (("de-labelled",), (ALLERGY,)),
    "Why was hydroxychloroquine stopped?": (("field loss",), ("pancreatitis",)),
    "Is she taking methotrexate?": (("Not taken now: ", "2009-2013"), ()),
    "Does she take apixaban?": (("Of the family, not the patient: ", "Husband takes"), ()),
    "Is she allergic to peanuts?": (("Of the family, not the patient: ", "Rory"), ()),
    "Which allergies does she have?": (
        ("apart from the plasters", "latex"),
        ("Of the family, not the patient: She",),
    ),
    "Has she had a bunion operation?": (("Not done: ", "has declined it"), ()),
    "Any joint replacements?": (("L TKR 2012",), ("bunion",)),
    "baseline creatinine over the last year": (("creat 88", "Creat 94"), ()),
    "latest weight and creat?": (("Wt 59.8 kg", "Creat 94"), ("61.2",)),
    "What did she get the flu jab?": (("Flu vaccine given",), ("Shingles",)),
}


@pytest.mark.parametrize("question", ASKED)
def test_as_asked(records: MedGraph, question: str) -> None:
    said, not_said = ASKED[question]
    answer = records.ask(question, Filter(patients=("kate",)))
    told = f"{answer.text} {answer.notice}"
    assert [part for part in said if part not in told] == [], told
    assert [part for part in not_said if part in told] == [], told


def test_what_the_record_does_not_name_is_told(records: MedGraph) -> None:
    answer = records.ask("Is she on long-acting adalimumab?", Filter(patients=("kate",)))
    assert "Adalimumab continues" in answer.text
    assert answer.missing


def test_a_medicine_that_no_line_names_has_no_answer(records: MedGraph) -> None:
    answer = records.ask("Is she on lithium?", Filter(patients=("kate",)))
    assert not answer.claims
    assert answer.missing == ("lithium",)
