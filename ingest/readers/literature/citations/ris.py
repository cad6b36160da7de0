"""RIS, the tagged records that reference managers and databases exchange.

Format: https://en.wikipedia.org/wiki/RIS_(file_format); every exporter uses its tags a little differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Source, decode_head, read_head
from ingest.readers.base import ReadResult
from ingest.readers.literature.citations.citation import Citation, addresses, people
from ingest.readers.literature.citations.publication_types import known_types, type_of_code
from ingest.readers.metadata.identifiers import doi
from ingest.readers.streams.tagged import TaggedRecord, TagSyntax, read_tagged

# Databases write lines of their own before the first record, and anything after `TY`: codes, words, nothing.
_BEGINS = re.compile(
    r"^[ \t]{0,3}(?P<tag>TY)(?P<gap>[ \t\xa0]{0,4})[-\u2013](?:[ \t\xa0].*)?$", re.MULTILINE | re.IGNORECASE
)
_CODED = re.compile(r"^\s?TY {1,2}- ?[A-Z]{3,6}\s*$", re.MULTILINE)
_TITLE = re.compile(r"^\s?T[I1]  - \S", re.MULTILINE)
_ENDS = re.compile(r"^\s?ER  - *$", re.MULTILINE)
_TAGS = (
    "TI T1 CT BT ST AB N2 AU A1 A2 A3 PY Y1 DA DO UR L1 L2 JF JO JA J2 T2 ID AN KW SN SP VL IS PB N1 M1 M3 ER LA DB CY "
    "AD"
)
_RARE_TAGS = (
    "A4 AV AI C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP DP ED EP ET J1 J9 JI L3 L4 LB LK M2 NV OP PM PP PT RI RN RP SE T3 TA TT "
    "TY U1 U2 U3 U4 U5 VO Y2 YR"
)
_KNOWN = "|".join(sorted({*_TAGS.split(), *_RARE_TAGS.split()}))
_VALUE = r"(?:[ \t\xa0](?P<value>.*))?"
# Between tag and dash the format has two spaces, which no text has: there a value may follow the dash at once.
_USUAL_LINE = re.compile(
    r"[ \t\ufeff]{0,3}(?P<tag>[A-Z][A-Z0-9](?=[ \t\xa0]{1,2}[-\u2013](?:[ \t\xa0]|$))"
    rf"|(?:{_KNOWN})(?= {{2}}[-\u2013]))"
    r"[ \t\xa0]{1,2}[-\u2013](?P<value>.*)"
)
_LENIENT_LINE = re.compile(rf"[ \t\ufeff]{{0,3}}(?P<tag>(?i:{_KNOWN}))[ \t\xa0]{{0,4}}[-\u2013]{_VALUE}")
_END = re.compile(r"[ \t]{0,3}ER[ \t\xa0]{0,4}[-\u2013](?:[ \t\xa0].*)?", re.IGNORECASE)
_IS_RECORD = re.compile(
    rf"^[ \t]{{0,3}}(?:{'|'.join(_TAGS.split())})[ \t\xa0]{{0,4}}[-\u2013](?:[ \t\xa0].*)?$",
    re.MULTILINE | re.IGNORECASE,
)
_PUBMED = re.compile(r"\b(?:pubmed|medline|nlm|pmid)\b", re.IGNORECASE)
_PMC = re.compile(r"PMC\d+", re.IGNORECASE)
_SCOPUS_OR_PUBMED = re.compile(r"\d{6,8}")


class RisReader:
    """Reads RIS records, one at a time."""

    name = "ris"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether a line begins a reference by its code, or in any words before a field of it."""
        text = decode_head(head)
        if _CODED.search(text) or (_TITLE.search(text) and _ENDS.search(text)):  # some leave the type out
            return True
        begins = _BEGINS.search(text)
        return begins is not None and _IS_RECORD.search(text, begins.end()) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a reference."""
        syntax = _syntax(decode_head(read_head(source)))
        return read_tagged(
            source, syntax, lambda record, location: _citation(record).document(location, source.name, tier)
        )


def _syntax(head: str) -> TagSyntax:
    """Tags of a record are written as its `TY` is; files that leave `TY` out write all of them in the usual way."""
    begins = _BEGINS.search(head)
    return TagSyntax(
        line=_USUAL_LINE,
        first="TY",
        is_end=lambda each: _END.fullmatch(each.rstrip("\n")) is not None,
        joint="\n",
        only_from_first=begins is not None,
        styled=_styled,
    )


def _styled(line: str) -> re.Pattern[str] | None:
    """Where a `TY` has no two spaces, only tags that are known are taken for tags: abstracts have lines "T4 - "."""
    begins = _BEGINS.match(line.lstrip("\ufeff"))
    if begins is None:
        return None
    return _USUAL_LINE if len(begins["gap"]) == 2 and begins["tag"].isupper() else _LENIENT_LINE


def _citation(record: TaggedRecord) -> Citation:
    notes = record.all("N1", "RN", "M1", "M2", "U1", "U2", "U3", "U4", "U5")
    note_lines = [line for note in record.all("N1") for line in note.split("\n")]
    codes = filter(None, map(type_of_code, record.all("TY")))
    named = known_types([*record.all("TY", "M3", "PT", "U3"), *note_lines])
    return Citation(
        title=record.first("TI", "T1", "CT", "BT", "TT", "ST"),
        abstract="\n".join(dict.fromkeys(record.all("AB") or record.all("N2"))),
        year=record.first("PY", "Y1", "YR", "DA"),
        journal=record.first("JF", "JO", "T2", "JA", "J2", "JI", "J1", "J9", "TA"),
        authors=people(record.all("AU", "A1")) or people(record.all("A2", "ED")),
        types=tuple(dict.fromkeys((*codes, *named))),
        language=record.first("LA"),
        dois=[
            *record.all("DO", "DI", "M3"),
            *filter(doi, record.all("AN", "ID", "C1", "C3", "C6", "C7", "LB", "RI")),
        ],
        pmids=_pmids(record),
        links=[link for value in record.all("UR", "L3", "LK", "L2", "L1", "L4") for link in addresses(value)],
        notes=[*notes, *record.all("C2", "C3", "ID")],
    )


def _pmids(record: TaggedRecord) -> list[str]:
    """Fields that hold a PMID by what the record says of itself: an accession number is one only in PubMed's records.

    Scopus writes it into C2, Embase into C5, and reference managers PMC's number into C2.
    """
    found = record.all("PM")
    if any(map(_PUBMED.search, record.all("DB", "DP"))):
        values = "; ".join(record.all("AN", "ID")).upper().split(";")  # ProQuest puts its own before
        found += [value.strip().removeprefix("MEDLINE:") for value in values]
    found += [f"pmid {value}" for value in record.all("C2", "C5") if _SCOPUS_OR_PUBMED.fullmatch(value)]
    return found + [value for value in record.all("C2", "AN", "C7") if _PMC.fullmatch(value)]
