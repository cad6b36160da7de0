"""What was measured, seen and reported: observations, diagnostic reports, imaging."""

from __future__ import annotations

from collections.abc import Iterator

from graph import Assertion
from ingest.readers.clinical.fhir.phrases import RecordStatement, Wording, qualified, sentence
from ingest.readers.clinical.fhir.values import (
    Json,
    code,
    concept,
    concepts,
    date_of,
    labelled,
    number,
    objects,
    period,
    quantity,
    text,
    value_at,
)
from ingest.readers.clinical.fhir.view import View, name_of, text_lines

_NEGATIVE = frozenset(
    """negative|not detected|none detected|not present|absent|none|no|not seen|not found|nonreactive|non-reactive
    |non reactive|not observed|undetected|false""".replace("\n    ", "").split("|")
)
_NEGATIVE_CODES = {
    "260385009",
    "260415000",
    "2667000",
    "373067005",
    "la6577-6",
    "la11883-8",
    "la32-8",
    "neg",
    "n",
}
_DENIED = Wording("Negative for", "not observed", Assertion.NEGATED)
_UNKNOWN = Wording("No result for", "not observed", Assertion.NEGATED)
_RENDERED_ELEMENTS = ("code", "category", "component", "dataAbsentReason", "valueCodeableConcept")
_SECTIONS = {
    "vital-signs": "Vital signs",
    "laboratory": "Laboratory results",
    "social-history": "Social history",
    "survey": "Surveys",
    "exam": "Examination",
    "imaging": "Imaging",
}


def observation(view: View) -> Iterator[RecordStatement]:
    """`Hemoglobin A1c: 7.2 %, on 2012-09-10; interpretation High; reference range 4 to 6 %.`"""
    resource = view.resource
    section = _section(resource)
    date = date_of(resource, "effective", "issued")
    rest = [
        labelled("on", date),
        *_unusual_status(resource),
        *_interpretation(resource),
        *view.details(*_RENDERED_ELEMENTS),
    ]
    values = list(_values(resource))
    if values or not isinstance(resource.get("component"), list):
        yield from _result(view, section, date, resource.get("code"), values, resource, rest)
    elif panel := _measured(resource):
        yield RecordStatement(section, date, sentence(f"{concept(resource.get('code'))}: {panel}", *rest))
    for each in objects(resource.get("component")):
        if not _is_measured(each):
            yield from _result(view, section, date, each.get("code"), list(_values(each)), each, rest[:1])
    yield from view.notes(section, date)


def _section(resource: Json) -> str:
    for category in objects(resource.get("category")):
        if found := _SECTIONS.get(code(category)) or concept(category):
            return found
    return "Observations"


def _unusual_status(resource: Json) -> list[str]:
    """The status where it is not the usual one."""
    status = code(resource.get("status"))
    return [status] if status not in {"final", "amended", "corrected", ""} else []


def _result(
    view: View, section: str, date: str, value: object, values: list[str], resource: Json, rest: list[str]
) -> Iterator[RecordStatement]:
    missing = concept(resource.get("dataAbsentReason"))
    status = code(resource.get("status"))
    if _is_negative(resource, values):
        yield RecordStatement(
            section,
            date,
            qualified(view.read_assertions, _DENIED, value, labelled("result", ", ".join(values)), *rest),
        )
    elif status == "cancelled" or (missing and not values):
        yield RecordStatement(
            section, date, qualified(view.read_assertions, _UNKNOWN, value, missing.lower(), *rest)
        )
    elif name := concept(value):
        first, *others = values or [""]
        sentence_text = sentence(f"{name.rstrip('?:')}: {first}" if first else name, *rest)
        yield RecordStatement(section, date, sentence_text)
        yield from (RecordStatement(section, date, each) for each in others)


def _is_negative(resource: Json, values: list[str]) -> bool:
    """Whether the value says that what is named was not there: lest the name alone be read as a finding."""
    coded = code(resource.get("valueCodeableConcept"))
    value = values[0].split(" (")[0].casefold().rstrip(" .") if len(values) == 1 else ""
    return value in _NEGATIVE or coded in _NEGATIVE_CODES


def _values(resource: Json) -> Iterator[str]:
    """`value[x]` in words; a text of several paragraphs as so many."""
    for key, value in resource.items():
        if not key.startswith("value"):
            continue
        if key == "valueString":
            yield from text_lines(value)
        elif key == "valueBoolean":
            yield "yes" if value is True else "no"
        elif key == "valueCodeableConcept":
            yield from filter(None, [concept(value)])
        elif key in {"valueQuantity", "valueRange", "valueRatio"}:
            yield from filter(None, [quantity(value)])
        elif key == "valuePeriod":
            yield from filter(None, [period(value)])
        else:
            yield from filter(None, [number(value)])


def _interpretation(resource: Json) -> list[str]:
    """How the laboratory judges the value, and the range it compares with."""
    ranges = (quantity(each) or text(each.get("text")) for each in objects(resource.get("referenceRange")))
    return [
        labelled("interpretation", concepts(resource.get("interpretation"))),
        *(labelled("reference range", each) for each in ranges),
    ]


def _is_measured(component: Json) -> bool:
    return bool(quantity(component.get("valueQuantity")))


def _measured(resource: Json) -> str:
    """`Systolic 121 mmHg, Diastolic 79 mmHg`: the components that are measures read best in one sentence."""
    measured = filter(_is_measured, objects(resource.get("component")))
    parts = ((concept(c.get("code")), quantity(c.get("valueQuantity")), _interpretation(c)) for c in measured)
    return ", ".join(" ".join(filter(None, (name, amount, *judged))) for name, amount, judged in parts)


def report(view: View) -> Iterator[RecordStatement]:
    """`Complete blood count, reported on 2012-09-10; final.`, then its conclusion.

    Results that are in the record have their own lines; the others are named here.
    """
    resource = view.resource
    date = date_of(resource, "effective", "issued")
    elsewhere = (
        text(value_at(each, "display"))
        for each in objects(resource.get("result"))
        if not _is_in_record(view, each)
    )
    results = ", ".join(dict.fromkeys(filter(None, elsewhere)))
    rest = [
        concept(resource.get("status")),
        *view.details("code", "conclusionCode"),
        labelled("results", results),
    ]
    if name := concept(resource.get("code")):
        yield RecordStatement(
            "Diagnostic reports", date, sentence(name, labelled("reported on", date), *rest)
        )
    for each in text_lines(resource.get("conclusion")):
        yield RecordStatement("Diagnostic reports", date, f"Conclusion: {each}")
    for conclusion in objects(resource.get("conclusionCode") or resource.get("codedDiagnosis")):
        if name := concept(conclusion):
            yield RecordStatement(
                "Diagnostic reports", date, sentence(f"Conclusion: {name}", labelled("on", date))
            )
    yield from view.notes("Diagnostic reports", date)


def _is_in_record(view: View, reference: Json) -> bool:
    return bool(view.label(text(value_at(reference, "reference"))))


def imaging(view: View) -> Iterator[RecordStatement]:
    """`Plain X-ray of chest, imaged on 2012-01-02; modality Digital Radiography; body site Chest.`"""
    resource = view.resource
    date = date_of(resource, "started")
    name = name_of(resource) or "Imaging study"
    parts = view.details("procedureCode", "description")
    yield RecordStatement("Imaging", date, sentence(name, labelled("imaged on", date), *parts))
    yield from view.notes("Imaging", date)
