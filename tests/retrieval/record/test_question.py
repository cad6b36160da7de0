"""What a question asks of a record, and which questions ask nothing of one."""

from __future__ import annotations

import pytest

from graph.vocabulary.lexicon import Lexicon
from retrieval.record.categories import Category, MedicationList
from retrieval.record.question import RecordQuestion, Wanted, parse

LEXICON = Lexicon.build([])

IN_GENERAL = [
    "Does lithium cause chronic kidney disease?",
    "Which drugs cause serotonin syndrome?",
    "What are the side effects of metformin?",
    "Is aspirin effective for preventing stroke?",
    "How is hypertension treated?",
    "What is the mechanism of action of warfarin?",
    "Should patients with asthma avoid beta blockers?",
    "Can children take codeine?",
    "Which patients benefit from statins?",
    "What is the best drug to treat gout?",
    "What is the dose of amoxicillin for my cat?",
    "What is the latest treatment of gout?",
]
ASKED = {
    "Is she allergic to penicillin?": (Category.ALLERGY, ["penicillin"]),
    "any allergies": (Category.ALLERGY, []),
    "Any allergies to medicines?": (Category.ALLERGY, []),
    "Which medicines does the patient take?": (Category.MEDICATION, []),
    "Is he on warfarin?": (Category.MEDICATION, ["warfarin"]),
    "What dose of metoprolol was she discharged on?": (Category.MEDICATION, ["metoprolol"]),
    "What are the discharge medications?": (Category.MEDICATION, []),
    "When was the last HbA1c?": (Category.RESULT, ["HbA1c"]),
    "LDL trend": (Category.RESULT, ["LDL"]),
    "What is the latest ferritin?": (Category.RESULT, ["ferritin"]),
    "potassium?": (Category.RESULT, ["potassium"]),
    "What is her blood pressure?": (Category.VITAL, ["blood pressure"]),
    "Does she have high blood pressure?": (None, ["high blood pressure"]),
    "Does the patient have diabetes?": (None, ["diabetes"]),
    "procedures": (Category.PROCEDURE, []),
    "Has she had surgery?": (Category.PROCEDURE, []),
    "does he smoke": (Category.SOCIAL, ["smoke"]),
    "Is there a family history of breast cancer?": (Category.FAMILY, ["breast cancer"]),
    "When was her last flu shot?": (Category.IMMUNISATION, ["flu"]),
    "How old is the patient?": (Category.PERSON, []),
    "Why was she admitted?": (Category.COMPLAINT, []),
    "What is the plan?": (Category.PLAN, []),
}


def asked(text: str) -> RecordQuestion:
    question = parse(text, LEXICON)
    assert question is not None
    return question


@pytest.mark.parametrize("text", IN_GENERAL)
def test_what_is_asked_of_things_in_general_is_asked_of_no_record(text: str) -> None:
    assert parse(text, LEXICON) is None


@pytest.mark.parametrize(("text", "category", "terms"), [(q, *expected) for q, expected in ASKED.items()])
def test_what_is_asked_of_a_record(text: str, category: Category | None, terms: list[str]) -> None:
    question = asked(text)
    assert (question.category, [term.text for term in question.terms]) == (category, terms)


def test_which_of_the_lines() -> None:
    assert asked("When was the last HbA1c?").wanted is Wanted.LAST
    assert asked("Which medicines were stopped?").wanted is Wanted.STOPPED
    assert asked("LDL trend").wanted is Wanted.ALL
    assert asked("What are her discharge meds?").medication_list is MedicationList.DISCHARGE
    assert asked("What does she take at home?").medication_list is MedicationList.HOME
    assert asked("Creatinine in 2020?").years == ("2020",)


def test_what_was_looked_for() -> None:
    assert asked("Is she allergic to penicillin?").words == ("penicillin",)
    assert asked("any allergies").words == ("allergies",)
    assert asked("What are the discharge medications?").words == ("discharge medications",)
