"""Which renderer writes the lines of which type of resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.readers import fhir_findings, fhir_people, fhir_problems, fhir_treatments
from ingest.readers.fhir_phrases import Line
from ingest.readers.fhir_view import View

RENDERERS: dict[str, Callable[[View], Iterator[Line]]] = {
    "Patient": fhir_people.patient,
    "Condition": fhir_problems.condition,
    "AllergyIntolerance": fhir_problems.allergy,
    "FamilyMemberHistory": fhir_problems.family,
    "ClinicalImpression": fhir_problems.reported,
    "DetectedIssue": fhir_problems.reported,
    "Flag": fhir_problems.reported,
    "MedicationRequest": fhir_treatments.medication,
    "MedicationStatement": fhir_treatments.medication,
    "MedicationAdministration": fhir_treatments.medication,
    "MedicationDispense": fhir_treatments.medication,
    "Procedure": fhir_treatments.procedure,
    "Immunization": fhir_treatments.immunization,
    "ServiceRequest": fhir_treatments.order,
    "CarePlan": fhir_treatments.plan,
    "Goal": fhir_treatments.goal,
    "Observation": fhir_findings.observation,
    "DiagnosticReport": fhir_findings.report,
    "ImagingStudy": fhir_findings.imaging,
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


def place_of(section: str) -> int:
    """Where a section stands in a document."""
    return _ORDER.index(section if section in _ORDER else "Observations")
