"""TEI, as GROBID writes it of PDFs and as libraries write it of books: one text a `TEI` element.

Formats: https://tei-c.org/release/doc/tei-p5-doc/en/html/ and https://grobid.readthedocs.io/.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from graph.model import Document, Tier
from ingest.readers.base import Problem, ReadResult
from ingest.readers.compose.canonical import compose
from ingest.readers.literature.jats.fields import document_id, url
from ingest.readers.literature.tei import fields
from ingest.readers.literature.tei.body import parts_of
from ingest.readers.metadata.retraction import says_retracted
from ingest.readers.sources.reporting import content_id, reported
from ingest.readers.sources.source import Source
from ingest.readers.streams.xml_records import Element, child, local_name, read_records
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
        where = source.name

        def convert(element: Element, place: str) -> Iterator[ReadResult]:
            yield _document(element, place, where, tier)

        yield from reported(source, read_records(source, ("TEI",), convert))


def _document(tei: Element, place: str, where: str, tier: Tier) -> Document | Problem:
    for element in tei.iter("{*}*"):
        element.tag = local_name(element)
    header = child(tei, "teiHeader")
    if header is None:
        return Problem(where, place, "no teiHeader: not a TEI text")
    # Before the text is read, which takes the tree apart.
    identifier = document_id(fields.ids(header)) or content_id(etree.tostring(tei, with_tail=False))
    title = fields.title(header)
    composed = compose(title, parts_of(tei, title))
    if not composed.text:
        return Problem(where, place, f"{identifier}: neither title nor text")
    return Document(
        id=identifier,
        text=composed.text,
        tier=tier,
        title=composed.title,
        sections=composed.sections,
        year=fields.year(header),
        journal=fields.journal(header),
        authors=fields.authors(header),
        language=fields.language(tei, header),
        url=url(identifier),
        licence=fields.licence(header),
        retracted=says_retracted((), (), composed.title),
        source=where,
    )
