"""S2ORC JSON: its releases (20200705 and later), and what doc2json makes of PDFs, LaTeX and JATS.

Lo et al. 2020, https://github.com/allenai/s2orc. CORD-19's parses without their metadata.csv are such files too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature.s2orc_parse import authors_of, has_text, parts_of
from ingest.readers.metadata.identity import content_id, document_url, paper_id, paper_ids
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.json_fields import Object, text_at, value_at
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import read_json

# A parse of the source says more truly what a paper says than one of its PDF.
PARSES = ("jats_parse", "latex_parse", "grobid_parse", "pdf_parse")
_MARKS = {"body_text", "bib_entries", "_pdf_hash", "metadata", "abstract", *PARSES}
_SHA1 = re.compile(r"[0-9a-f]{40}")


class S2orcReader:
    """Reads one paper an object: one a file, one a line, or arrays of them."""

    name = "s2orc"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first object has a `paper_id` and something of a parse."""
        keys = json_head(head)
        return "paper_id" in keys and bool(_MARKS & keys.keys())

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a paper."""
        return read_json(source, lambda paper, location: document_of(paper, tier, source.name, location))


def document_of(paper: object, tier: Tier, source: str, location: str) -> Document | Problem:
    """The Document of a paper; a Problem when it holds no text."""
    if not isinstance(paper, dict):
        return Problem(source, location, f"not a paper but {type(paper).__name__}")
    about = paper if "title" in paper else value_at(paper, "metadata")
    abstract = text_at(paper, "abstract")
    composed = compose(text_at(about, "title"), parts_of(_parse(paper), abstract))
    if not composed.text:
        return Problem(
            source, location, f"paper {clean_line(text_at(paper, 'paper_id'))[:60]!r}: neither title nor text"
        )
    document_id = _id(paper, about)
    return build_document(
        document_id,
        composed,
        tier,
        source,
        Metadata(
            year=year_in(text_at(about, "year")),
            journal=clean_line(text_at(about, "journal") or text_at(about, "venue")),
            authors=authors_of(about),
            url=_url(document_id),
            licence=clean_line(text_at(about, "license")),
            identifiers=paper_ids(*_ids(paper, about)),
        ),
    )


def _parse(paper: Object) -> object:
    """The best parse that has text, else the paper itself, whose paragraphs older releases have beside its id."""
    return next((paper[name] for name in PARSES if has_text(paper.get(name))), paper)


def _id(paper: Object, about: object) -> str:
    return (
        paper_id(*_ids(paper, about), full_text=True)
        or parse_id(text_at(paper, "paper_id"))
        or content_id(json.dumps(paper, sort_keys=True).encode())
    )


def _ids(paper: Object, about: object) -> tuple[str, str, str]:
    """The values for PMC, PubMed and DOI."""
    ids = value_at(paper, "identifiers") or about
    return (
        _first_text(ids, "pmcid", "pmc_id", "pmc"),
        _first_text(ids, "pmid", "pubmed_id"),
        _first_text(ids, "doi"),
    )


def _first_text(ids: object, *keys: str) -> str:
    return next((value for key in keys if (value := text_at(ids, key))), "")


def parse_id(name: str) -> str:
    """What a `paper_id` identifies: PMC's article, Semantic Scholar's paper, or the PDF by its SHA-1; else ''."""
    name = clean_line(name)
    if name.upper().startswith("PMC"):
        return paper_id(name, "", "", full_text=True)
    if _SHA1.fullmatch(name):
        return f"file:{name[:16]}"
    return f"s2:{name}" if name.isascii() and name.isdecimal() else ""


def _url(document_id: str) -> str:
    scheme, _, number = document_id.partition(":")
    return (
        f"https://api.semanticscholar.org/CorpusID:{number}" if scheme == "s2" else document_url(document_id)
    )
