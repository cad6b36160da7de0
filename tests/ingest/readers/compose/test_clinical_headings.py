"""Clinical headings: what is one, what is prose, and that no word is lost between them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import split_sentences
from ingest.readers.compose.canonical import compose
from ingest.readers.compose.clinical_headings import is_clinical_heading, split_heading
from ingest.readers.text.text_plain import plain_outline
from tests.hypothesis_profiles import examples


def outline(text: str) -> list[tuple[str, str]]:
    title, parts = plain_outline(text)
    composed = compose(title, parts)
    found = [(s.heading, composed.text[s.start : s.end]) for s in composed.sections]
    return found[1:] if title else found


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("HPI: 56 yo man with cough.", "HPI", "56 yo man with cough."),
        (
            "HISTORY OF PRESENT ILLNESS:  The patient slept.",
            "HISTORY OF PRESENT ILLNESS",
            "The patient slept.",
        ),
        ("A/P: 1. CHF", "A/P", "1. CHF"),
        ("PMH: HTN, DM2", "PMH", "HTN, DM2"),
        ("PMHx:", "PMHx", ""),
        ("Medications on Admission: aspirin", "Medications on Admission", "aspirin"),
        ("ROS: negative for chest pain", "ROS", "negative for chest pain"),
        ("FAMILY HISTORY: Mother had gout.", "FAMILY HISTORY", "Mother had gout."),
        ("Allergies: penicillin", "Allergies", "penicillin"),
        ("ALLERGIES - Penicillin", "ALLERGIES", "Penicillin"),
        ("Past Medical and Surgical History: none", "Past Medical and Surgical History", "none"),
        ("Assessment and Plan: rest", "Assessment and Plan", "rest"),
        ("Assessment/Plan: rest", "Assessment/Plan", "rest"),
        ("Impression: normal", "Impression", "normal"),
        ("Follow-up: two weeks", "Follow-up", "two weeks"),
        ("Discharge Diagnoses: gout", "Discharge Diagnoses", "gout"),
        ("Pre-operative diagnosis : hernia", "Pre-operative diagnosis", "hernia"),
    ],
)
def test_a_heading_with_its_text(line: str, heading: str, text: str) -> None:
    assert split_heading(line) == (heading, text)


@pytest.mark.parametrize(
    "line",
    ["Note: he left early.", "Warning: do not run.", "plan: to rest", "He has a plan: rest.", "PE - small, on CT",
     "Planned: walk", "Blood pressure: 120/80", "Time: 10:30", "Allergiesx: y", "Ratio: 2:1", ""],
)  # fmt: skip
def test_prose_stays_prose(line: str) -> None:
    assert split_heading(line) is None and not is_clinical_heading(line)


NOTE = """CHIEF COMPLAINT: Cough.
HISTORY OF PRESENT ILLNESS: This man coughs at night and the cough has kept him awake for a week
and he is tired
PMH
1. HTN
2. Gout

FH: Mother had asthma.
Note: he came alone.
A/P:
#1 CHF - furosemide was given in the morning of the second day and then
#2 Gout - rest
PHYSICAL EXAMINATION:
GENERAL:
Well.
Allergies:
Plan: go home"""


def test_a_dictated_note() -> None:
    assert outline(NOTE) == [
        ("CHIEF COMPLAINT", "Cough."),
        (
            "HISTORY OF PRESENT ILLNESS",
            "This man coughs at night and the cough has kept him awake for a week and he is tired",
        ),
        ("PMH", "1. HTN\n2. Gout"),
        ("FH", "Mother had asthma.\nNote: he came alone."),
        (
            "A/P",
            "#1 CHF - furosemide was given in the morning of the second day and then\n#2 Gout - rest",
        ),
        ("", "PHYSICAL EXAMINATION:"),
        ("GENERAL", "Well."),
        ("", "Allergies:"),
        ("Plan", "go home"),
    ]


def test_the_lists_of_a_letter_are_apart() -> None:
    letter = (
        "Allergies: none known.\n\nProblems\nAsthma\n\nMedication\nSalbutamol\n\nResults\nferritin 9 ug/L"
    )
    assert outline(letter) == [
        ("Allergies", "none known."),
        ("Problems", "Asthma"),
        ("Medication", "Salbutamol"),
        ("Results", "ferritin 9 ug/L"),
    ]


def test_labels_of_the_words_of_headings_are_headings_and_items_are_not() -> None:
    note = "ALLERGIES: NKDA\nMEDS ON DISCHARGE: prednisone\nHOME MEDS HELD: losartan\nHISTORY: COPD.\nRx: amoxicillin\n"
    assert [part for part in outline(note)] == [
        ("ALLERGIES", "NKDA"),
        ("MEDS ON DISCHARGE", "prednisone"),
        ("HOME MEDS HELD", "losartan"),
        ("HISTORY", "COPD."),
        ("Rx", "amoxicillin"),
    ]
    assert outline("Seen today.\n\nAllergies:\nPenicillin: rash\nSulfa drugs: hives")[-1] == (
        "Allergies",
        "Penicillin: rash\nSulfa drugs: hives",
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_without_a_colon_needs_no_blank_line(gap: str) -> None:
    assert outline(f"Seen today.{gap}Allergies\npenicillin") == [
        ("", "Seen today."),
        ("Allergies", "penicillin"),
    ]


def test_no_word_within_a_sentence_is_a_heading() -> None:
    text = "He was told that his tablets may be the cause of\nAllergies\nand that he should stop them."
    assert outline(text) == [("", text.replace("\n", " ", 1))]


@pytest.mark.parametrize(
    "first",
    [
        "Patient Name: Wanda Quux",
        "Name: Wanda Quux",
        "MRN: 12",
        "DOB: 1 May 1950",
        "HPI: a cough",
        "Date: 1 May",
    ],
)
def test_who_and_when_is_no_title(first: str) -> None:
    title, parts = plain_outline(f"{first}\n\nSlept well.")
    assert title == "" and any("Slept" in part.body for part in parts)


def test_every_item_of_a_list_is_a_sentence() -> None:
    title, parts = plain_outline("Discharge Diagnosis:\n1. Gout\n2) Asthma\n- HTN\n#3 CHF\n* Anemia")
    text = compose(title, parts).text
    sentences = [span.of(text) for span in split_sentences(text, 0, len(text))]
    assert sentences == ["Discharge Diagnosis", "1. Gout", "2) Asthma", "- HTN", "#3 CHF", "* Anemia"]


_LINES = st.sampled_from(
    ["HPI: cough", "Allergies:", "PMH", "A/P:", "", "plain words here", "1. gout", "#2 CHF", "Plan - rest", "ends,",
     "a line that is long enough to be one that somebody broke to a width", "GENERAL:", "Note: x", "NAME: x"]
)  # fmt: skip


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=12).filter(any))
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    title, parts = plain_outline(text)
    assert sorted(re.findall(r"\w+", compose(title, parts).text)) == sorted(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    "line", ["A" * 100_000, "Past " * 20_000 + ":", "Allergies " * 10_000, " " * 100_000]
)
def test_hostile_lines_are_quick(line: str) -> None:
    start = time.monotonic()
    split_heading(line)
    is_clinical_heading(line)
    assert time.monotonic() - start < 0.5
