"""TEI, as GROBID writes it of PDFs and as libraries write it of books: one text a `TEI` element.

Formats: https://tei-c.org/release/doc/tei-p5-doc/en/html/ and https://grobid.readthedocs.io/.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from graph import Document, Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature.tei import fields
from ingest.readers.literature.tei.body import parts_of
from ingest.readers.metadata.identity import content_id, document_id, document_url, paper_ids
from ingest.readers.streams.xml_records import child, local_name, read_records
from ingest.readers.streams.xml_root import root_name


class TeiReader:
    """Reads TEI texts, one at a time, alone in a file or gathered in a `teiCorpus`."""

    name = "tei"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root is a TEI text or a corpus of them."""
        return root_name(head) in {"TEI", "teiCorpus"}

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a text."""
        return read_records(
            source, ("TEI",), lambda element, location: (_document(element, location, source.name, tier),)
        )


def _document(tei: Element, location: str, source_name: str, tier: Tier) -> Document | Problem:
    for element in tei.iter("{*}*"):
        element.tag = local_name(element)
    header = child(tei, "teiHeader")
    if header is None:
        return Problem(source_name, location, "no teiHeader: not a TEI text")
    # Before the text is read, which takes the tree apart.
    ids = fields.ids(header)
    identifier = document_id(ids) or content_id(etree.tostring(tei, with_tail=False))
    title = fields.title(header)
    composed = compose(title, parts_of(tei, title))
    if not composed.text:
        return Problem(source_name, location, f"{identifier}: neither title nor text")
    return build_document(
        identifier,
        composed,
        tier,
        source_name,
        Metadata(
            year=fields.year(header),
            journal=fields.journal(header),
            authors=fields.authors(header),
            language=fields.language(tei, header),
            url=document_url(identifier),
            licence=fields.licence(header),
            identifiers=paper_ids(**ids),
        ),
    )
