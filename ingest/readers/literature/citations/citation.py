"""A reference out of an export, whatever its format: its values as they stand there, and the document they make."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph import Document, Tier
from graph.parsing import Problem
from ingest.readers.compose.abstract_labels import split_abstract
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.hyphens import mend_spaced_hyphens
from ingest.readers.compose.paragraphs import join_lines
from ingest.readers.literature.europepmc_text import text_of_markup
from ingest.readers.metadata.identifiers import doi, doi_in, own_notes, pmc_in, pmid, pmid_in
from ingest.readers.metadata.identity import content_id, document_url, paper_ids
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in

# What databases write where there is no abstract.
_NO_ABSTRACT = re.compile(
    r"\W*(?:(?:no|without) abstract\b[^.]{0,40}|abstract (?:is )?(?:not|un)\s?available|not available|n/?a|none)\W*",
    re.IGNORECASE,
)
_NO_TEXT = "neither title nor abstract: export the references again with both"
_WORD_ABSTRACT = re.compile(r"(?:abstract|summary)(?:\s*+[:.\u2014-])?\s++(?=[A-Z(\"\u201c])", re.IGNORECASE)
# PubMed's links to notices, as reference managers keep them among the notes.
_RETRACTION_IN = re.compile(
    r"^[^\w\n]{0,10}(?:retract(?:ion|ed)(?: and republi\w{1,10})? in|retraction notice)\s?[:.]",
    re.IGNORECASE | re.MULTILINE,
)
_AND = re.compile(r"(?<!\s)\s*+;\s*")


@dataclass
class Citation:
    """The values of one reference; several of a kind are in the order they are to be tried.

    `dois` and `pmids` are fields that hold nothing else, `links` addresses of the paper, `notes` text about it.
    """

    title: str = ""
    abstract: str = ""
    year: str = ""
    journal: str = ""
    authors: list[str] = field(default_factory=list)
    types: tuple[str, ...] = ()
    language: str = ""
    dois: list[str] = field(default_factory=list)
    pmids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def document(self, location: str, source: str, tier: Tier) -> Document | Problem:
        """The document, or why there is none."""
        title = clean_line(text_of_markup(self.title).replace("\n", " "))
        composed = compose(title, split_abstract(mend_spaced_hyphens(_abstract(self.abstract))))
        if not composed.text:
            return Problem(source, location, _NO_TEXT)
        identifiers = self.identifiers()
        # Before PMC's: an abstract must not take the place of the full text there.
        identifier = min(identifiers, key=_rank, default="") or content_id(composed.text.encode())
        return build_document(
            identifier,
            composed,
            tier,
            source,
            Metadata(
                year=year_in(self.year),
                journal=clean_line(text_of_markup(self.journal)),
                authors=tuple(filter(None, map(clean_line, self.authors))),
                publication_types=self.types,
                language=language_code(re.split(r"[;,/]", self.language)[0]),
                url=document_url(identifier) or _address(self.links),
                identifiers=identifiers,
                retracted=any(map(_RETRACTION_IN.search, self.notes)),
            ),
        )

    def identifiers(self) -> tuple[str, ...]:
        """The ids of the paper: those of fields for them, else those that links tell, else those that notes tell."""
        notes = own_notes(self.notes)
        return paper_ids(
            pmc=_first(map(pmc_in, (*self.pmids, *self.links, notes))),
            pmid=_first(map(pmid, self.pmids))
            or _first(pmid_in(each) for each in (*self.pmids, *self.links, *self.dois, notes)),
            doi=_first(map(doi, self.dois)) or _first(map(doi_in, (*self.dois, *self.links, notes))),
        )


def people(values: Iterable[str]) -> list[str]:
    """Names as `Last First`, of fields that hold one, or several with semicolons between."""
    names = (name for value in values for name in _AND.split(value))
    return [re.sub(r"(?<!\s)\s*+,\s*", " ", name, count=1) for name in names if name]


def addresses(value: str) -> list[str]:
    """The addresses in a field that may hold several."""
    return re.split(r"\s+|[;,](?=https?:)", value.strip())


def _abstract(text: str) -> str:
    """The abstract without markup, mended lines, and '' for what only says that there is none."""
    text = html.unescape(text_of_markup(text)) if "&" in text or "<" in text else text
    if _NO_ABSTRACT.fullmatch(text):
        return ""
    return join_lines(_WORD_ABSTRACT.sub("", text.strip(), count=1).split("\n"))


def _address(links: Iterable[str]) -> str:
    return next((clean_line(link) for link in links if link.startswith(("http://", "https://"))), "")


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _rank(identifier: str) -> int:
    return ("pmid", "doi", "pmc").index(identifier.partition(":")[0])
