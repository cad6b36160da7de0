"""FHIR records: small ones of our own, and what a person would tell from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph import Tier, split_sentences
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
    resource,
    statements_of,
)

Tell = Callable[..., list[str]]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    return partial(statements_of, tmp_path / "record.json")


def test_an_encounter_is_a_document_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    everything = bundle(
        PATIENT,
        ENCOUNTER,
        condition("Asthma", onsetDateTime="2011-03-04", **IN_ENCOUNTER),
        resource("Observation", "o1", code=coded("Heart rate"), valueQuantity={"value": 88, "unit": "/min"},
                 category=[coded("Vital Signs", "vital-signs")], effectiveDateTime="2011-03-04", **IN_ENCOUNTER),
        resource("Procedure", "x1", status="completed", code=coded("Spirometry"), performedDateTime="2011-03-04",
                 **IN_ENCOUNTER),
        resource("Immunization", "i1", status="completed", vaccineCode=coded("Zoster vaccine"),
                 patient={"reference": "Patient/p1"}, occurrenceDateTime="2009-10-01"),
        resource("Claim", "b1"),
        timestamp="2012-01-31T00:00:00Z",
    )  # fmt: skip
    path.write_text(json.dumps(everything))
    first, second = documents(list(read_paths([path])))
    assert (first.id, first.year, first.tier) == ("fhir:Encounter/e1", 2011, Tier.USER)
    assert first.text == (
        "Patient encounter of 2011-03-04: Encounter for problem\n\n"
        "Encounter\nEncounter for problem, on 2011-03-04; ambulatory; discharge disposition Home.\n"
        "Age 60 years, female.\nReason for the encounter: Shortness of breath.\n\n"
        "Conditions\nAsthma, active since 2011-03-04.\n\n"
        "Procedures\nSpirometry, performed on 2011-03-04; completed.\n\n"
        "Vital signs\nHeart rate: 88 /min, on 2011-03-04."
    )
    assert (second.id, second.title, second.year) == ("fhir:Patient/p1", "Patient summary", 2009)
    assert second.text.endswith(
        "Patient\nFemale.\n\nImmunizations\nVaccination with Zoster vaccine, given on 2009-10-01; completed."
    )
    assert {first.revised, second.revised} == {"2012-01-31"}


def test_who_the_patient_is_stays_out(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(bundle(PATIENT, ENCOUNTER, condition("Asthma", **IN_ENCOUNTER))))
    told = json.dumps([document.text for document in documents(list(read_paths([path])))])
    for secret in ("Wanda", "Quux", "778899", "Nowhere", "Plumville", "0199", "1950"):
        assert secret not in told


def test_a_great_age_is_not_told(tell: Tell) -> None:
    old = {**PATIENT, "birthDate": "1915-01-01"}
    assert "Age 90 years or more, female." in tell(old, ENCOUNTER)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (condition("Asthma", onsetDateTime="2001-02"), "Asthma, active since 2001-02."),
        (
            condition("Gout", clinicalStatus="resolved", onsetDateTime="2001", abatementDateTime="2002-05-06T07:08Z"),
            "Gout, resolved; onset on 2001; ended on 2002-05-06.",
        ),
        (condition("Gout", clinicalStatus="inactive", recordedDate="2001"), "Gout, inactive; recorded on 2001."),
        (condition("Gout", onsetAge={"value": 40, "unit": "years"}), "Gout, active; onset at the age of 40 years."),
        (
            condition("Gout", severity=coded("Severe"), bodySite=[coded("Left foot"), coded("Right foot")]),
            "Gout, active; severity Severe; body site Left foot, Right foot.",
        ),
        (condition("Gout", code={"coding": [{"system": "http://snomed.info/sct", "code": "90560007"}]}),
         "SNOMED CT 90560007, active."),
        (condition("Gout", code=coded("Gout (disorder)", text="podagra")), "podagra (Gout (disorder)), active."),
        (resource("AllergyIntolerance", code=coded("Penicillin G"), criticality="high", category=["medication"],
                  clinicalStatus={"coding": [{"code": "active"}]}, onsetDateTime="1999",
                  reaction=[{"manifestation": [coded("Hives")], "severity": "severe"}]),
         "Allergy to Penicillin G, active; category medication; criticality high; manifestation Hives; "
         "severe reaction; onset on 1999."),
        (resource("AllergyIntolerance", code=coded("Lactose"), type="intolerance"), "Intolerance to Lactose."),
        (resource("AllergyIntolerance", code=coded("No known allergy")), "No known allergy."),
        (resource("AllergyIntolerance", code=coded("Allergy to mould")), "Allergy to mould."),
        (resource("MedicationRequest", status="stopped", authoredOn="2011-03-04",
                  medicationCodeableConcept=coded("Metformin 500 MG"), reasonCode=[coded("Diabetes")],
                  dosageInstruction=[{"doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}],
                                      "route": coded("Oral"), "asNeededCodeableConcept": coded("pain"),
                                      "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}]),
         "Metformin 500 MG, prescribed on 2011-03-04; stopped; dosage 1 tablet, Oral, 2 times every day, "
         "as needed for pain; reason Diabetes."),
        (resource("MedicationStatement", status="active", medicationCodeableConcept=coded("Aspirin"),
                  effectivePeriod={"start": "2010-01-01"}, dosage=[{"text": "one each morning"}]),
         "Aspirin, taken from 2010-01-01; active; dosage one each morning."),
        (resource("MedicationAdministration", status="completed", medicationCodeableConcept=coded("Heparin"),
                  effectiveDateTime="2010-01-01", dosage={"dose": {"value": 5000, "unit": "U"}, "route": coded("SC")}),
         "Heparin, given on 2010-01-01; completed; dosage 5000 U, SC."),
        (resource("Procedure", status="in-progress", code=coded("Dialysis"), bodySite=[coded("Left arm")]),
         "Dialysis, performed; in progress; body site Left arm."),
        (resource("Observation", code=coded("Hemoglobin A1c"), valueQuantity={"value": 7.2, "unit": "%"},
                  interpretation=[coded("High")], effectiveDateTime="2010-01-01", status="preliminary",
                  referenceRange=[{"low": {"value": 4, "unit": "%"}, "high": {"value": 6, "unit": "%"}}]),
         "Hemoglobin A1c: 7.2 %, on 2010-01-01; preliminary; interpretation High; reference range 4 % to 6 %."),
        (resource("Observation", code=coded("Blood pressure"), component=[
            {"code": coded("Systolic"), "valueQuantity": {"value": 121.5, "unit": "mmHg"}},
            {"code": coded("Diastolic"), "valueQuantity": {"value": 79, "unit": "mmHg"}}]),
         "Blood pressure: Systolic 121.5 mmHg, Diastolic 79 mmHg."),
        (resource("Observation", code=coded("Smoking status"), valueCodeableConcept=coded("Never smoker")),
         "Smoking status: Never smoker."),
        (resource("Observation", code=coded("Titre"),
                  valueRatio={"numerator": {"value": 1}, "denominator": {"value": 128}}),
         "Titre: 1:128."),
        (resource("Observation", code=coded("Pregnant"), valueBoolean=True), "Pregnant: yes."),
        (resource("Observation", code=coded("Weight"), valueQuantity={"value": 70.123456789, "unit": "kg"}),
         "Weight: 70.1235 kg."),
        (resource("Observation", code=coded("Platelets"), valueQuantity={"comparator": "<", "value": 1234567}),
         "Platelets: < 1234567."),
        (resource("DiagnosticReport", status="final", code=coded("Chest X-ray"), conclusion="Clear lungs.",
                  effectiveDateTime="2010-01-01", result=[{"reference": "Observation/gone", "display": "Lung view"}]),
         "Chest X-ray, reported on 2010-01-01; final; results Lung view."),
        (resource("CarePlan", status="active", category=[coded("Asthma self management")],
                  period={"start": "2010-01-01"}), "Care plan: Asthma self management, from 2010-01-01; active."),
        (resource("Goal", lifecycleStatus="active", description={"text": "Walk daily"}), "Goal: Walk daily, active."),
        (resource("ServiceRequest", status="active", code=coded("Colonoscopy"), authoredOn="2010-01-01"),
         "Colonoscopy, ordered on 2010-01-01; active."),
        (resource("ImagingStudy", started="2010-01-01", series=[
            {"modality": {"system": "x", "code": "DX", "display": "Digital Radiography"},
             "bodySite": {"system": "x", "code": "1", "display": "Chest"}}]),
         "Imaging study, imaged on 2010-01-01; modality Digital Radiography; body site Chest."),
        (resource("Flag", code=coded("Fall risk"), period={"start": "2010-01-01"}), "Fall risk, on 2010-01-01."),
    ],
)  # fmt: skip
def test_a_fact_is_told_in_one_sentence(tell: Tell, given: Json, line: str) -> None:
    told = tell(given)
    assert told[0] == line
    assert len(split_sentences(line, 0, len(line))) == 1


@pytest.mark.parametrize("field", ["status", "verificationStatus", "docStatus"])
def test_what_was_entered_in_error_is_left_out(tell: Tell, field: str) -> None:
    wrong = condition("Gout") | {"id": "c2", field: {"coding": [{"code": "entered-in-error"}]}}
    assert tell(condition("Asthma"), wrong) == ["Asthma, active."]


def test_a_wrong_encounter_leaves_its_facts_to_the_patient(tell: Tell) -> None:
    wrong = {**ENCOUNTER, "status": "entered-in-error"}
    assert tell(PATIENT, wrong, condition("Asthma", **IN_ENCOUNTER)) == [
        "Female.",
        "Asthma, active.",
    ]


@pytest.mark.parametrize(
    "reference",
    ["urn:uuid:11111111-2222-3333-4444-555555555555", "Medication/m1", "Medication/m1/_history/3",
     "https://example.org/fhir/Medication/m1"],
)  # fmt: skip
@pytest.mark.parametrize("last", [False, True])
def test_references_are_resolved_wherever_they_point(tmp_path: Path, reference: str, last: bool) -> None:
    medicine = {
        "fullUrl": "urn:uuid:11111111-2222-3333-4444-555555555555",
        "resource": resource("Medication", "m1", code=coded("Warfarin 5 MG")),
    }
    order = {
        "resource": resource(
            "MedicationRequest", status="active", medicationReference={"reference": reference}
        )
    }
    path = tmp_path / "record.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": [medicine, order][:: 1 - 2 * last]}))
    (document,) = documents(list(read_paths([path])))
    assert "Warfarin 5 MG, prescribed; active." in document.text


def test_contained_resources_and_displays(tell: Tell) -> None:
    contained = resource("Medication", "m", ingredient=[{"itemCodeableConcept": coded("Aspirin")}])
    assert tell(
        resource("MedicationRequest", "1", medicationReference={"reference": "#m"}, contained=[contained]),
        resource(
            "MedicationRequest", "2", medicationReference={"reference": "Medication/gone", "display": "Iron"}
        ),
        resource("MedicationRequest", "3", medicationReference={"reference": "Medication/gone"}),
        resource("Procedure", "4", code=coded("Biopsy"), reasonReference=[{"reference": "Condition/c1"}]),
        condition("Asthma"),
    ) == ["Aspirin, prescribed.", "Iron, prescribed.", "Biopsy, performed; reason Asthma.", "Asthma, active."]


def test_results_follow_their_report_and_cycles_end(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    report = resource("DiagnosticReport", "d1", code=coded("Lipid panel"), effectiveDateTime="2015-05-05",
                      result=[{"reference": "Observation/o1"}], subject={"reference": "Patient/p1"})  # fmt: skip
    panel = resource("Observation", "o1", code=coded("Panel"), hasMember=[{"reference": "Observation/o2"}])
    member = resource("Observation", "o2", code=coded("Cholesterol"), valueInteger=180,
                      hasMember=[{"reference": "Observation/o2"}, {"reference": "Observation/o1"}])  # fmt: skip
    path.write_text(json.dumps(bundle(report, panel, member)))
    text = {document.id: document.text for document in documents(list(read_paths([path])))}
    assert "Diagnostic report of 2015-05-05: Lipid panel" in text["fhir:DiagnosticReport/d1"]
    assert "Panel." in "".join(text.values()) and "Cholesterol: 180." in "".join(text.values())


def test_a_diagnosis_listed_by_the_encounter_belongs_to_it(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    gone = {"reference": "Condition/x", "display": "Old fracture"}
    listing = {**ENCOUNTER, "diagnosis": [{"condition": {"reference": "Condition/c1"}}, {"condition": gone}]}
    path.write_text(json.dumps(bundle(listing, condition("Asthma", subject={"reference": "Patient/p1"}))))
    (document,) = documents(list(read_paths([path])))
    assert document.text.endswith("Diagnosis: Old fracture.\n\nConditions\nAsthma, active.")


def test_notes_beside_the_codes_are_kept(tell: Tell) -> None:
    lines = tell(condition("Asthma", note=[{"text": "Worse in spring.\nUses a spacer."}]))
    assert lines == ["Asthma, active.", "Note: Worse in spring.", "Note: Uses a spacer."]
