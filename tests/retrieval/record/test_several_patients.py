"""Records of several patients in one workspace: never taken for one another's."""

from __future__ import annotations

from api.service import MedGraph
from graph import Tier
from graph.store import Filter
from retrieval.answer import Status
from tests.retrieval.record.conftest import CCDA, FHIR, PATIENTS

RECORDS = Filter(tiers=(Tier.USER,))


def test_an_answer_names_whose_each_line_is(records: MedGraph) -> None:
    answer = records.ask("Is the patient allergic to penicillin?", RECORDS)
    assert [claim.text.split(": ")[0] for claim in answer.claims] == [
        "Patient anna",
        "Patient anna",
        "Patient anna",
        "Patient bruno",
        f"Patient {CCDA}",
        "Patient dora",
        "Patient gus",
        "Patient hana",
        "Patient hana",
        "Patient jon",
        "Patient jon",
        "Patient kate",
        "Patient kate",
    ]
    for claim in answer.claims:
        patients = {c.patient for c in answer.citations if c.id in claim.citations}
        assert patients == {claim.text.split(": ")[0].removeprefix("Patient ")}
    assert answer.notice.startswith("Records of several patients") and "--patient" in answer.notice


def test_a_line_of_one_patient_is_not_taken_for_anothers(records: MedGraph) -> None:
    answer = records.ask("When was the liver biopsy?", RECORDS)
    (claim,) = answer.claims
    assert claim.text == "Patient carl: A liver biopsy in March 2018 showed mild fibrosis."
    assert "patient anna" in answer.notice
    for patient in {*PATIENTS, FHIR, CCDA} - {"carl"}:
        own = records.ask("When was the liver biopsy?", Filter(patients=(patient,)))
        assert own.status is Status.INSUFFICIENT and not own.citations


def test_a_question_in_general_is_answered_in_the_ordinary_way(records: MedGraph) -> None:
    answer = records.ask("Does ibuprofen cause ulcers?", RECORDS)
    assert answer.trace.get("answerer") != "record"


def test_literature_is_not_read_as_a_record(records: MedGraph) -> None:
    answer = records.ask("Which medicines does the patient take?", Filter(tiers=(Tier.LITERATURE,)))
    assert answer.trace.get("answerer") != "record" and not answer.claims


def test_a_patient_who_is_not_there(records: MedGraph) -> None:
    answer = records.ask("Any allergies?", Filter(patients=("nobody",)))
    assert answer.status is Status.INSUFFICIENT
    assert answer.notice == "no document of this workspace passes the filter"
