"""Which renderer writes the lines of which type of resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.readers.clinical.fhir import findings, people, problems, treatments
from ingest.readers.clinical.fhir.phrases import RecordStatement
from ingest.readers.clinical.fhir.view import View

RENDERERS: dict[str, Callable[[View], Iterator[RecordStatement]]] = {
    "Patient": people.patient,
    "Condition": problems.condition,
    "AllergyIntolerance": problems.allergy,
    "FamilyMemberHistory": problems.family,
    "ClinicalImpression": problems.reported_statements,
    "DetectedIssue": problems.reported_statements,
    "Flag": problems.reported_statements,
    "MedicationRequest": treatments.medication,
    "MedicationStatement": treatments.medication,
    "MedicationAdministration": treatments.medication,
    "MedicationDispense": treatments.medication,
    "Procedure": treatments.procedure,
    "Immunization": treatments.immunization,
    "ServiceRequest": treatments.order,
    "CarePlan": treatments.plan,
    "Goal": treatments.goal,
    "Observation": findings.observation,
    "DiagnosticReport": findings.report,
    "ImagingStudy": findings.imaging,
}
# The order in which a person reads a record; sections of other names stand where observations do.
_ORDER = (
    "Patient",
    "Encounter",
    "Conditions",
    "Allergies and intolerances",
    "Medications",
    "Procedures",
    "Immunizations",
    "Observations",
    "Diagnostic reports",
    "Imaging",
    "Assessments",
    "Family history",
    "Orders",
    "Care plans",
    "Goals",
)


def section_index(section: str) -> int:
    """Where a section stands in a document."""
    return _ORDER.index(section if section in _ORDER else "Observations")
