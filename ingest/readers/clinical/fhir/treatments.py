"""What is done for a patient: medicines, procedures, vaccines, orders, plans and goals."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.clinical.fhir.phrases import NOT_DONE, POSSIBLE, RecordStatement, qualified, sentence
from ingest.readers.clinical.fhir.values import (
    Json,
    code,
    concept,
    concepts,
    date_of,
    day,
    frequency,
    labelled,
    objects,
    period,
    quantity,
    text,
    value_at,
    when,
    without_hyphens,
)
from ingest.readers.clinical.fhir.view import View

_DRUG = ("medicationCodeableConcept", "medicationReference", "medication")
# How each resource says that the patient had it: the verb, and where its date is.
_VERBS = {
    "MedicationRequest": ("prescribed", ("authoredOn", "dateWritten")),
    "MedicationStatement": ("taken", ("effective", "dateAsserted")),
    "MedicationAdministration": ("given", ("effective", "occurence", "occurrence")),
    "MedicationDispense": ("dispensed", ("whenHandedOver", "whenPrepared")),
}
# In R4 a cancelled order was withdrawn before anything was given.
_NEVER = {"not-taken", "not-done", "cancelled", "declined", "revoked"}
_PLANNED = {"draft", "intended", "preparation", "proposal", "plan"}


def medication(view: View) -> Iterator[RecordStatement]:
    """`Metformin 500 MG, prescribed on 2011-03-04; active; dosage 1 tablet once every day.`"""
    resource = view.resource
    verb, dates = _VERBS[text(resource.get("resourceType"))]
    status, intent = code(resource.get("status")), code(resource.get("intent"))
    value = _drug(view)
    date = date_of(resource, *dates)
    rest = [*_dosages(resource), *view.details(*_DRUG, "dosage"), *_supply(resource)]
    when_text = when(resource, "effective") or labelled("on", date)
    forbidden = resource.get("doNotPerform") is True
    if forbidden or status in _NEVER or resource.get("wasNotTaken") is True:
        sentence_text = qualified(
            view.read_assertions,
            NOT_DONE,
            value,
            _why_not(status, forbidden),
            when_text,
            *view.details(*_DRUG, "dosage"),
            noun="use of",
        )
    elif status in _PLANNED or intent in _PLANNED:
        sentence_text = qualified(
            view.read_assertions,
            POSSIBLE,
            value,
            without_hyphens(intent or status),
            when_text,
            *rest,
            noun="use of",
        )
    elif not (name := concept(value)):
        return
    else:
        sentence_text = sentence(name, f"{verb} {when_text}".strip(), without_hyphens(status), *rest)
    yield RecordStatement("Medications", date, sentence_text)
    yield from view.notes("Medications", date)


def _why_not(status: str, forbidden: bool) -> str:
    """`not to be given` of an order not to; else the status, where that says that it was not."""
    return "not to be given" if forbidden else without_hyphens(status) if status in _NEVER else "not taken"


def _drug(view: View) -> object:
    """The medicine's concept; one behind a reference as a concept of its name."""
    coded = view.resource.get("medicationCodeableConcept") or view.resource.get("medication")
    if concept(coded):
        return coded
    name = view.reference_name(view.resource.get("medicationReference") or coded)
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
    repeat = value_at(value, "timing", "repeat")
    needed = concepts(value.get("asNeededCodeableConcept")) or concepts(value.get("asNeededFor"))
    as_needed = value.get("asNeededBoolean") is True or value.get("asNeeded") is True
    written = text(value.get("text"))
    if written:
        return ", ".join(filter(None, (written, _not_in_text(value, written))))
    parts = (
        dose,
        concept(value.get("route")),
        concept(value.get("site")),
        frequency(repeat) or concept(value_at(value, "timing", "code")),
        labelled("as needed for", needed) or ("as needed" if as_needed else ""),
        concepts(value.get("additionalInstruction")),
        text(value.get("patientInstruction")),
    )
    return ", ".join(filter(None, parts))


def _not_in_text(value: Json, written: str) -> str:
    """The coded parts that the author's own words leave out."""
    coded = (
        concepts(value.get(key))
        for key in ("route", "site", "asNeededCodeableConcept", "additionalInstruction")
    )
    return ", ".join(each for each in coded if each and each.casefold() not in written.casefold())


def _supply(resource: Json) -> list[str]:
    amount = quantity(resource.get("quantity")) or quantity(value_at(resource, "dispenseRequest", "quantity"))
    return [labelled("quantity", amount)]


def procedure(view: View) -> Iterator[RecordStatement]:
    """`Appendectomy, performed on 2018-09-17; completed; reason Appendicitis.`"""
    resource = view.resource
    when_text = when(resource, "performed") or when(resource, "occurrence")
    yield from _act_statement(
        view, "Procedures", "performed", when_text, date_of(resource, "performed", "occurrence")
    )


def immunization(view: View) -> Iterator[RecordStatement]:
    """`Vaccination with Influenza, seasonal, given on 2012-09-10; completed.`"""
    resource = view.resource
    when_text = when(resource, "occurrence") or labelled("on", day(resource.get("date")))
    date = date_of(resource, "occurrence", "date")
    rest = [labelled("dose", quantity(resource.get("doseQuantity"))), *view.details()]
    not_given = resource.get("notGiven") is True or resource.get("wasNotGiven") is True
    status, value = code(resource.get("status")), resource.get("vaccineCode")
    if status in _NEVER or not_given:
        sentence_text = qualified(
            view.read_assertions,
            NOT_DONE,
            value,
            "not done",
            when_text,
            *view.details(),
            noun="vaccination with",
        )
    elif not (name := concept(value)):
        return
    else:
        sentence_text = sentence(f"Vaccination with {name}", f"given {when_text}".strip(), status, *rest)
    yield RecordStatement("Immunizations", date, sentence_text)
    yield from view.notes("Immunizations", date)


def order(view: View) -> Iterator[RecordStatement]:
    """`Order of Chest X-ray, on 2012-01-02; active.`"""
    date = date_of(view.resource, "authoredOn", "occurrence")
    if view.resource.get("doNotPerform") is True:
        sentence_text = qualified(
            view.read_assertions, NOT_DONE, view.resource.get("code"), "not to be done", noun="order of"
        )
        yield RecordStatement("Orders", date, sentence_text)
    else:
        yield from _act_statement(view, "Orders", "ordered", labelled("on", date), date)


def _act_statement(
    view: View, section: str, verb: str, when_text: str, date: str
) -> Iterator[RecordStatement]:
    resource = view.resource
    status, value = code(resource.get("status")), resource.get("code")
    not_done = status in _NEVER or resource.get("notPerformed") is True
    rest = view.details("code")
    if not_done:
        sentence_text = qualified(
            view.read_assertions, NOT_DONE, value, without_hyphens(status) or "not done", when_text, *rest
        )
    elif status in _PLANNED or code(resource.get("intent")) in _PLANNED:
        sentence_text = qualified(view.read_assertions, POSSIBLE, value, "planned", when_text, *rest)
    elif not (name := concept(value)):
        return
    else:
        sentence_text = sentence(name, f"{verb} {when_text}".strip(), without_hyphens(status), *rest)
    yield RecordStatement(section, date, sentence_text)
    yield from view.notes(section, date)


def plan(view: View) -> Iterator[RecordStatement]:
    """`Care plan: Surgery care management, from 2012-09-29 until 2012-10-13; completed.`, then its activities."""
    resource = view.resource
    date = date_of(resource, "period", "created")
    name = (
        text(resource.get("title")) or concepts(resource.get("category")) or text(resource.get("description"))
    )
    span = period(resource.get("period"))
    rest = view.details("category", "activity")
    if name or rest:
        yield RecordStatement(
            "Care plans", date, sentence(f"Care plan: {name}", span, code(resource.get("status")), *rest)
        )
    for each in objects(resource.get("activity")):
        detail = value_at(each, "detail")
        if isinstance(detail, dict) and (
            name := concept(detail.get("code")) or text(detail.get("description"))
        ):
            status = without_hyphens(code(detail.get("status")))
            parts = (status, labelled("reason", concepts(detail.get("reasonCode"))))
            yield RecordStatement("Care plans", date, sentence(f"Planned: {name}", *parts))
    yield from view.notes("Care plans", date)


def goal(view: View) -> Iterator[RecordStatement]:
    """`Goal: Hemoglobin A1c below 7 percent, active.`"""
    resource = view.resource
    date = date_of(resource, "start", "startDate", "statusDate")
    if name := concept(resource.get("description")):
        status = concept(resource.get("lifecycleStatus") or resource.get("status"))
        targets = [*objects(resource.get("target"))]
        amounts = (
            quantity(each.get("detailQuantity")) or quantity(each.get("detailRange")) for each in targets
        )
        parts = (*view.details("description"), *(labelled("target", amount) for amount in amounts))
        yield RecordStatement("Goals", date, sentence(f"Goal: {name}", status, *parts))
    yield from view.notes("Goals", date)
