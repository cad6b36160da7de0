"""EPUB, the book format: its chapters in the order of the spine, each read as the page that it is.

Format: https://www.w3.org/TR/epub-33/
"""

from __future__ import annotations

from collections.abc import Iterator

from graph import Document, Tier
from graph.parsing import Problem, Source, plain_name, read_whole
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.identity import content_id, doi_id
from ingest.readers.metadata.languages import language_code
from ingest.readers.pages.charset import decode_page
from ingest.readers.pages.epub_book import Book, open_book
from ingest.readers.pages.html import read_page
from ingest.readers.pages.walk import PageWalk
from ingest.readers.streams.package import PackageError, media_type, open_package

_MAX_BYTES = 512 * 2**20  # with pictures; it is held once, to make the id
_MOST_CHAPTER = 50 * 2**20  # as `HtmlReader` reads


class EpubReader:
    """Reads one document a book."""

    name = "epub"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it is a zip that says it is a book."""
        return media_type(source, head) == "application/epub+zip"

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The book's Document, a Problem for every chapter that cannot be read."""
        parts: list[Part] = []
        try:
            with open_package(source) as package:
                book = open_book(package)
                for chapter in book.chapters:
                    try:
                        page = decode_page(package.read(chapter, _MOST_CHAPTER))
                        parts += read_page(page, PageWalk(in_book=True)).outline.parts()
                    except PackageError as error:
                        yield Problem(source.name, chapter, str(error))
        except PackageError as error:
            yield Problem(source.name, "", str(error))
            return
        if parts:
            yield _document(source, tier, book, parts)
        else:
            yield Problem(source.name, "", "no text: its pages may be pictures of text, which need OCR first")


def _document(source: Source, tier: Tier, book: Book, parts: list[Part]) -> Document:
    composed = compose(book.title or plain_name(source).stem, parts)
    return build_document(
        doi_id(book.doi) or content_id(read_whole(source, _MAX_BYTES)),
        composed,
        tier,
        source.name,
        Metadata(
            year=book.year,
            authors=book.authors,
            language=language_code(book.language),
            url=f"https://doi.org/{book.doi}" if book.doi else "",
            licence=book.licence,
        ),
    )
