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
    "Which medicines does she take?": (INSTEAD, SWITCHED, USED_TO, NOW, OLD),
}


@pytest.mark.parametrize(("question", "expected"), ANSWERS.items())
def test_each_medicine_of_a_line_stands_for_itself(
    records: MedGraph, question: str, expected: tuple[str, ...]
) -> None:
    answer = records.questions.ask(question, where=Filter(patients=("ines",)))
    assert tuple(claim.text for claim in answer.claims) == expected
