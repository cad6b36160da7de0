"""PDF by PDFium: the text layer of papers and guidelines. A scan has none and must be OCRed first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2

from graph.model import Document, Tier
from ingest.readers.base import Problem, ReadResult
from ingest.readers.compose import compose
from ingest.readers.pdf_lines import mend_hyphens, page_lines, without_running_heads
from ingest.readers.pdf_outline import outline
from ingest.readers.pdf_title import find_title
from ingest.readers.reporting import content_id, reported
from ingest.readers.source import Source, plain_name, read_whole

_MAX_BYTES = 256 * 2**20
# Fewer letters a page than a page number and a stamp have: the pages are pictures.
_LEAST_LETTERS = 20
_NO_TEXT = "no text layer (a scan?); OCR it first, e.g. with ocrmypdf"


class PdfReader:
    """Reads one document a file. PDFium is not thread-safe: one process may read one file at a time."""

    name = "pdf"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the PDF mark stands in the first KiB, where readers look for it."""
        return b"%PDF-" in head[:1024]

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it is encrypted, broken or has no text."""
        yield from reported(source, _read(source, tier))


def _read(source: Source, tier: Tier) -> Iterator[ReadResult]:
    data = read_whole(source, _MAX_BYTES)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        reason = "encrypted; save a copy without a password" if locked else f"not a readable PDF: {error}"
        yield Problem(source.name, "", reason)
        return
    try:
        yield from _document(source, tier, pdf, content_id(data))
    finally:
        pdf.close()


def _document(source: Source, tier: Tier, pdf: Any, identifier: str) -> Iterator[ReadResult]:
    pages: list[list[str]] = []
    for number in range(len(pdf)):
        try:
            pages.append(page_lines(pdf, number))
        except pypdfium2.PdfiumError as error:
            yield Problem(source.name, f"page {number + 1}", f"cannot be read: {error}")
    letters = sum(char.isalpha() for page in pages for line in page for char in line)
    if letters < _LEAST_LETTERS * max(1, len(pages)):
        yield Problem(source.name, "", _NO_TEXT)
        return
    title = find_title(pdf, " ".join(pages[0])) or plain_name(source).stem
    composed = compose(title, outline(mend_hyphens(without_running_heads(pages)), title))
    yield Document(
        id=identifier,
        text=composed.text,
        tier=tier,
        title=composed.title,
        sections=composed.sections,
        source=source.name,
    )
