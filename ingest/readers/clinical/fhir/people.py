"""The patient, by age and sex alone, and the encounter.

Names, addresses, telephone numbers, identifiers, birth dates, photographs, contacts, race, language and marital
status of people are never rendered; nor are the names of practitioners, organisations and places.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.clinical.fhir.phrases import RecordStatement, sentence
from ingest.readers.clinical.fhir.values import (
    Json,
    code,
    concept,
    concepts,
    date_of,
    day,
    labelled,
    objects,
    period,
    text,
    value_at,
)
from ingest.readers.clinical.fhir.view import View

_CLASSES = {
    **{"amb": "ambulatory", "imp": "inpatient", "emer": "emergency", "hh": "home health", "vr": "virtual"},
    **{
        "obsenc": "observation",
        "ss": "short stay",
        "acute": "inpatient acute",
        "nonac": "inpatient non-acute",
    },
}


def patient(view: View) -> Iterator[RecordStatement]:
    """Whether the patient has died; the sex is told of every document."""
    resource = view.resource
    died = day(resource.get("deceasedDateTime"))
    if died or resource.get("deceasedBoolean") is True:
        yield RecordStatement("Patient", died, sentence("The patient has died", labelled("on", died)))


def encounter(view: View, patient_summary: str = "") -> Iterator[RecordStatement]:
    """What kind of encounter it was, when, why, and how it ended."""
    resource = view.resource
    date = date_of(resource, "period")
    parts = [
        period(resource.get("period")),
        _class(resource),
        _unusual_status(resource),
        *view.details("type", "class", "reasonCode", "reasonReference", "reason", "diagnosis"),
    ]
    yield RecordStatement("Encounter", "", sentence(concepts(resource.get("type")) or "Encounter", *parts))
    if patient_summary:
        yield RecordStatement("Encounter", "", patient_summary)
    reasons = [*objects(resource.get("reasonCode")), *objects(resource.get("reason"))]
    named = [*map(concept, reasons), *map(view.reference_name, objects(resource.get("reasonReference")))]
    for reason in dict.fromkeys(filter(None, named)):
        yield RecordStatement("Encounter", date, sentence(f"Reason for the encounter: {reason}"))
    for each in objects(resource.get("diagnosis")):
        reference = value_at(each, "condition")
        # A diagnosis whose condition is in the record has a line of its own.
        if not view.label(text(value_at(reference, "reference"))) and (
            name := text(value_at(reference, "display"))
        ):
            yield RecordStatement("Encounter", date, sentence(f"Diagnosis: {name}", concept(each.get("use"))))


def _class(resource: Json) -> str:
    value = resource.get("class")
    return _CLASSES.get(text(value_at(value, "code")).casefold()) or concept(value).lower()


def _unusual_status(resource: Json) -> str:
    status = code(resource.get("status"))
    return "" if status in {"finished", "completed"} else status.replace("-", " ")
