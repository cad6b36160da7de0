"""Medicines that one line stops beside others that it goes on with, and lines that a later one made out of date."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from graph.store import Filter

OLD = "Meds, 2022-03-04: sertraline 50 mg, amlodipine 5 mg, warfarin 5 mg, metformin 500 mg."
INSTEAD = "PLAN, 2023-05-06: Sertraline discontinued because of nausea; fluoxetine 20 mg instead."
SWITCHED = "PLAN, 2023-05-06: Switched from amlodipine to lisinopril 10 mg."
USED_TO = "PLAN, 2023-05-06: She takes aspirin 81 mg and used to take ibuprofen."
NOW = "MEDICATIONS, 2023-05-06: metformin 1000 mg (warfarin stopped because of bleeding), atorvastatin 40 mg"
ANSWERS = {
    "Is she on sertraline?": (f"Not taken now: {INSTEAD}", f"Stopped since: {OLD}"),
    "Does she take fluoxetine?": (INSTEAD,),
    "Is she on an SSRI?": (INSTEAD, f"Stopped since: {OLD}"),
    "Is she on amlodipine?": (f"Not taken now: {SWITCHED}", f"Stopped since: {OLD}"),
    "Is she on lisinopril?": (SWITCHED,),
    "Does she take aspirin?": (USED_TO,),
    "Does she take ibuprofen?": (f"Not taken now: {USED_TO}",),
    "Is she still on warfarin?": (f"Not taken now: {NOW}", f"Stopped since: {OLD}"),
    "Does she take metformin?": (NOW, OLD),
    "Is she on atorvastatin?": (NOW,),
    "Which medicines does she take?": (
        INSTEAD,
        SWITCHED,
        USED_TO,
        NOW,
        f"Stopped since (sertraline, amlodipine, warfarin): {OLD}",
    ),
}


@pytest.mark.parametrize(("question", "expected"), ANSWERS.items())
def test_each_medicine_of_a_line_stands_for_itself(
    records: MedGraph, question: str, expected: tuple[str, ...]
) -> None:
    answer = records.questions.ask(question, where=Filter(patients=("ines",)))
    assert tuple(claim.text for claim in answer.claims) == expected


JON_OLD = "Meds, 2022-03-04: Warfarin 3 mg; Metformin 1 g BD; Omeprazole 20 mg; Simvastatin 40 mg"
APIXABAN, WITHHELD = (
    "2023-05-06: Warfarin switched to apixaban 5 mg BD.",
    "2023-05-06: Metformin withheld as eGFR 27.",
)
ROSUVASTATIN = "2023-05-06: Simvastatin changed to rosuvastatin."
WARD = "2023-03-04: On ibuprofen 400 mg tds and amlodipine 10 mg."
NEVER = "Meds, 2022-03-04: Adverse: had never been on methotrexate"
JON = {
    "Does he take apixaban?": (APIXABAN,),
    "Does he take warfarin?": (f"Not taken now: {APIXABAN}", f"Stopped since: {JON_OLD}"),
    "Does he take metformin?": (f"Not taken now: {WITHHELD}", f"Stopped since: {JON_OLD}"),
    "Is he on a statin?": (ROSUVASTATIN, f"Stopped since: {JON_OLD}"),
    "Is he on methotrexate?": (f"Not taken now: {NEVER}",),
    "What medicines is the patient taking now?": (
        APIXABAN,
        "2023-05-06: PPI continues.",
        ROSUVASTATIN,
        WARD,
        f"Stopped since (Warfarin, Metformin, Simvastatin): {JON_OLD}",
        f"Not taken now: {WITHHELD}",
        f"Not taken now: {NEVER}",
    ),
    "How has the creatinine changed over time?": (
        "2023-05-06: Creatinine 120 umol/L.",
        "2023-03-04: Creatinine 88 umol/L.",
    ),
    "Is creatinine getting better or worse?": (
        "2023-05-06: Creatinine 120 umol/L.",
        "2023-03-04: Creatinine 88 umol/L.",
    ),
    "Has anyone in the family had cancer?": ("Family History, 2022-03-04: mother - breast ca age 51",),
    "Which operations has the patient had?": (
        "Past surgical history: appendicectomy 1999, Hysterectomy declined 2020",
    ),
    "Did he have a hysterectomy?": (
        "Not done: Past surgical history: appendicectomy 1999, Hysterectomy declined 2020",
    ),
}


@pytest.mark.parametrize(("question", "expected"), JON.items())
def test_switches_pauses_and_what_was_never_taken(
    records: MedGraph, question: str, expected: tuple[str, ...]
) -> None:
    answer = records.ask(question, Filter(patients=("jon",)))
    assert tuple(claim.text for claim in answer.claims) == expected


def test_dates_that_may_be_either_are_told(records: MedGraph) -> None:
    answer = records.ask("Is he on ibuprofen?", Filter(patients=("jon",)))
    assert "Dates such as 03/04/2023 are read with the month first" in answer.notice
    assert "Dates such as" not in records.ask("Is he on apixaban?", Filter(patients=("jon",))).notice
