"""FHIR R4 JSON: what a patient's record says in codes and in notes, as text that a person can read.

Format: https://hl7.org/fhir/R4/; bulk export: https://hl7.org/fhir/uv/bulkdata/. R5 and STU3 differ little in what is
read here, and are read too.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath

from graph import Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.clinical.fhir.notebook import Notebook
from ingest.readers.clinical.fhir.notes import notes_of
from ingest.readers.clinical.fhir.phrases import ReadAssertions
from ingest.readers.clinical.fhir.record import documents, learn, render
from ingest.readers.clinical.fhir.stream import Entry, entries
from ingest.readers.clinical.fhir.values import day, text, value_at
from ingest.readers.streams.json_head import json_head

_TYPE = re.compile(r"[A-Z][A-Za-z]+")
# Files of a bulk export that those beside them refer to.
_REFERRED = ("Patient", "Encounter", "Medication", "Condition")


class FhirReader:
    """Reads one document an encounter, note or report, and one a patient for what belongs to none of these."""

    name = "fhir"
    tier = Tier.USER

    def __init__(self, read_assertions: ReadAssertions) -> None:
        self._read_assertions = read_assertions

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first object has a FHIR resource type, or entries that have."""
        found = json_head(head)
        if "resourceType" in found:
            return _TYPE.fullmatch(found["resourceType"]) is not None
        return "entry" in found and b'"resourceType"' in head

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """Notes and reports as they come, then encounters and summaries; a Problem for what is no resource."""
        try:
            with Notebook() as notebook:
                yield from _documents(notebook, source, tier, self._read_assertions)
        except sqlite3.Error as error:
            reason = f"no room for temporary files ({error}): free some, or set TMPDIR to a larger folder"
            yield Problem(source.name, "", reason)


def _documents(
    notebook: Notebook, source: Source, tier: Tier, read_assertions: ReadAssertions
) -> Iterator[ReadResult]:
    revised = _learn_all(notebook, source)
    kinds: dict[str, None] = {}
    found = False
    for entry in entries(source):
        if isinstance(entry, Problem):
            results: Iterator[ReadResult] = iter((entry,))
        else:
            kinds[text(entry.resource["resourceType"])] = None
            render(notebook, entry, read_assertions)
            results = notes_of(notebook, entry, source.name, tier)
        for result in results:
            found = True
            yield result
    for document in documents(notebook, tier, source.name, revised):
        found = True
        yield document
    if not found:
        yield Problem(
            source.name, "", f"holds nothing clinical, only {', '.join(kinds) or 'an empty Bundle'}"
        )


def _learn_all(notebook: Notebook, source: Source) -> str:
    """Note every resource of the file and of those beside it; the day the Bundle was made, '' where it does not say."""
    revised = ""
    for entry in entries(source):
        if isinstance(entry, Problem):
            continue
        learn(notebook, entry)
        if entry.resource["resourceType"] == "Bundle":
            revised = day(entry.resource.get("timestamp")) or day(
                value_at(entry.resource, "meta", "lastUpdated")
            )
    for other in _sibling_exports(source):
        # What is wrong with it is told when it is read itself.
        with suppress(OSError, EOFError, zlib.error):
            for entry in entries(other):
                if isinstance(entry, Entry):
                    learn(notebook, entry, is_subject=False)
    return revised


def _sibling_exports(source: Source) -> Iterator[Source]:
    """The files of the same bulk export that this one may refer to: `Encounter.ndjson` beside `Condition.ndjson`."""
    name = PurePath(source.name).name
    found = _TYPE.search(name)
    if found is None or ".ndjson" not in name:
        return
    for kind in _REFERRED:
        if kind != found.group() and (other := source.sibling(name.replace(found.group(), kind, 1))):
            yield other
