"""The notes in a FHIR record, each a document of its own: DocumentReference, DiagnosticReport's form, Composition."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.clinical.ccda import CcdaReader
from ingest.readers.clinical.embedded import XML, NotReadable, decoded, html_parts, media_type, parts_of
from ingest.readers.clinical.fhir.notebook import Notebook
from ingest.readers.clinical.fhir.record import is_wrong, key_of, patient_id
from ingest.readers.clinical.fhir.stream import Entry
from ingest.readers.clinical.fhir.values import (
    Json,
    concept,
    concepts,
    date_of,
    day,
    labelled,
    objects,
    text,
    value_at,
)
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.headings import kind_of
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in
from ingest.readers.sources.reporting import with_source_errors

# One note is often kept in several forms: the first that can be read is.
_PREFERRED = ("text/plain", "text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class _Note:
    """A note's bytes, read as a file of its own."""

    name: str
    data: bytes

    def raw(self) -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(self.data))

    def sibling(self, relative: str) -> Source | None:
        return None


def notes_of(notebook: Notebook, entry: Entry, source_name: str, tier: Tier) -> Iterator[ReadResult]:
    """The document that a resource holds, or why it cannot be read; nothing for resources that hold none."""
    resource = entry.resource
    if is_wrong(resource) or resource.get("status") == "superseded":
        return
    if resource["resourceType"] == "Composition":
        if parts := list(_sections(resource)):
            yield _document(entry, parts, source_name, tier, _patient(notebook, entry))
    elif resource["resourceType"] in {"DocumentReference", "DiagnosticReport"}:
        forms = [*_attachments(resource)]
        forms.sort(key=lambda form: media_type(text(form.get("contentType"))) not in _PREFERRED)
        yield from _first_readable(notebook, entry, forms, source_name, tier)


def _attachments(resource: Json) -> Iterator[Json]:
    for content in objects(resource.get("content")):
        yield from objects(content.get("attachment"))
    yield from objects(resource.get("presentedForm"))


def _first_readable(
    notebook: Notebook, entry: Entry, forms: list[Json], source_name: str, tier: Tier
) -> Iterator[ReadResult]:
    reasons: list[str] = []
    patient = _patient(notebook, entry)
    for form in forms:
        try:
            data, kind = _data(notebook, form)
            if media_type(kind) in XML:
                note = _Note(f"{source_name} ({key_of(entry)})", data)
                for result in with_source_errors(note, CcdaReader().read(note, tier)):
                    # The record that holds it says whose it is in the ids of that record.
                    yield (
                        replace(result, patient=patient or result.patient)
                        if isinstance(result, Document)
                        else result
                    )
            else:
                language = text(form.get("language"))
                yield _document(entry, parts_of(data, kind), source_name, tier, patient, language)
        except NotReadable as error:
            reasons.append(str(error))
        else:
            return
    if reasons:
        yield Problem(source_name, key_of(entry), "; ".join(dict.fromkeys(reasons)))


def _data(notebook: Notebook, form: Json) -> tuple[bytes, str]:
    """The bytes and content type of an attachment, or of the Binary that it points to."""
    kind, data, url = text(form.get("contentType")), form.get("data"), text(form.get("url"))
    if not isinstance(data, str):
        found = notebook.binary(url)
        if found is None:
            raise NotReadable(f"its text is not in the file but at {url}" if url else "it has no text")
        kind, data = kind or found[0], found[1]
    return decoded(data), kind


def _patient(notebook: Notebook, entry: Entry) -> str:
    subject = entry.resource.get("subject") or entry.resource.get("patient")
    return patient_id(notebook, text(value_at(subject, "reference")))


def _document(
    entry: Entry, parts: list[Part], source_name: str, tier: Tier, patient: str, language: str = ""
) -> Document | Problem:
    resource, key = entry.resource, key_of(entry)
    date = day(value_at(resource, "context", "period", "start")) or date_of(
        resource, "effective", "date", "created", "issued", "indexed"
    )
    kind = (
        concept(resource.get("type")) or concept(resource.get("code")) or concepts(resource.get("category"))
    )
    composed = compose(f"{kind or 'Document'} {labelled('of', date)}", parts)
    if len(composed.sections) < 2:
        return Problem(source_name, key, "it is empty")
    return build_document(
        f"fhir:{key}/form" if key.startswith("DiagnosticReport/") else f"fhir:{key}",
        composed,
        tier,
        source_name,
        Metadata(
            year=year_in(date),
            language=language_code(language or text(resource.get("language"))),
            revised=day(value_at(resource, "meta", "lastUpdated")),
            patient=patient,
            date=date,
        ),
    )


def _sections(resource: Json) -> Iterator[Part]:
    """The sections of a Composition with their narratives, nested ones after what they are in."""
    waiting = [*reversed([*objects(resource.get("section"))])]
    while waiting:
        section = waiting.pop()
        heading = text(section.get("title")) or concept(section.get("code"))
        yield Part(heading, kind_of(heading), _narrative(section) or concept(section.get("emptyReason")))
        waiting += reversed([*objects(section.get("section"))])


def _narrative(section: Json) -> str:
    div = value_at(section, "text", "div")
    if not isinstance(div, str):
        return ""
    return "\n".join("\n".join(filter(None, part[::2])) for part in html_parts(div.encode("utf-8", "ignore")))
