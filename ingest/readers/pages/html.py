"""HTML pages: guidelines, patient leaflets and papers, as browsers save them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from graph import Tier
from graph.parsing import Problem, Source, decode_head, plain_name, read_whole
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.identity import content_id, document_url
from ingest.readers.pages.charset import decode_page
from ingest.readers.pages.walk import PageWalk
from ingest.readers.streams.xml_root import root_name

_MAX_BYTES = 50 * 2**20  # a bound on memory: a thousand printed pages are some 3 MB of text
_PIECE = 2**16  # bytes given to the parser at a time
_SUFFIXES = {".html", ".htm", ".xhtml"}
# What pages begin with that leave the root out.
_BEGINNINGS = {"html", "head", "body", "title", "meta", "link"}
_DOCTYPE = re.compile("<!doctype", re.IGNORECASE)
_NO_TEXT = (
    "no text: a page of frames, or one that scripts fill in the browser; open it there and save it from there"
)


class HtmlReader:
    """Reads one document a page."""

    name = "html"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it begins like a page; fragments of pages by their suffix."""
        root = root_name(_DOCTYPE.sub("<!DOCTYPE", decode_head(head)).encode()).casefold()
        return root in _BEGINNINGS or (bool(root) and plain_name(source).suffix.lower() in _SUFFIXES)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The page's Document; a Problem when it has no text."""
        data = read_whole(source, _MAX_BYTES)
        page = read_page(decode_page(data), PageWalk())
        parts = page.outline.parts()
        if not parts:
            yield Problem(source.name, "", _NO_TEXT)
            return
        meta = page.meta
        composed = compose(meta.title or plain_name(source).stem, parts)
        identifier = meta.document_id or content_id(data)
        yield build_document(
            identifier,
            composed,
            tier,
            source.name,
            Metadata(
                year=meta.year,
                journal=meta.journal,
                authors=meta.authors,
                language=meta.language,
                url=document_url(identifier) or meta.url,
                licence=meta.licence,
                revised=meta.revised,
                identifiers=meta.identifiers,
            ),
        )


def read_page(text: str, walk: PageWalk) -> PageWalk:
    """`walk` after it went through the page; raises TooLarge."""
    # The stubs want a target with methods that lxml does not ask for.
    parser: Any = etree.HTMLParser(target=cast(Any, walk), encoding="utf-8", huge_tree=True, no_network=True)
    data = text.encode("utf-8", "replace")
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
        parser.close()
    except etree.XMLSyntaxError:  # nothing but white space and marks
        return walk
    return walk
