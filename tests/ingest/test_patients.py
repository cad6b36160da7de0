"""Whose records are that do not say so, and their day."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Document, Tier
from ingest.patients import PatientRule, check_patient, with_patients
from ingest.readers.base import Deletion, ReadError


def note(source: str = "n/note.txt", **fields: str) -> Document:
    return Document(id="file:1", text="Date: 2021-03-04", tier=Tier.USER, source=source, **fields)  # type: ignore[arg-type]


def only(document: Document, rule: PatientRule) -> Document:
    (result,) = with_patients([document], rule)
    assert isinstance(result, Document)
    return result


def test_a_patient_is_given_to_records_that_say_nobodys() -> None:
    found = only(note(), PatientRule("anna"))
    assert (found.patient, found.date) == ("anna", "2021-03-04")
    assert only(note(patient="fhir:Patient/p9"), PatientRule("anna")).patient == "fhir:Patient/p9"
    paper = Document(id="pmid:1", text="Date: 2021-03-04")
    assert only(paper, PatientRule("anna")) == paper
    assert list(with_patients([Deletion("pmid:1")], PatientRule("anna"))) == [Deletion("pmid:1")]


def test_the_same_words_of_two_patients_are_two_notes() -> None:
    ids = {only(note(), PatientRule(patient)).id for patient in ("anna", "bruno", "")}
    assert len(ids) == 3 and all(each.startswith("file:") for each in ids)
    named = Document(id="note-7", text="x", tier=Tier.USER)
    assert only(named, PatientRule("anna")).id == "note-7"


@pytest.mark.parametrize(
    ("source", "patient"),
    [
        ("notes/anna/2021/visit.txt", "anna"),
        ("notes/anna.txt", ""),
        ("other/anna/visit.txt", ""),
        ("all.zip!/bruno/visit.txt", "bruno"),
        ("all.zip!/visit.txt", ""),
    ],
)
def test_a_folder_below_what_is_read_is_a_patients(source: str, patient: str) -> None:
    rule = PatientRule(by_folder=True, roots=[Path("notes"), Path("all.zip")])
    assert only(note(source), rule).patient == patient
    assert only(note(source), PatientRule(roots=rule.roots)).patient == ""


def test_a_patient_that_cannot_be() -> None:
    check_patient("anna", Tier.USER)
    with pytest.raises(ReadError, match="literature is of no patient"):
        check_patient("anna", Tier.LITERATURE)
    with pytest.raises(ReadError, match="is empty"):
        check_patient("  ", None)
