"""RIS, the tagged records that reference managers and databases exchange.

Format: https://en.wikipedia.org/wiki/RIS_(file_format); every exporter uses its tags a little differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.abstract_labels import split_abstract
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.paragraphs import join_lines
from ingest.readers.metadata import identifiers
from ingest.readers.metadata.identity import content_id, document_id, document_url
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in
from ingest.readers.sources.encodings import decode_head
from ingest.readers.streams.tagged import TaggedRecord, TagSyntax, read_tagged

_LINE = re.compile(r"\s?(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*))?")
_END = re.compile(r"\s?ER {1,2}-\s*")
_SYNTAX = TagSyntax(line=_LINE, first="TY", is_end=lambda line: _END.fullmatch(line) is not None, joint="\n")
# Some databases write lines of their own before the first record.
_BEGINS = re.compile(r"^\s?TY {1,2}- ?[A-Z]{3,}\s*$", re.MULTILINE)
_PUBMED = re.compile(r"\b(?:pubmed|medline|nlm)\b", re.IGNORECASE)
_PAGE = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<pmid>\d{1,9})\b")
_TYPES = {"JOUR": "Journal Article", "BOOK": "Book", "CHAP": "Book Chapter", "THES": "Academic Dissertation"}


class RisReader:
    """Reads RIS records, one at a time."""

    name = "ris"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether a line says what type of reference follows."""
        return _BEGINS.search(decode_head(head)) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a reference."""
        return read_tagged(
            source, _SYNTAX, lambda record, location: _document(record, location, source.name, tier)
        )


def _document(record: TaggedRecord, location: str, source_name: str, tier: Tier) -> Document | Problem:
    title = record.first("TI", "T1", "CT", "BT")
    composed = compose(title, split_abstract(join_lines(record.first("AB", "N2").split("\n"))))
    if not composed.text:
        return Problem(source_name, location, "neither title nor abstract")
    identifier = document_id(_ids(record)) or content_id(composed.text.encode())
    types = tuple(filter(None, (_TYPES.get(kind) for kind in record.all("TY"))))
    return build_document(
        identifier,
        composed,
        tier,
        source_name,
        Metadata(
            year=year_in(record.first("PY", "Y1", "DA")),
            journal=clean_line(record.first("JF", "JO", "T2", "JA", "J2")),
            authors=tuple(clean_line(name.replace(",", "", 1)) for name in record.all("AU", "A1")),
            publication_types=types,
            language=language_code(record.first("LA")),
            url=document_url(identifier) or clean_line(record.first("UR").split("\n")[0]),
        ),
    )


def _ids(record: TaggedRecord) -> dict[str, str]:
    """The record's own ids by scheme; an accession number is a PMID only where the record names PubMed."""
    pages = filter(None, map(_PAGE.search, record.all("UR", "L2")))
    accession = record.first("AN") if any(map(_PUBMED.search, record.all("DB", "DP"))) else ""
    return {
        scheme: value
        for scheme, value in (
            ("pmid", identifiers.pmid(accession) or next((page["pmid"] for page in pages), "")),
            ("doi", next(filter(None, map(identifiers.doi, record.all("DO", "M3"))), "")),
        )
        if value
    }
