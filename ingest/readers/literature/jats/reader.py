"""JATS, the XML of PubMed Central and most publishers: single articles and sets of them.

Format: https://jats.nlm.nih.gov/archiving/ (and its predecessor, the NLM DTD 2 and 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from graph import Document, Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.literature.jats import fields
from ingest.readers.literature.jats.body import parts_of, prepare, title_of
from ingest.readers.metadata.identity import content_id, document_id, document_url, paper_ids
from ingest.readers.streams.xml_records import local_name, namespace_of, read_records, rename
from ingest.readers.streams.xml_root import root_name, xml_head

_ROOTS = {"article", "pmc-articleset"}


class JatsReader:
    """Reads JATS articles, one at a time, whatever their namespace or DOCTYPE."""

    name = "jats"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root is an article (of JATS, not of DocBook) or a set of them."""
        return root_name(head) in _ROOTS and "docbook" not in xml_head(head).casefold()

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document an article; peer reviews and other sub-articles are not read."""
        return read_records(
            source, ("article",), lambda element, location: (_article(element, location, source.name, tier),)
        )


def _article(article: Element, location: str, source_name: str, tier: Tier) -> Document | Problem:
    _drop_namespace(article)
    meta = article.find("front/article-meta")
    if meta is None:
        return Problem(source_name, location, "no front matter (front/article-meta): not a JATS article")
    # Before `prepare`, which takes the tree apart.
    ids = fields.ids(meta)
    identifier = document_id(ids) or content_id(etree.tostring(article, with_tail=False))
    authors = fields.authors(meta)
    licence = fields.licence(meta)
    notices = fields.notices(article, meta)
    prepare(article)
    composed = compose(title_of(meta), parts_of(article))
    if not composed.text:
        return Problem(source_name, location, f"{identifier}: neither title nor text")
    types = fields.publication_types(article)
    return build_document(
        identifier,
        composed,
        tier,
        source_name,
        Metadata(
            year=fields.year(meta),
            journal=fields.journal(article),
            authors=authors,
            publication_types=types,
            language=fields.language(article),
            url=document_url(identifier),
            licence=licence,
            notices=notices,
            identifiers=paper_ids(**ids),
        ),
    )


def _drop_namespace(article: Element) -> None:
    """Gives JATS's own elements plain names when the file puts them in a namespace; MathML keeps its own."""
    namespace = namespace_of(article)
    if namespace:
        for element in list(article.iter("{*}*")):
            if namespace_of(element) == namespace:
                rename(element, local_name(element))
