"""FHIR as it comes in files: embedded notes, compositions, bulk exports, pages of a search, and broken ones."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.reading import read_paths
from tests.ingest.readers.clinical.fhir.fhir_samples import (
    ENCOUNTER,
    IN_ENCOUNTER,
    PATIENT,
    Json,
    bundle,
    coded,
    condition,
    documents,
    encoded,
    resource,
)

NOTE = "HPI: A cough for a week. No fever.\nAssessment:\nBronchitis"


@pytest.mark.parametrize(
    ("attachment", "sections"),
    [
        ({"contentType": "text/plain; charset=utf-8", "data": encoded(NOTE)},
         [("HPI", "A cough for a week. No fever."), ("Assessment", "Bronchitis")]),
        ({"data": encoded(NOTE)}, [("HPI", "A cough for a week. No fever."), ("Assessment", "Bronchitis")]),
        ({"contentType": "text/html", "data": encoded("<h2>Plan</h2><p>Rest &amp; <b>tea</b>.</p><ul><li>Walk</ul>")},
         [("Plan", "Rest & tea.\nWalk")]),
        ({"contentType": "text/plain", "url": "Binary/b1"}, [("", "Kept elsewhere.")]),
        ({"contentType": "application/xml", "data": encoded(
            '<ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2"/><component><structuredBody><component><section>'
            "<title>Plan</title><text>Rest.</text></section></component></structuredBody></component>"
            "</ClinicalDocument>")}, [("Plan", "Rest.")]),
    ],
)  # fmt: skip
def test_an_embedded_note_is_a_document(
    tmp_path: Path, attachment: Json, sections: list[tuple[str, str]]
) -> None:
    path = tmp_path / "record.json"
    note = resource("DocumentReference", "n1", type=coded("Progress note"), date="2014-05-06T07:08:09Z",
                    content=[{"attachment": attachment}], description="About Wanda Quux")  # fmt: skip
    binary = resource("Binary", "b1", contentType="text/plain", data=encoded("Kept elsewhere."))
    path.write_text(json.dumps(bundle(note, binary)))
    (document,) = documents(list(read_paths([path])))
    assert [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]] == sections
    if document.id != "cda:1.2":
        assert (document.id, document.title, document.year) == (
            "fhir:DocumentReference/n1", "Progress note of 2014-05-06", 2014)  # fmt: skip


@pytest.mark.parametrize(
    ("attachment", "reason"),
    [
        ({"contentType": "application/pdf", "data": encoded("%PDF-1.4")}, "application/pdf, which is not read inside"),
        ({"contentType": "text/plain", "data": "%%%"}, "base64"),
        ({"contentType": "text/plain", "data": encoded(b"PK\x03\x04\0\0binary")}, "NUL"),
        ({"contentType": "text/plain", "data": ""}, "empty"),
        ({"contentType": "text/html", "data": encoded("<p></p>")}, "empty"),
        ({"contentType": "text/plain", "url": "https://example.org/1"}, "not in the file but at https://example.org"),
        ({"contentType": "application/xml", "data": encoded("<x/>")}, "ClinicalDocument"),
        ({"contentType": "text/xml", "data": encoded('<!DOCTYPE a [<!ENTITY b "c">]><ClinicalDocument/>')}, "entit"),
        ({}, "no text"),
    ],
)  # fmt: skip
def test_a_note_that_cannot_be_read_is_a_problem(tmp_path: Path, attachment: Json, reason: str) -> None:
    path = tmp_path / "record.json"
    note = resource("DocumentReference", "n1", content=[{"attachment": attachment}])
    path.write_text(json.dumps(bundle(note, condition("Asthma"))))
    results = list(read_paths([path]))
    problems = [result for result in results if isinstance(result, Problem)]
    assert len(documents(results)) == len(problems) == 1
    assert (
        reason in problems[0].reason and "DocumentReference/n1" in f"{problems[0].place} {problems[0].source}"
    )


def test_of_several_forms_the_readable_one_is_read_and_superseded_notes_are_not(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    pdf = {"attachment": {"contentType": "application/pdf", "data": encoded("%PDF-1.4")}}
    plain = {"attachment": {"contentType": "text/plain", "data": encoded("Rest.")}}
    old = resource("DocumentReference", "n0", status="superseded", content=[plain])
    note = resource("DocumentReference", "n1", content=[pdf, plain])
    report = resource("DiagnosticReport", "d1", code=coded("CT"), presentedForm=[plain["attachment"]])
    path.write_text(json.dumps(bundle(old, note, report)))
    results = list(read_paths([path]))
    assert [d.id for d in documents(results)] == [
        "fhir:DocumentReference/n1",
        "fhir:DiagnosticReport/d1/form",
        "fhir:DiagnosticReport/d1",
    ]


def test_a_composition_is_read_by_its_narrative(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    sections = [{"title": "History", "text": {"div": "<div xmlns='http://www.w3.org/1999/xhtml'>Two<br/>lines</div>"},
                 "section": [{"code": coded("Inner"), "text": {"div": "<div>Deep</div>"}}]},
                {"title": "Allergies", "emptyReason": coded("Nil known")}]  # fmt: skip
    note = resource(
        "Composition", "k1", type=coded("Consultation"), date="2014", section=sections, title="Wanda Quux"
    )
    path.write_text(json.dumps(bundle(note)))
    (document,) = documents(list(read_paths([path])))
    assert document.text == (
        "Consultation of 2014\n\nHistory\nTwo\nlines\n\nInner\nDeep\n\nAllergies\nNil known"
    )  # fmt: skip


def test_bulk_export_finds_names_and_dates_in_the_files_beside(tmp_path: Path) -> None:
    files = {
        "Patient.000.ndjson": [PATIENT],
        "Encounter.000.ndjson": [ENCOUNTER],
        "Medication.000.ndjson": [resource("Medication", "m1", code=coded("Warfarin 5 MG"))],
        "MedicationRequest.000.ndjson": [
            resource("MedicationRequest", f"q{n}", status="active", medicationReference={"reference": "Medication/m1"},
                     **IN_ENCOUNTER) for n in (2, 1)],
        "Condition.000.ndjson": [condition("Asthma", **IN_ENCOUNTER)],
    }  # fmt: skip
    for name, rows in files.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)) + "\n")
    results = list(read_paths([tmp_path]))
    found = {document.id: document for document in documents(results)}
    assert set(found) == {
        "fhir:Encounter/e1",
        "fhir:Encounter/e1/Condition/c1",
        "fhir:Encounter/e1/MedicationRequest/q1",
    }
    assert {document.title for document in found.values()} == {
        "Patient encounter of 2011-03-04: Encounter for problem"
    }
    assert "Warfarin 5 MG, prescribed; active." in found["fhir:Encounter/e1/MedicationRequest/q1"].text
    assert "Age 60 years, female." in found["fhir:Encounter/e1"].text
    assert [p.reason for p in results if isinstance(p, Problem)] == [
        "holds nothing clinical, only Medication",
        "holds nothing clinical, only Patient",
    ]


def test_a_broken_line_of_a_bulk_export_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "Condition.ndjson.gz"
    lines = [json.dumps(condition("Asthma")), '{"resourceType": "Condi', "[1]", '{"id": 1}', '"\xff"', "[" * 100_000,
             json.dumps(condition("Gout") | {"id": "c2"})]  # fmt: skip
    path.write_bytes(gzip.compress("\n".join(lines).encode("latin-1")))
    results = list(read_paths([path]))
    assert [d.id for d in documents(results)] == ["fhir:Condition/c1", "fhir:Condition/c2"]
    assert [p.place for p in results if isinstance(p, Problem)] == [f"line {n}" for n in range(2, 7)]


def test_pages_of_a_search_do_not_replace_each_other(tmp_path: Path) -> None:
    for page, name in enumerate(["Asthma", "Gout"]):
        found = {
            "resource": condition(name, **IN_ENCOUNTER) | {"id": f"c{page}"},
            "search": {"mode": "match"},
        }
        also = {"resource": ENCOUNTER, "search": {"mode": "include"}}
        text = json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": [found, also]})
        (tmp_path / f"{page}.json").write_text(text)
    first, second = documents(list(read_paths([tmp_path])))
    assert first.id != second.id and "Asthma" in first.text and "Gout" in second.text


@pytest.mark.parametrize("indent", [None, 1])
def test_single_resources_arrays_and_nested_bundles(tmp_path: Path, indent: int | None) -> None:
    shapes = [
        condition("Asthma"),
        [condition("Asthma")],
        [bundle(condition("Asthma"))],
        bundle(bundle(condition("Asthma"))),
    ]
    for number, shape in enumerate(shapes[:3]):
        path = tmp_path / f"{number}.json"
        path.write_text("\ufeff" + json.dumps(shape, indent=indent), encoding="utf-8")
        (document,) = documents(list(read_paths([path])))
        assert document.text == "Condition: Asthma\n\nConditions\nAsthma, active."


def test_what_is_no_resource_is_a_problem_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    entries = [{"resource": 5}, {"resource": {"id": "x"}}, {"resource": condition("Asthma")}, {}, 7]
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": entries}))
    results = list(read_paths([path]))
    assert len(documents(results)) == 1
    assert [p.place for p in results if isinstance(p, Problem)] == ["entry 1", "entry 2"]


def test_a_bundle_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    whole = json.dumps(bundle(condition("Asthma"), condition("Gout") | {"id": "c2"}))
    path.write_text(whole[:-60])
    problem, document = list(read_paths([path]))
    assert (
        isinstance(problem, Problem) and problem.place == "entry 2" and "nothing after it" in problem.reason
    )
    assert isinstance(document, Document) and "Asthma" in document.text


def test_an_empty_bundle_says_so(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"resourceType": "Bundle", "entry": []}')
    (problem,) = read_paths([path])
    assert isinstance(problem, Problem) and "nothing clinical, only Bundle" in problem.reason


def test_no_room_for_the_notebook_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    path = tmp_path / "record.json"
    path.write_text(json.dumps(bundle(condition("Asthma"))))

    def refuse(*_: object, **__: object) -> object:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    (problem,) = read_paths([path])
    assert isinstance(problem, Problem) and "TMPDIR" in problem.reason
