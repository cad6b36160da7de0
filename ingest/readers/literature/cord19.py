"""CORD-19: parses of papers (document_parses/pdf_json, pmc_json) with metadata.csv, and metadata.csv itself.

A paper is one document however many parses there are of it: the one of PMC's XML, else of the first PDF. Its id comes
from its row of metadata.csv, so it is the same in whatever order files are read.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from graph import Document, SectionKind, Tier
from graph.parsing import Problem, Source, read_head
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import Part, clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature.cord19_index import index_of
from ingest.readers.literature.cord19_metadata import (
    MetadataRow,
    best_parse,
    identifiers,
    is_metadata,
    metadata_of,
    row_id,
    rows,
    unnamed_parse,
)
from ingest.readers.literature.s2orc import document_of as s2orc_document
from ingest.readers.literature.s2orc_parse import authors_of, parts_of
from ingest.readers.metadata.identity import content_id, document_url
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.json_fields import text_at, value_at
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import parse_json_records


class Cord19Reader:
    """Reads a parse with what metadata.csv says of it; of metadata.csv the papers that no parse is there of."""

    name = "cord19"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it is a metadata.csv by its header, or a parse that has one beside or above it."""
        if is_metadata(head):
            return True
        keys = json_head(head)
        return "paper_id" in keys and "metadata" in keys and metadata_of(source) is not None

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a paper; nothing for a parse whose paper is read from a better one."""
        if is_metadata(read_head(source)):
            yield from _papers(source, tier)
            return
        metadata = metadata_of(source)
        for found in parse_json_records(source):
            if isinstance(found, Problem):
                yield found
                continue
            location, paper = found
            name = clean_line(text_at(paper, "paper_id"))
            row = index_of(metadata).find(name) if metadata is not None else None
            if row is None or metadata is None:
                yield s2orc_document(paper, tier, source.name, location)
            elif best_parse(row, metadata, source) in ("", name):
                yield _parsed(paper, row, tier, source.name, location)


def _parsed(paper: object, row: MetadataRow, tier: Tier, source: str, location: str) -> Document | Problem:
    about = value_at(paper, "metadata")
    parts = parts_of(paper, row.get("abstract", ""))
    document = _document(
        row, clean_line(row.get("title", "")) or text_at(about, "title"), parts, tier, source, location
    )
    if isinstance(document, Problem):
        return document
    return dataclasses.replace(document, authors=document.authors or authors_of(about))


def _papers(source: Source, tier: Tier) -> Iterator[ReadResult]:
    """The papers of a metadata.csv that have no parse, by their titles and abstracts."""
    for found in rows(source):
        if isinstance(found, Problem):
            yield found
            continue
        location, row = found
        if not unnamed_parse(row) and not best_parse(row, source):
            abstract = Part("", SectionKind.ABSTRACT, row.get("abstract", ""))
            yield _document(row, row.get("title", ""), [abstract], tier, source.name, location)


def _document(
    row: MetadataRow, title: str, parts: list[Part], tier: Tier, source: str, location: str
) -> Document | Problem:
    composed = compose(title, parts)
    if not composed.text:
        return Problem(
            source, location, f"paper {clean_line(row.get('cord_uid', ''))[:60]!r}: neither title nor text"
        )
    document_id = row_id(row)
    licence = clean_line(row.get("license", ""))
    return build_document(
        document_id or content_id(json.dumps(row, sort_keys=True).encode()),
        composed,
        tier,
        source,
        Metadata(
            year=year_in(row.get("publish_time", "")),
            journal=clean_line(row.get("journal", "")),
            authors=_authors(row.get("authors", "")),
            url=clean_line(row.get("url", "").partition(";")[0]) or document_url(document_id),
            licence="" if licence == "unk" else licence,
            identifiers=identifiers(row),
        ),
    )


def _authors(value: str) -> tuple[str, ...]:
    """`Doe, Jane A; Roe, R` as `Doe Jane A`, `Roe R`."""
    return tuple(name for author in value.split(";") if (name := clean_line(author.replace(",", " ", 1))))
