"""A message as a document: whose it is, of what day, and its sections."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from graph import Tier
from graph.parsing import Problem
from ingest.readers.base import Deletion, ReadResult
from ingest.readers.clinical.age_sex import age_and_sex
from ingest.readers.clinical.embedded import NotReadable
from ingest.readers.clinical.hl7_fields import day_of
from ingest.readers.clinical.hl7v2 import lines
from ingest.readers.clinical.hl7v2.message import Segment
from ingest.readers.compose.canonical import Part, clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.headings import kind_of
from ingest.readers.metadata.identity import content_id
from ingest.readers.metadata.years import year_in
from ingest.readers.text.text_plain import plain_outline

_TITLES = {
    "ORU": "Result report",
    "OUL": "Result report",
    "MDM": "Clinical document",
    "ADT": "Patient information",
    "RDE": "Medication order",
    "REF": "Referral",
    "VXU": "Immunization record",
}
# HL7 table 0270.
_DOCUMENT_TYPES = {
    "AR": "Autopsy report",
    "CD": "Cardiodiagnostics",
    "CN": "Consultation",
    "DI": "Diagnostic imaging",
    "DS": "Discharge summary",
    "ED": "Emergency department report",
    "HP": "History and physical examination",
    "OP": "Operative report",
    "PC": "Psychiatric consultation",
    "PH": "Psychiatric history and physical examination",
    "PN": "Procedure note",
    "PR": "Progress note",
    "SP": "Surgical pathology",
    "TS": "Transfer summary",
}
_LISTS: tuple[tuple[str, str, Callable[[Segment], str]], ...] = (
    ("AL1", "Allergies", lines.allergy_line),
    ("DG1", "Diagnoses", lines.diagnosis_line),
    ("RXA", "Immunizations", lines.immunisation_line),
    ("PR1", "Procedures", lines.procedure_line),
)
_REPLACES, _CANCELS = {"T09", "T10"}, {"T11"}
_CANCELLED = {"CA", "DC", "OC", "OD", "CR", "DR"}  # order control codes
_SOCIAL_SECURITY = re.compile(r"\d{3}-\d\d-\d{4}")
_SEXES = {"M": "male", "F": "female"}


def read_message(message: Sequence[Segment], location: str, source: str, tier: Tier) -> Iterator[ReadResult]:
    """The document of a message, after what it says of an earlier one; a Problem where there is nothing to read."""
    header, transcript = message[0], _first(message, "TXA")
    event = header.component(9, 2)
    patient = _patient(message)
    if transcript and event in _CANCELS:
        yield Deletion(_document_id(header, patient, transcript.component(12)))
        return
    if transcript and event in _REPLACES and (parent := transcript.component(13)):
        yield Deletion(_document_id(header, patient, parent))
    date = _date(message)
    sections = list(_sections(message, date))
    for each in message:
        if each.name == "OBX" and each.raw(2) == "ED":
            try:
                sections += lines.embedded_parts(each)
            except NotReadable as error:
                yield Problem(source, location, str(error))
    if not any(part.body.strip() for part in sections):
        kind = "^".join(filter(None, (header.component(9), event))) or "a message of no stated kind"
        yield Problem(source, location, f"{kind}, without any result, report, allergy, diagnosis or medicine")
        return
    composed = compose(_title(message, date), [*_about_the_patient(message, date), *sections])
    number = transcript.component(12) if transcript else header.component(10)
    content = "\r".join("|".join(each.fields) for each in message).encode("utf-8", "surrogateescape")
    yield build_document(
        _document_id(header, patient, number) if number else content_id(content),
        composed,
        tier,
        source,
        Metadata(year=year_in(date), patient=patient, date=date),
    )


def _first(message: Sequence[Segment], name: str) -> Segment | None:
    return next((each for each in message if each.name == name), None)


def _document_id(header: Segment, patient: str, number: str) -> str:
    """`hl7:<facility>|<patient>|<number>`: numbers are unique where they were given, if at all."""
    return clean_line("|".join((f"hl7:{header.component(4)}", patient.partition(":")[2], number)))


def _patient(message: Sequence[Segment]) -> str:
    """`hl7:<assigning authority>|<number>`, '' where the message names no patient.

    The medical record number is taken before others; of a social security number only a digest is kept.
    """
    pid = _first(message, "PID")
    if pid is None:
        return ""
    numbers = [
        [*each, "", "", "", "", ""][:5] for field in (3, 2, 4) for each in pid.values(field) if each[0]
    ]
    if not numbers:
        return ""
    number, _, _, authority, kind = min(numbers, key=lambda each: (each[4] == "SS", each[4] != "MR"))
    if kind == "SS" or _SOCIAL_SECURITY.fullmatch(number):
        number = hashlib.sha256(number.replace("-", "").encode()).hexdigest()[:16]
    return clean_line(f"hl7:{authority.partition('&')[0] or message[0].component(4)}|{number}")


def _date(message: Sequence[Segment]) -> str:
    """The day of the observation, else of the document, else of the event, else of the message."""
    for name, fields in (("OBR", (7, 22)), ("TXA", (4, 6)), ("RXA", (3,)), ("EVN", (6, 2)), ("MSH", (7,))):
        segment = _first(message, name)
        for field in fields if segment else ():
            if segment and (day := day_of(segment.component(field))):
                return day
    return ""


def _title(message: Sequence[Segment], date: str) -> str:
    transcript, order = _first(message, "TXA"), _first(message, "OBR")
    title = _TITLES.get(message[0].component(9), "Clinical message")
    if transcript:
        title = _DOCUMENT_TYPES.get(transcript.component(2), transcript.coded(2) or title)
    about = clean_line(order.coded(4)) if order else ""
    return f"{title} of {date}" * bool(date) + title * (not date) + (f": {about}" if about else "")


def _about_the_patient(message: Sequence[Segment], date: str) -> list[Part]:
    pid = _first(message, "PID")
    if pid is None:
        return []
    summary = age_and_sex(day_of(pid.component(7)), _SEXES.get(pid.component(8), ""), date)
    return [Part("Patient", kind_of(""), summary)] if summary else []


def _sections(message: Sequence[Segment], date: str) -> Iterator[Part]:
    for name, heading, line_of in _LISTS:
        found = filter(None, (line_of(each) for each in message if each.name == name))
        yield Part(heading, kind_of(heading), "\n".join(found))
    yield Part("Medications", kind_of("Medications"), "\n".join(_medications(message)))
    for group in _order_groups(message):
        yield from _group_parts(group, date)


def _medications(message: Sequence[Segment]) -> Iterator[str]:
    control = ""
    for each in message:
        if each.name == "ORC":
            control = each.component(1)
        elif each.name in ("RXE", "RXO") and (line := lines.medication_line(each, control in _CANCELLED)):
            yield line


def _order_groups(message: Sequence[Segment]) -> Iterator[list[Segment]]:
    """An order with its results and notes; results without an order are a group too."""
    group: list[Segment] = []
    for each in message:
        if each.name == "OBR" and group:
            yield group
            group = []
        if each.name in ("OBR", "OBX", "NTE"):
            group.append(each)
    if group:
        yield group


def _group_parts(group: Sequence[Segment], date: str) -> Iterator[Part]:
    order = group[0] if group[0].name == "OBR" else None
    day = (day_of(order.component(7)) if order else "") or date
    about = clean_line(order.coded(4)) if order else ""
    heading = f"Laboratory results: {about}" if about else "Results"
    results = [each for each in group if each.name == "OBX"]
    values: list[str] = []
    for each in group:
        if each.name == "OBX" and not lines.is_prose(each):
            values += filter(None, [lines.result_line(each, day)])
        elif each.name == "NTE" and (note := clean_line(each.marks.plain(each.raw(3)))):
            values.append(f"Note: {note}")
    yield Part(heading, kind_of("Results"), "\n".join(values))
    if text := lines.prose([each for each in results if lines.is_prose(each)]).strip():
        title, parts = plain_outline(text)
        report = f"Report: {about}" if about else "Report"
        if parts and not parts[0].heading:
            title, parts = "\n".join(filter(None, (title, parts[0].body))), parts[1:]
        yield Part(report, kind_of(""), title)
        yield from parts
