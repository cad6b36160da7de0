"""MEDLINE, the tagged text that PubMed saves (`.nbib`, "PubMed format").

Format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Document, MeshHeading, Notice, NoticeKind, Tier
from graph.parsing import Problem, Source, decode_head
from ingest.readers.base import ReadResult
from ingest.readers.compose.abstract_labels import split_abstract
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.hyphens import mend_spaced_hyphens
from ingest.readers.metadata.identity import document_url, paper_ids
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.trial_numbers import trial_numbers
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.tagged import TaggedRecord, TagSyntax, read_tagged

_SYNTAX = TagSyntax(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3} {0,2})- ?(?P<value>.*)"),
    first="PMID",
    is_end=lambda line: not line.strip(),
    joint=" ",
)
_BEGINS = re.compile(r"\s*PMID ?- ?\d")
_NOTICES = {
    "RIN": (NoticeKind.RETRACTION_IN, ""),
    "ROF": (NoticeKind.RETRACTION_OF, ""),
    "RRI": (NoticeKind.RETRACTION_IN, "RetractedandRepublishedIn"),
    "EIN": (NoticeKind.ERRATUM_IN, ""),
    "EFR": (NoticeKind.ERRATUM_FOR, ""),
    "ECI": (NoticeKind.CONCERN_IN, ""),
    "ECF": (NoticeKind.CONCERN_FOR, ""),
    "PRIN": (NoticeKind.CONCERN_IN, "PartialRetractionIn"),
    "PROF": (NoticeKind.CONCERN_FOR, "PartialRetractionOf"),
    "UIN": (NoticeKind.UPDATE_IN, ""),
    "UOF": (NoticeKind.UPDATE_OF, ""),
    "RPI": (NoticeKind.UPDATE_IN, "RepublishedIn"),
    "RPF": (NoticeKind.UPDATE_OF, "RepublishedFrom"),
}
_PMID = re.compile(r"(?:\.|(?<!\s))\s*+PMID: (?P<pmid>\d+)")
_DAY = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")


class MedlineReader:
    """Reads MEDLINE records, one at a time. MeSH headings come as names alone, without ids."""

    name = "medline"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the text begins with a PMID's line."""
        return _BEGINS.match(decode_head(head)) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a citation."""
        return read_tagged(
            source, _SYNTAX, lambda record, location: _document(record, location, source.name, tier)
        )


def _document(record: TaggedRecord, location: str, source_name: str, tier: Tier) -> Document | Problem:
    pmid = clean_line(record.first("PMID"))
    if not pmid:
        return Problem(source_name, location, "no PMID")
    book = clean_line(record.first("BTI"))
    title = record.first("TI") or book or record.first("TT")
    abstract = split_abstract(mend_spaced_hyphens(record.first("AB", "OAB")))
    composed = compose(title, abstract)
    if not composed.text:
        return Problem(source_name, location, f"PMID {pmid}: neither title nor abstract")
    notices = _notices(record)
    types = tuple(map(clean_line, record.all("PT")))
    return build_document(
        f"pmid:{pmid}",
        composed,
        tier,
        source_name,
        Metadata(
            year=_year(record),
            journal=clean_line(record.first("JT", "TA")) or (book if book != composed.title else ""),
            authors=_authors(record),
            publication_types=types,
            mesh=tuple(map(_heading, record.all("MH"))),
            language=language_code(record.first("LA")),
            url=document_url(f"pmid:{pmid}"),
            licence=clean_line(record.first("CI")),
            revised=_day(record.first("LR", "DCOM")),
            notices=notices,
            identifiers=_identifiers(record, pmid),
            trials=trial_numbers(record.all("SI")),
        ),
    )


def _identifiers(record: TaggedRecord, pmid: str) -> tuple[str, ...]:
    places = (value.removesuffix("[doi]") for value in record.all("LID", "AID") if value.endswith("[doi]"))
    return paper_ids(clean_line(record.first("PMC")), pmid, next(places, ""))


def _authors(record: TaggedRecord) -> tuple[str, ...]:
    """`Last Fore` for people, the name for groups, in order."""
    people = "FAU" if record.first("FAU") else "AU"
    names = (
        value.replace(",", "", 1) if tag == people else value for tag, value in record.pairs(people, "CN")
    )
    return tuple(filter(None, map(clean_line, names)))


def _heading(value: str) -> MeshHeading:
    """Of "Gout/drug therapy/*metabolism"; a star marks what the paper is mainly about."""
    descriptor = clean_line(value).partition("/")[0]
    return MeshHeading("", descriptor.lstrip("*"), "*" in value)


def _year(record: TaggedRecord) -> int | None:
    """The issue's year, else the electronic article's, else that of the earliest date in its history."""
    history = [year for date in record.all("PHST") if (year := year_in(date))]
    return year_in(record.first("DP")) or year_in(record.first("DEP")[:4]) or min(history, default=None)


def _notices(record: TaggedRecord) -> tuple[Notice, ...]:
    found = []
    for tag, (kind, name) in _NOTICES.items():
        for value in record.all(tag):
            pmid = _PMID.search(value)
            note = clean_line(_PMID.sub("", value, count=1))
            note = f"{name}: {note}" if name else note
            found.append(Notice(kind, f"pmid:{pmid['pmid']}" if pmid else "", note))
    return tuple(found)


def _day(value: str) -> str:
    found = _DAY.fullmatch(value)
    return "-".join(found.groups()) if found else ""
