"""A file's resources sorted into documents: one an encounter or lone report, one for the rest of a patient."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from graph import Document, SectionKind, Tier
from ingest.readers.clinical.age_sex import age_and_sex
from ingest.readers.clinical.fhir.notebook import Notebook, ResourceSummary
from ingest.readers.clinical.fhir.people import encounter
from ingest.readers.clinical.fhir.phrases import ReadAssertions, RecordStatement
from ingest.readers.clinical.fhir.render import RENDERERS, section_index
from ingest.readers.clinical.fhir.stream import Entry
from ingest.readers.clinical.fhir.values import (
    Json,
    code,
    concepts,
    date_of,
    day,
    labelled,
    objects,
    text,
    value_at,
)
from ingest.readers.clinical.fhir.view import View, name_of
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in

_ID = re.compile(r"[A-Za-z0-9.\-]{1,64}")
_SPACED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UUID = "urn:uuid:"
_DATES = ("period", "effective", "performed", "date", "issued", "authoredOn", "recordedDate")
# The lists by which a resource says what belongs to it.
_LISTS = {"DiagnosticReport": "result", "Observation": "hasMember", "Encounter": "diagnosis"}
_LEVELS = 5  # result, report, encounter and patient are four; a bound on references that go in a circle


def key_of(entry: Entry) -> str:
    """`Encounter/e1`: the type and id of a resource, its uuid where it has no id, else a digest of its content."""
    kind, identifier = text(entry.resource["resourceType"]), entry.resource.get("id")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        identifier = entry.url.removeprefix("urn:uuid:")
        if not _ID.fullmatch(identifier):
            data = json.dumps(entry.resource, sort_keys=True).encode()
            identifier = hashlib.sha256(data).hexdigest()[:16]
    return f"{kind[:64]}/{identifier}"


def is_wrong(resource: Json) -> bool:
    """Entered in error: it says nothing of the patient."""
    statuses = ("status", "verificationStatus", "docStatus")
    return any(code(resource.get(name)) == "entered-in-error" for name in statuses)


def learn(notebook: Notebook, entry: Entry, is_subject: bool = True) -> None:
    """Note what others may need of a resource, before anything is rendered."""
    resource, key = entry.resource, key_of(entry)
    kind = text(resource["resourceType"])
    context = resource.get("encounter") or resource.get("context")
    info = ResourceSummary(
        key,
        is_subject=is_subject and not entry.included,
        wrong=is_wrong(resource),
        label=concepts(resource.get("type")) if kind == "Encounter" else name_of(resource),
        date=date_of(resource, *_DATES),
        birth=day(resource.get("birthDate")),
        sex=code(resource.get("gender")),
        language=text(resource.get("language")),
        url=entry.url,
        encounter=text(value_at(context, "encounter", "reference") or value_at(context, "reference")),
        patient=text(value_at(resource.get("subject") or resource.get("patient"), "reference")),
    )
    notebook.learn(info)
    if kind in _LISTS and not info.wrong:
        for each in objects(resource.get(_LISTS[kind])):
            notebook.learn_part(
                text(value_at(each, "condition", "reference") or value_at(each, "reference")), key
            )
    if kind == "Binary" and isinstance(data := resource.get("data"), str) and data.isascii():
        notebook.learn_binary(key, text(resource.get("contentType")), data)


def render(notebook: Notebook, entry: Entry, read_assertions: ReadAssertions) -> None:
    """Write the lines of a resource under what it belongs to."""
    kind, key = text(entry.resource["resourceType"]), key_of(entry)
    info = notebook.summary(key)
    if info is None or is_wrong(entry.resource):
        return
    view = View(entry.resource, notebook.label, read_assertions)
    if kind == "Encounter":
        patient = notebook.summary(notebook.resolve(info.patient))
        lines = encounter(view, age_and_sex(patient.birth, patient.sex, info.date) if patient else "")
    elif kind in RENDERERS:
        lines = RENDERERS[kind](view)
    else:
        return
    owner = owner_of(notebook, info)
    for line in lines:
        notebook.write(owner, section_index(line.section), key, line)


def owner_of(notebook: Notebook, info: ResourceSummary) -> str:
    """The encounter; else that of what lists it; else its report; else the patient; else itself."""
    above: ResourceSummary | None = info
    for _ in range(_LEVELS):
        if above is None:
            break
        info = above
        if info.key.startswith(("Encounter/", "Patient/")):
            return info.key
        found = notebook.resolve(info.encounter)
        other = notebook.summary(found)
        if found and not (other and other.wrong):
            return found
        above = notebook.summary(notebook.parent_of(info))
    if info.key.startswith("DiagnosticReport/"):
        return info.key
    return notebook.resolve(info.patient) or info.key


def documents(notebook: Notebook, tier: Tier, source: str, revised: str) -> Iterator[Document]:
    """Everything that was written, one document an owner."""
    for owner, written in notebook.owners():
        info = notebook.summary(owner) or ResourceSummary(owner)
        lines = [line for _, line in written]
        dates = sorted(filter(None, (line.date for line in lines)))
        # An encounter began with its first statement, a summary is of the day of its last.
        date = info.date or (dates[0 if _kind(owner) == "Encounter" else -1] if dates else "")
        if _kind(owner) == "Patient" and (summary := age_and_sex("", info.sex, "")):
            lines.insert(0, RecordStatement("Patient", "", summary))
        composed = compose(_title(owner, info, date), _parts(lines))
        yield build_document(
            f"fhir:{owner}" if info.is_subject else f"fhir:{owner}/{min(key for key, _ in written)}",
            composed,
            tier,
            source,
            Metadata(
                year=year_in(date),
                language=language_code(info.language),
                revised=revised,
                patient=patient_id(notebook, owner if _kind(owner) == "Patient" else info.patient),
                date=date,
            ),
        )


def patient_id(notebook: Notebook, reference: str) -> str:
    """`fhir:Patient/p9` of a reference to a patient, in the file or not; '' of one to anything else."""
    key = notebook.resolve(reference)
    if key.startswith(_UUID):
        key = f"Patient/{key.removeprefix(_UUID)}"
    return f"fhir:{key}" if key.startswith("Patient/") else ""


def _kind(owner: str) -> str:
    return "Encounter" if owner.startswith("urn:") else owner.partition("/")[0]


def _title(owner: str, info: ResourceSummary, date: str) -> str:
    kind = _kind(owner)
    if kind == "Patient":
        return "Patient summary"
    # Every passage is read with its title: this is how it is known that it speaks of a patient.
    spaced = "Patient encounter" if kind == "Encounter" else _SPACED.sub(" ", kind).capitalize()
    return f"{spaced} {labelled('of', date)}".strip() + (f": {info.label}" if info.label else "")


def _parts(lines: Iterable[RecordStatement]) -> Iterator[Part]:
    for section, group in groupby(lines, key=lambda statement: statement.section):
        texts = dict.fromkeys(statement.text for statement in group)
        yield Part(section, SectionKind.OTHER, "\n".join(texts))
