"""PDF by PDFium: the text layer of papers and guidelines. A scan has none and must be OCRed first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from graph.model import Document, Tier
from ingest.readers.base import Problem, ReadResult
from ingest.readers.compose import compose
from ingest.readers.files import content_id, open_source, plain_name, read_whole, reported
from ingest.readers.pdf_lines import mend_hyphens, page_lines, without_running_heads
from ingest.readers.pdf_outline import outline
from ingest.readers.pdf_title import find_title

_MAX_BYTES = 512 * 2**20
_CHUNK = 1 << 20
# Fewer letters a page than a page number and a stamp have: the pages are pictures.
_LEAST_LETTERS = 20
_NO_TEXT = "no text layer (a scan?); OCR it first, e.g. with ocrmypdf"


class PdfReader:
    """Reads one document a file. PDFium is not thread-safe: one process may read one file at a time."""

    name = "pdf"

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether the PDF mark stands in the first KiB, where readers look for it."""
        return b"%PDF-" in head[:1024]

    def read(self, path: Path, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it is encrypted, broken or has no text."""
        yield from reported(path, _read(path, tier))


def _read(path: Path, tier: Tier) -> Iterator[ReadResult]:
    zipped = plain_name(path) != path
    data = read_whole(path, _MAX_BYTES) if zipped else None
    try:
        pdf = pypdfium2.PdfDocument(path if data is None else data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        reason = "encrypted; save a copy without a password" if locked else f"not a readable PDF: {error}"
        yield Problem(str(path), "", reason)
        return
    try:
        yield from _document(path, tier, pdf, _file_id(path) if data is None else content_id(data))
    finally:
        pdf.close()


def _document(path: Path, tier: Tier, pdf: Any, identifier: str) -> Iterator[ReadResult]:
    pages: list[list[str]] = []
    for number in range(len(pdf)):
        try:
            pages.append(page_lines(pdf, number))
        except pypdfium2.PdfiumError as error:
            yield Problem(str(path), f"page {number + 1}", f"cannot be read: {error}")
    letters = sum(char.isalpha() for page in pages for line in page for char in line)
    if letters < _LEAST_LETTERS * max(1, len(pages)):
        yield Problem(str(path), "", _NO_TEXT)
        return
    title = find_title(pdf, " ".join(pages[0])) or plain_name(path).stem
    composed = compose(title, outline(mend_hyphens(without_running_heads(pages)), title))
    yield Document(
        id=identifier,
        text=composed.text,
        tier=tier,
        title=composed.title,
        sections=composed.sections,
        source=str(path),
    )


def _file_id(path: Path) -> str:
    digest = hashlib.sha256()
    with open_source(path) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return f"file:{digest.hexdigest()[:16]}"
