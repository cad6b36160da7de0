"""Whose the records are that do not say so, and what day they are of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from graph import Document, Tier
from ingest.readers.base import ReadError, ReadResult
from ingest.readers.metadata.note_date import note_date

_BY_CONTENT = "file:"  # ids that are made of a file's content (`ingest.readers.metadata.identity`)


@dataclass(frozen=True, slots=True)
class PatientRule:
    """`patient` is whose all records are that do not say it; '' with `by_folder`: that of their folder's name.

    That folder is the one right below one of `roots`, the paths that are read.
    """

    patient: str = ""
    by_folder: bool = False
    roots: Sequence[Path] = ()

    def of(self, source: str) -> str:
        """The patient of what lies at a path, or in an archive (`archive.zip!/name`)."""
        if self.patient or not self.by_folder:
            return self.patient
        # Sources are told by absolute paths; archives that lie in memory by the name that was given.
        for root in dict.fromkeys(str(form) for each in self.roots for form in (each.absolute(), each)):
            for mark in ("!/", "/"):
                if source.startswith(root.rstrip("/") + mark):
                    folders = PurePath(source[len(root.rstrip("/") + mark) :]).parts[:-1]
                    return folders[0].removesuffix("!") if folders else ""
        return ""


def check_patient(patient: str, tier: Tier | None) -> None:
    """Raises ReadError for an id that is none, and for literature, which is of no patient."""
    if patient and not patient.strip():
        raise ReadError("the patient's id is empty", "give one, e.g. --patient smith-1950")
    if patient and tier is Tier.LITERATURE:
        raise ReadError("literature is of no patient", "leave --patient out, or --tier literature")


def with_patients(results: Iterable[ReadResult], rule: PatientRule) -> Iterator[ReadResult]:
    """The same results, records with their patient and day."""
    for result in results:
        if isinstance(result, Document) and result.tier is Tier.USER:
            yield _of_patient(_dated(result), rule)
        else:
            yield result


def _dated(document: Document) -> Document:
    if document.date:
        return document
    name = PurePath(document.source).stem
    # Of a note without a title the file's name is the first line, and not what it says first.
    text = document.text.removeprefix(name).lstrip() if document.title == name else document.text
    date = note_date(text, name)
    return replace(document, date=date) if date else document


def _of_patient(document: Document, rule: PatientRule) -> Document:
    patient = "" if document.patient else rule.of(document.source).strip()
    if not patient:
        return document
    identifier = document.id
    if identifier.startswith(_BY_CONTENT):
        # The same words in two patients' notes ("Allergies: none") are two notes.
        digest = hashlib.sha256(f"{patient}\0{identifier}".encode()).hexdigest()[:16]
        identifier = f"{_BY_CONTENT}{digest}"
    return replace(document, id=identifier, patient=patient)
