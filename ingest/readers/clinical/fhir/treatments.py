"""What is done for a patient: medicines, procedures, vaccines, orders, plans and goals."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.clinical.fhir.phrases import NOT_DONE, POSSIBLE, Line, sentence, worded
from ingest.readers.clinical.fhir.values import (
    Json,
    after,
    code,
    concept,
    concepts,
    date_of,
    day,
    frequency,
    member,
    objects,
    period,
    quantity,
    text,
    when,
)
from ingest.readers.clinical.fhir.view import View

_DRUG = ("medicationCodeableConcept", "medicationReference", "medication")
# How each resource says that the patient had it: the verb, and where its date is.
_GIVEN = {
    "MedicationRequest": ("prescribed", ("authoredOn", "dateWritten")),
    "MedicationStatement": ("taken", ("effective", "dateAsserted")),
    "MedicationAdministration": ("given", ("effective", "occurence", "occurrence")),
    "MedicationDispense": ("dispensed", ("whenHandedOver", "whenPrepared")),
}
# In R4 a cancelled order was withdrawn before anything was given.
_NEVER = {"not-taken", "not-done", "cancelled", "declined", "revoked"}
_PLANNED = {"draft", "intended", "preparation", "proposal", "plan"}


def medication(view: View) -> Iterator[Line]:
    """`Metformin 500 MG, prescribed on 2011-03-04; active; dosage 1 tablet once every day.`"""
    resource = view.resource
    verb, dates = _GIVEN[text(resource.get("resourceType"))]
    status, intent = code(resource.get("status")), code(resource.get("intent"))
    value = _drug(view)
    date = date_of(resource, *dates)
    rest = [*_dosages(resource), *view.details(*_DRUG, "dosage"), *_supply(resource)]
    told_when = when(resource, "effective") or after("on", date)
    if status in _NEVER or resource.get("doNotPerform") is True or resource.get("wasNotTaken") is True:
        told = worded(
            NOT_DONE, value, _humane(status), told_when, *view.details(*_DRUG, "dosage"), noun="use of"
        )
    elif status in _PLANNED or intent in _PLANNED:
        told = worded(POSSIBLE, value, _humane(intent or status), told_when, *rest, noun="use of")
    elif not (name := concept(value)):
        return
    else:
        told = sentence(name, f"{verb} {told_when}".strip(), _humane(status), *rest)
    yield Line("Medications", date, told)
    yield from view.notes("Medications", date)


def _humane(status: str) -> str:
    return status.replace("-", " ")


def _drug(view: View) -> object:
    """The medicine's concept; one behind a reference as a concept of its name."""
    coded = view.resource.get("medicationCodeableConcept") or view.resource.get("medication")
    if concept(coded):
        return coded
    name = view.named(view.resource.get("medicationReference") or coded)
    return {"text": name} if name else None


def _dosages(resource: Json) -> list[str]:
    found = [*objects(resource.get("dosageInstruction")), *objects(resource.get("dosage"))]
    return [f"dosage {words}" for each in found if (words := dosage(each))]


def dosage(value: Json) -> str:
    """A Dosage in words: what its author wrote, else its parts."""
    rates = list(objects(value.get("doseAndRate"))) or [value]
    dose = next(
        (q for r in rates for k in ("doseQuantity", "doseRange", "dose") if (q := quantity(r.get(k)))), ""
    )
    repeat = member(value, "timing", "repeat")
    needed = concepts(value.get("asNeededCodeableConcept")) or concepts(value.get("asNeededFor"))
    as_needed = value.get("asNeededBoolean") is True or value.get("asNeeded") is True
    said = text(value.get("text"))
    if said:
        return ", ".join(filter(None, (said, _unless_said(value, said))))
    parts = (
        dose,
        concept(value.get("route")),
        concept(value.get("site")),
        frequency(repeat) or concept(member(value, "timing", "code")),
        after("as needed for", needed) or ("as needed" if as_needed else ""),
        concepts(value.get("additionalInstruction")),
        text(value.get("patientInstruction")),
    )
    return ", ".join(filter(None, parts))


def _unless_said(value: Json, said: str) -> str:
    """The coded parts that the author's own words leave out."""
    coded = (
        concepts(value.get(key))
        for key in ("route", "site", "asNeededCodeableConcept", "additionalInstruction")
    )
    return ", ".join(each for each in coded if each and each.casefold() not in said.casefold())


def _supply(resource: Json) -> list[str]:
    amount = quantity(resource.get("quantity")) or quantity(member(resource, "dispenseRequest", "quantity"))
    return [after("quantity", amount)]


def procedure(view: View) -> Iterator[Line]:
    """`Appendectomy, performed on 2018-09-17; completed; reason Appendicitis.`"""
    resource = view.resource
    told_when = when(resource, "performed") or when(resource, "occurrence")
    yield from _deed(view, "Procedures", "performed", told_when, date_of(resource, "performed", "occurrence"))


def immunization(view: View) -> Iterator[Line]:
    """`Vaccination with Influenza, seasonal, given on 2012-09-10; completed.`"""
    resource = view.resource
    told_when = when(resource, "occurrence") or after("on", day(resource.get("date")))
    date = date_of(resource, "occurrence", "date")
    rest = [after("dose", quantity(resource.get("doseQuantity"))), *view.details()]
    not_given = resource.get("notGiven") is True or resource.get("wasNotGiven") is True
    status, value = code(resource.get("status")), resource.get("vaccineCode")
    if status in _NEVER or not_given:
        told = worded(NOT_DONE, value, "not done", told_when, *view.details(), noun="vaccination with")
    elif not (name := concept(value)):
        return
    else:
        told = sentence(f"Vaccination with {name}", f"given {told_when}".strip(), status, *rest)
    yield Line("Immunizations", date, told)
    yield from view.notes("Immunizations", date)


def order(view: View) -> Iterator[Line]:
    """`Order of Chest X-ray, on 2012-01-02; active.`"""
    date = date_of(view.resource, "authoredOn", "occurrence")
    if view.resource.get("doNotPerform") is True:
        told = worded(NOT_DONE, view.resource.get("code"), "not to be done", noun="order of")
        yield Line("Orders", date, told)
    else:
        yield from _deed(view, "Orders", "ordered", after("on", date), date)


def _deed(view: View, section: str, verb: str, told_when: str, date: str) -> Iterator[Line]:
    resource = view.resource
    status, value = code(resource.get("status")), resource.get("code")
    not_done = status in _NEVER or resource.get("notPerformed") is True
    rest = view.details("code")
    if not_done:
        told = worded(NOT_DONE, value, _humane(status) or "not done", told_when, *rest)
    elif status in _PLANNED or code(resource.get("intent")) in _PLANNED:
        told = worded(POSSIBLE, value, "planned", told_when, *rest)
    elif not (name := concept(value)):
        return
    else:
        told = sentence(name, f"{verb} {told_when}".strip(), _humane(status), *rest)
    yield Line(section, date, told)
    yield from view.notes(section, date)


def plan(view: View) -> Iterator[Line]:
    """`Care plan: Surgery care management, from 2012-09-29 until 2012-10-13; completed.`, then its activities."""
    resource = view.resource
    date = date_of(resource, "period", "created")
    name = (
        text(resource.get("title")) or concepts(resource.get("category")) or text(resource.get("description"))
    )
    span = period(resource.get("period"))
    rest = view.details("category", "activity")
    if name or rest:
        yield Line(
            "Care plans", date, sentence(f"Care plan: {name}", span, code(resource.get("status")), *rest)
        )
    for each in objects(resource.get("activity")):
        detail = member(each, "detail")
        if isinstance(detail, dict) and (
            said := concept(detail.get("code")) or text(detail.get("description"))
        ):
            status = _humane(code(detail.get("status")))
            told = (status, after("reason", concepts(detail.get("reasonCode"))))
            yield Line("Care plans", date, sentence(f"Planned: {said}", *told))
    yield from view.notes("Care plans", date)


def goal(view: View) -> Iterator[Line]:
    """`Goal: Hemoglobin A1c below 7 percent, active.`"""
    resource = view.resource
    date = date_of(resource, "start", "startDate", "statusDate")
    if name := concept(resource.get("description")):
        status = concept(resource.get("lifecycleStatus") or resource.get("status"))
        targets = [*objects(resource.get("target"))]
        amounts = (
            quantity(each.get("detailQuantity")) or quantity(each.get("detailRange")) for each in targets
        )
        told = (*view.details("description"), *(after("target", amount) for amount in amounts))
        yield Line("Goals", date, sentence(f"Goal: {name}", status, *told))
    yield from view.notes("Goals", date)
