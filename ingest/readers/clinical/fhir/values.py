"""FHIR's data types as words: coded concepts, quantities, dates, durations; anything malformed is ''.

Types: https://hl7.org/fhir/R4/datatypes.html. Nothing here trusts the shape of what it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from ingest.readers.compose.canonical import clean_line

# What `json.loads` makes of an object; every value is looked at before it is used.
Json: TypeAlias = dict[str, Any]

_SYSTEMS = {
    "http://snomed.info/sct": "SNOMED CT",
    "http://loinc.org": "LOINC",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
    "http://hl7.org/fhir/sid/icd-10": "ICD-10",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM",
    "http://hl7.org/fhir/sid/cvx": "CVX",
    "http://hl7.org/fhir/sid/ndc": "NDC",
    "http://www.whocc.no/atc": "ATC",
    "http://www.ama-assn.org/go/cpt": "CPT",
}
_OWN_CODES = ("http://terminology.hl7.org/CodeSystem/", "http://hl7.org/fhir/")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)")
_UNITS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
_EXACT = 1e15  # above it a float is no longer the number that was written


def text(value: object) -> str:
    """A JSON string as one clean line, '' for anything else."""
    return clean_line(value) if isinstance(value, str) else ""


def labelled(label: str, value: str) -> str:
    """The value behind its label (`on 2011-03-04`), '' where there is no value."""
    return f"{label} {value}" if value else ""


def objects(value: object) -> Iterator[Json]:
    """The objects in a list, or the object itself: servers disagree about what repeats."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def value_at(value: object, *path: str) -> Any:
    """What lies at a path of names, of lists the first item; None where the path ends early."""
    for name in path:
        value = value[0] if isinstance(value, list) and value else value
        value = value.get(name) if isinstance(value, dict) else None
    return value


def concept(value: object) -> str:
    """A CodeableConcept, Coding, CodeableReference or code in words: its text, and its first display if that differs.

    A concept without either is its codes, each with the name of its system.
    """
    if isinstance(value, str):
        return without_hyphens(value)
    if not isinstance(value, dict):
        return ""
    inner = value.get("concept")
    value = inner if isinstance(inner, dict) else value
    codings = list(objects(value.get("coding"))) or [value]
    own_text = text(value.get("text"))
    display = next(filter(None, (text(coding.get("display")) for coding in codings)), "")
    if own_text and display and display.casefold() not in own_text.casefold():
        return display if own_text.casefold() in display.casefold() else f"{own_text} ({display})"
    return own_text or display or codes(value)


def codes(value: object) -> str:
    """Only the codes of a concept: `SNOMED CT 38341003`; HL7's own codes are words."""
    if not isinstance(value, dict):
        return ""
    found = (_code(coding) for coding in list(objects(value.get("coding"))) or [value])
    return ", ".join(dict.fromkeys(filter(None, found)))


def code(value: object) -> str:
    """The bare first code of a concept in lower case, for deciding: `active`, `not-taken`."""
    if isinstance(value, str):
        return text(value).casefold()
    return text(value_at(value, "coding", "code") or value_at(value, "text")).casefold()


def _code(coding: Json) -> str:
    system, value = text(coding.get("system")), text(coding.get("code"))
    if system.startswith(_OWN_CODES) and system not in _SYSTEMS:
        return without_hyphens(value)
    return f"{_SYSTEMS[system]} {value}" if value and system in _SYSTEMS else value


def without_hyphens(value: str) -> str:
    """A code as words: `not taken` of `not-taken`."""
    return text(value).replace("-", " ")


def concepts(value: object) -> str:
    """Every concept of a list, separated by commas."""
    values = value if isinstance(value, list) else [value]
    return ", ".join(dict.fromkeys(filter(None, map(concept, values))))


def number(value: object) -> str:
    """A number as it was written, but of a long fraction six significant digits."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text(value)
    if isinstance(value, int):
        return str(value) if -(10**18) < value < 10**18 else ""
    if not abs(value) < _EXACT:
        return ""
    written = repr(value)
    if len(written.strip("-0.").replace(".", "")) <= 7:
        return written
    return f"{value:.6g}" if abs(value) < 10**6 else f"{value:.0f}"


def quantity(value: object) -> str:
    """A Quantity, Range, Ratio or Money with its unit: `7.2 %`, `> 90 mmHg`, `1 tablet to 2 tablets`, `1:128`."""
    if not isinstance(value, dict):
        return ""
    if "low" in value or "high" in value:
        low, high = quantity(value.get("low")), quantity(value.get("high"))
        return (
            f"{low} to {high}"
            if low and high
            else f"at least {low}"
            if low
            else f"at most {high}" * bool(high)
        )
    if "numerator" in value:
        return ":".join(filter(None, (quantity(value.get("numerator")), quantity(value.get("denominator")))))
    unit = text(value.get("unit")) or text(value.get("code")) or text(value.get("currency"))
    amount = number(value.get("value"))
    return " ".join(filter(None, (text(value.get("comparator")), amount, unit))) if amount else ""


def day(value: object) -> str:
    """The date of a date or time, as exact as it is given: `2011-03-04`, `2011`."""
    found = _DAY.match(value) if isinstance(value, str) else None
    return found.group() if found else ""


def period(value: object) -> str:
    """A Period in words: `from 2011-03-04 to 2011-03-10`, `on 2011-03-04` within a day."""
    start, end = day(value_at(value, "start")), day(value_at(value, "end"))
    if start and start == end:
        return f"on {start}"
    return " ".join(filter(None, (labelled("from", start), labelled("until", end))))


def when(resource: Json, stem: str) -> str:
    """The choice `stem[x]` (`onsetDateTime`, `performedPeriod`, `onsetAge`) in words, with its preposition."""
    if moment := day(resource.get(f"{stem}DateTime")) or day(resource.get(f"{stem}Instant")):
        return f"on {moment}"
    if span := period(resource.get(f"{stem}Period")):
        return span
    if age := quantity(resource.get(f"{stem}Age")) or quantity(resource.get(f"{stem}Range")):
        return f"at the age of {_full_unit(age)}"
    return text(resource.get(f"{stem}String"))


def date_of(resource: Json, *stems: str) -> str:
    """The first date under any of the names, whether a date, a time or the start of a period."""
    for stem in stems:
        for name in (stem, f"{stem}DateTime", f"{stem}Instant", f"{stem}Period"):
            value = resource.get(name)
            if found := day(value) or day(value_at(value, "start")) or day(value_at(value, "end")):
                return found
    return ""


def _full_unit(age: str) -> str:
    amount, _, unit = age.partition(" ")
    return f"{amount} {_UNITS[unit]}s" if unit in _UNITS else age


def frequency(repeat: object) -> str:
    """How often, of a Timing's repeat: `2 times every 8 hours`, `once every day`."""
    if not isinstance(repeat, dict) or not (every := number(repeat.get("period"))):
        return ""
    often = number(repeat.get("frequency")) or "1"
    unit = _UNITS.get(text(repeat.get("periodUnit")), text(repeat.get("periodUnit")))
    span = unit if every in {"1", "1.0"} else f"{every.removesuffix('.0')} {unit}s"
    return f"{'once' if often == '1' else f'{often} times'} every {span}"
