"""Lines of a record out of segments, in the wording that FHIR's readers have: what, its value, its date, its state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.readers.clinical.embedded import NotReadable, decoded, parts_of
from ingest.readers.clinical.hl7_fields import day_of
from ingest.readers.clinical.hl7v2.message import Segment, coded_text
from ingest.readers.compose.canonical import Part, clean_line

_FLAGS = {
    "H": "high",
    "HH": "critically high",
    ">": "above the range of the instrument",
    "L": "low",
    "LL": "critically low",
    "<": "below the range of the instrument",
    "N": "normal",
    "A": "abnormal",
    "AA": "critically abnormal",
    "POS": "positive",
    "NEG": "negative",
    "R": "resistant",
    "S": "susceptible",
    "I": "intermediate",
}
# What a result is not, or not yet. One that was deleted, entered for the wrong patient or not obtained is no result.
_STATES = {"P": "preliminary", "C": "corrected", "U": "changed to final"}
_NO_RESULT = frozenset("DWX")
_PROSE = frozenset({"TX", "FT"})
_CODED = frozenset({"CE", "CWE", "CNE", "CF"})
_DAYS = frozenset({"DT", "TS", "DTM"})
_POINTERS = frozenset({"RP", "HD", "ED"})


# Where an order has the drug, the least amount, its unit and the directions.
_ORDER_FIELDS = {"RXE": (2, 3, 5, 7), "RXO": (1, 2, 4, 7)}


def result_line(obx: Segment, date: str) -> str:
    """`Hemoglobin: 12.5 g/dL (reference 13 to 18), low, on 2011-01-03; preliminary.`; '' where nothing was found."""
    state = obx.component(11)
    value = clean_line(_value(obx))
    if not value or state in _NO_RESULT:
        return ""
    unit = clean_line(obx.component(6))
    flags = [_FLAGS.get(code, "") for code in _codes(obx, 8)]
    reference = clean_line(obx.marks.plain(obx.raw(7)))
    on = day_of(obx.component(14)) or date
    parts = [
        f"{clean_line(obx.coded(3)) or 'Result'}: {' '.join(filter(None, (value, unit)))}"
        + (f" (reference {reference})" if reference else ""),
        *filter(None, flags),
        f"on {on}" if on else "",
    ]
    return _sentence(parts, _STATES.get(state, ""))


def _codes(obx: Segment, field: int) -> Iterator[str]:
    return (components[0] for components in obx.values(field) if components)


def _value(obx: Segment) -> str:
    kind = obx.raw(2)
    values = list(obx.values(5))
    if kind in _POINTERS:
        return ""
    if kind in _CODED:
        return ", ".join(filter(None, map(coded_text, values)))
    if kind in _DAYS:
        return ", ".join(filter(None, (day_of(each[0]) for each in values)))
    # A structured number: comparator, first number, separator, second number: ">^100", "^1^:^128".
    return ", ".join("".join(each) if kind == "SN" else " ".join(filter(None, each)) for each in values)


def is_prose(obx: Segment) -> bool:
    """Whether it is a piece of running text."""
    return obx.raw(2) in _PROSE


def prose(segments: Sequence[Segment]) -> str:
    """The running text of result segments, a line a repetition."""
    kept = (each for each in segments if each.component(11) not in _NO_RESULT)
    return "\n".join(
        each.marks.plain(value) for each in kept for value in each.raw(5).split(each.marks.repetition)
    )


def embedded_parts(obx: Segment) -> list[Part]:
    """The sections of a document in base64; raises NotReadable for a type that is not read inside a record."""
    components = next(obx.values(5), [])
    _, kind, subtype, encoding, data = (*components, "", "", "", "", "")[:5]
    if not data:
        return []
    content_type = f"{kind or 'text'}/{subtype or 'plain'}".lower()
    if subtype.upper() in ("RTF", "PDF"):
        raise NotReadable(f"holds {content_type}: save it as a file and ingest that")
    return parts_of(decoded(data) if encoding.casefold() == "base64" else data.encode(), content_type)


def allergy_line(al1: Segment) -> str:
    """`Penicillin: allergy; severe; reaction: hives; identified on 2010-05-01.`."""
    what = clean_line(al1.coded(3))
    if not what:
        return ""
    severity = {"SV": "severe", "MO": "moderate", "MI": "mild"}.get(al1.component(4), "")
    reactions = ", ".join(clean_line(" ".join(filter(None, each))) for each in al1.values(5))
    day = day_of(al1.component(6))
    details = [severity, f"reaction: {reactions}" if reactions else "", f"identified on {day}" if day else ""]
    return _sentence([f"Allergy to {what}"], "; ".join(filter(None, details)))


def diagnosis_line(dg1: Segment) -> str:
    """`Hypertension, on 2011-01-03.`."""
    what = clean_line(dg1.coded(3)) or clean_line(dg1.component(4))
    return _dated(what, dg1.component(5)) if what else ""


def procedure_line(pr1: Segment) -> str:
    """`Appendectomy, on 2011-01-03.`."""
    what = clean_line(pr1.coded(3)) or clean_line(pr1.component(4))
    return _dated(what, pr1.component(5)) if what else ""


def medication_line(order: Segment, cancelled: bool) -> str:
    """`Metformin 500 mg, ordered.` of an RXE or RXO (pharmacy order) segment; a cancelled order says so."""
    drug, least, units, directions = _ORDER_FIELDS[order.name]
    what, amount = clean_line(order.coded(drug)), clean_line(order.component(least))
    unit = clean_line(order.coded(units))
    how = "; ".join(filter(None, (clean_line(coded_text(each)) for each in order.values(directions))))
    if not what:
        return ""
    state = "order cancelled, not taken" if cancelled else "ordered"
    return _sentence([" ".join(filter(None, (what, amount, unit))), how], state)


def immunisation_line(rxa: Segment) -> str:
    """`Influenza vaccine, given on 2011-01-03.`; one refused or not given says so."""
    what = clean_line(rxa.coded(5))
    day = day_of(rxa.component(3))
    on = f" on {day}" if day else ""
    state = {"RE": "refused", "NA": "not given", "PA": "given in part"}.get(rxa.component(20), "given")
    return f"{what}, {state}{on}." if what else ""


def _dated(what: str, day: str) -> str:
    return _sentence([what, f"on {day_of(day)}" if day_of(day) else ""], "")


def _sentence(parts: Sequence[str], state: str) -> str:
    return ", ".join(filter(None, parts)) + (f"; {state}" if state else "") + "."
