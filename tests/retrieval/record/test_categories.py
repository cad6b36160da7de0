"""What headings announce, and what lines are about."""

from __future__ import annotations

import time

import pytest

from retrieval.record.categories import Category, MedicationList, categories_of, medication_list_of
from retrieval.record.wording import categories_of_line, is_no_entry, label_places, labelled_categories


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("ALLERGIES", {Category.ALLERGY}),
        ("Allergies, Adverse Reactions, Alerts", {Category.ALLERGY}),
        ("Medication Allergies", {Category.ALLERGY}),
        ("Allergies and Medications", {Category.ALLERGY, Category.MEDICATION}),
        ("Family Medical History", {Category.FAMILY}),
        ("Social and family history", {Category.SOCIAL, Category.FAMILY}),
        ("PMH", {Category.PROBLEM}),
        ("Past Surgical History", {Category.PROCEDURE}),
        ("History of Present Illness", {Category.COMPLAINT}),
        ("A/P", {Category.PROBLEM, Category.PLAN}),
        ("Assessment and Plan", {Category.PROBLEM, Category.PLAN}),
        ("Discharge Medications", {Category.MEDICATION}),
        ("Discharge Condition", {Category.COURSE}),
        ("Laboratory results", {Category.RESULT}),
        ("Vital signs", {Category.VITAL}),
        ("Immunizations", {Category.IMMUNISATION}),
        ("Methods", set()),
        ("", set()),
    ],
)
def test_headings(heading: str, expected: set[Category]) -> None:
    assert categories_of(heading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Discharge Medications", MedicationList.DISCHARGE),
        ("medications on admission", MedicationList.HOME),
        ("Discontinued medications", MedicationList.STOPPED),
        ("Medications", None),
    ],
)
def test_lists_of_medicines(text: str, expected: MedicationList | None) -> None:
    assert medication_list_of(text) == expected


ALLERGIES = [
    "Pt is allergic to sulfa.",
    "She is intolerant of ibuprofen.",
    "He cannot tolerate statins.",
    "Amoxicillin caused a rash.",
    "She developed hives on latex.",
    "Anaphylaxis to peanuts in 2010.",
    "NKDA",
    "No known drug allergies.",
    "Penicillin allergy noted.",
]
NO_ALLERGIES = [
    "Follow up in the allergy clinic.",
    "She has allergic rhinitis.",
    "Impaired glucose intolerance test.",
    "Rash resolved.",
    "She tolerates metoprolol well.",
]


@pytest.mark.parametrize("text", [*ALLERGIES, *NO_ALLERGIES])
def test_an_allergy_is_one_wherever_it_stands(text: str) -> None:
    found = categories_of_line(text, frozenset(), frozenset(), takes_drug=False)
    assert (Category.ALLERGY in found) is (text in ALLERGIES)


def test_an_allergy_among_medicines_is_none_of_them() -> None:
    under = categories_of("Medications")
    assert categories_of_line(
        "Allergy to Penicillin, manifestation urticaria.", under, frozenset(), True
    ) == {Category.ALLERGY}


@pytest.mark.parametrize(
    ("text", "is_family"),
    [
        ("Mother had breast cancer.", True),
        ("His sister is allergic to latex.", True),
        ("Maternal grandmother: stroke", True),
        ("Two brothers with diabetes.", True),
        ("No family history of heart disease.", True),
        ("The mother brought her in.", False),
        ("Daughter says that she fell.", False),
        ("She had breast cancer.", False),
    ],
)
def test_relatives(text: str, is_family: bool) -> None:
    found = categories_of_line(text, frozenset(), frozenset(), takes_drug=False)
    assert (Category.FAMILY in found) is is_family


def test_fields_of_a_row_say_more_of_one_entry() -> None:
    row = "Medication: Atenolol; Indications: Hypertension; Instructions: once daily"
    under = categories_of("Medications")
    assert categories_of_line(row, under, labelled_categories(row), takes_drug=True) == under


def test_labels_inside_a_line() -> None:
    assert labelled_categories("PMH: asthma") == {Category.PROBLEM}
    assert (
        labelled_categories("NKDA. Meds: metformin 500 mg")
        == labelled_categories("Codeine - nausea")
        == set()
    )
    line = "PMH: asthma; All: latex. Meds: metformin 500 mg daily STOP: ibuprofen"
    assert [line[place:].split()[0] for place in label_places(line)] == ["PMH:", "All:", "Meds:", "STOP:"]
    assert label_places("He has gout: twice a year.") == []


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("Attending: Dr. Example", "Allergies", True),
        ("Smoking Status", "Social History: Smoking Status", True),
        ("Plan Name: Example Health", "Insurance", True),
        ("Hydrochlorothiazide", "Allergies", False),
        ("Name: aspirin", "Allergies", False),
    ],
)
def test_lines_that_are_no_entries(text: str, heading: str, expected: bool) -> None:
    assert is_no_entry(text, heading) is expected


def test_a_value_in_a_unit_is_a_result_wherever_it_stands() -> None:
    def found(text: str) -> frozenset[Category]:
        return categories_of_line(text, frozenset({Category.MEDICATION}), frozenset(), takes_drug=True)

    assert found("Creatinine 0.9 mg/dL") == {Category.RESULT}
    assert Category.MEDICATION not in found("Denies chest pain.") | found("Smokes 10/day.")
    assert Category.MEDICATION in found("Denies use of any medication.") & found("Aspirin 81 mg daily")
    assert Category.RESULT not in found("Potassium 20 mEq daily")


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("Recheck TSH in 6 weeks.", True),
        ("Re-check and repeat the film\nin March, or repeat it in May.", True),
        ("Repeat film showed\nno change in size.", False),
        ("In March repeat film was clear.", False),
        ("Rechecked in May.", False),
        ("She will return as needed.", True),
    ],
)
def test_what_is_to_be_done_again(text: str, is_plan: bool) -> None:
    found = categories_of_line(text, frozenset(), frozenset(), takes_drug=False)
    assert (Category.PLAN in found) is is_plan


def test_a_long_line_takes_a_moment() -> None:
    begin = time.thread_time()
    categories_of_line("repeat it and " * 20_000, frozenset(), frozenset(), takes_drug=False)
    assert time.thread_time() - begin < 10
