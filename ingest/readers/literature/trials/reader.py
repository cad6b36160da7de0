"""ClinicalTrials.gov's JSON, version 2 of its interface: one study, an array, the answer to a search (`studies`).

Format: https://clinicaltrials.gov/data-api/about-api/study-data-structure
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature.trials.protocol import protocol_parts
from ingest.readers.literature.trials.results import results_parts
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.json_fields import text_at
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import read_json

_WRAPPERS = frozenset({"studies"})
_NCT = re.compile(r"NCT\d{8}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The registry's own dates come before those of the study: the year is when it could be read there.
_YEARS = (
    ("resultsFirstPostDateStruct", "date"),
    ("studyFirstPostDateStruct", "date"),
    ("studyFirstSubmitDate",),
    ("startDateStruct", "date"),
)


class ClinicalTrialsReader:
    """Reads one document a study."""

    name = "clinicaltrials"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether an object is a study, or lists studies."""
        keys = json_head(head)
        listed = keys.get("studies") == "[" and (b"protocolSection" in head or b"totalCount" in head)
        return listed or keys.get("protocolSection") in ("{", "")  # the head may end before the value

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a study."""
        found = False
        for result in read_json(
            source, lambda study, location: _document(study, location, source.name, tier), _WRAPPERS
        ):
            found = True
            yield result
        if not found:
            yield Problem(source.name, "", "an answer of ClinicalTrials.gov without any study")


def _document(study: object, location: str, source: str, tier: Tier) -> Document | Problem:
    about = ("protocolSection", "identificationModule")
    number = text_at(study, *about, "nctId").strip().upper()
    if not _NCT.fullmatch(number):
        return Problem(source, location, "no NCT number: not a study as ClinicalTrials.gov publishes it")
    title = text_at(study, *about, "briefTitle") or text_at(study, *about, "officialTitle")
    composed = compose(title, [*protocol_parts(study), *results_parts(study)])
    if not composed.text:
        return Problem(source, location, f"{number}: neither title nor text; ask for all fields of the study")
    status = ("protocolSection", "statusModule")
    updated = text_at(study, *status, "lastUpdatePostDateStruct", "date") or text_at(
        study, *status, "lastUpdateSubmitDate"
    )
    sponsor = clean_line(
        text_at(study, "protocolSection", "sponsorCollaboratorsModule", "leadSponsor", "name")
    )
    years = (year_in(text_at(study, *status, *path)) for path in _YEARS)
    return build_document(
        f"nct:{number}",
        composed,
        tier,
        source,
        Metadata(
            year=next(filter(None, years), None),
            journal="ClinicalTrials.gov",
            authors=(sponsor,) if sponsor else (),
            publication_types=("Clinical Trial Registration",),
            url=f"https://clinicaltrials.gov/study/{number}",
            revised=updated if _DAY.fullmatch(updated) else "",
        ),
    )
