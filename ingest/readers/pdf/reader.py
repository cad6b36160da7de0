"""PDF by PDFium: the text layer of papers and guidelines; of pages that are pictures, what OCR reads of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from graph import SectionKind, Tier
from graph.parsing import Problem, Source, plain_name, read_whole
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.hyphens import mend_hyphens
from ingest.readers.metadata.identity import content_id, doi_id, paper_ids
from ingest.readers.metadata.languages import language_code
from ingest.readers.pdf import meta, ocr
from ingest.readers.pdf.columns import in_columns
from ingest.readers.pdf.line_numbers import without_line_numbers
from ingest.readers.pdf.lines import without_running_heads
from ingest.readers.pdf.notes import note_texts, part_notes
from ingest.readers.pdf.outline import outline
from ingest.readers.pdf.references import part_references
from ingest.readers.pdf.tables import with_rows_marked
from ingest.readers.pdf.title import find_title
from ingest.readers.pdf.words import PageLine, common_size, page_lines

_MAX_BYTES = 256 * 2**20  # a bound on memory; scans of books are the largest
# Fewer letters a page than a page number and a stamp have: the pages are pictures.
_LEAST_LETTERS = 20
_INSTALL_OCR = 'no text layer, only a picture (a scan?): pip install "medgraph[ocr]" lets medgraph read it'
_READ_BY_OCR = "a scan, read by OCR, which may misread letters and numbers: compare with the page"
_NOTHING_READ = "no text layer, only a picture on which OCR reads no text"
_NO_TEXT = "no text in it"


class PdfReader:
    """Reads one document a file. PDFium is not thread-safe: one process may read one file at a time."""

    name = "pdf"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the PDF mark stands in the first KiB, where readers look for it."""
        return b"%PDF-" in head[:1024]

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it is encrypted, broken or has no text."""
        data = read_whole(source, _MAX_BYTES)
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).casefold()
            reason = "encrypted; save a copy without a password" if locked else f"not a readable PDF: {error}"
            yield Problem(source.name, "", reason)
            return
        try:
            yield from _document(source, tier, pdf, data)
        finally:
            pdf.close()


def _document(source: Source, tier: Tier, pdf: Any, data: bytes) -> Iterator[ReadResult]:
    pages: list[list[PageLine]] = []
    pictures: list[int] = []
    scanned: list[int] = []
    for number in range(len(pdf)):
        try:
            lines, is_picture = _page(pdf, number)
        except pypdfium2.PdfiumError as error:
            yield Problem(source.name, f"page {number + 1}", f"cannot be read: {error}")
            continue
        if is_picture and ocr.is_available():
            lines = _scanned_lines(pdf, number)
            is_picture = _letters(lines) < _LEAST_LETTERS
            scanned += [] if is_picture else [number + 1]
        pictures += [number + 1] if is_picture else []
        pages.append(lines)
    why_unread = _NOTHING_READ if ocr.is_available() else _INSTALL_OCR
    if _letters(line for page in pages for line in page) < _LEAST_LETTERS * max(1, len(pages)):
        yield Problem(source.name, "", why_unread if pictures else _NO_TEXT)
        return
    if scanned:
        yield Problem(source.name, f"page {page_numbers(scanned)}", _READ_BY_OCR)
    if pictures:
        yield Problem(source.name, f"page {page_numbers(pictures)}", why_unread)
    pages = without_line_numbers(pages)
    first_page = "\n".join(line.text for line in pages[0])
    title = find_title(pdf.get_metadata_value("Title"), pages[0]) or plain_name(source).stem
    composed = compose(title, _parts(pages, title))
    doi = meta.stated_doi(data)
    address = doi or meta.printed_doi(f"{first_page}\n{pdf.get_metadata_value('Subject')}")
    yield build_document(
        doi_id(doi) or content_id(data),
        composed,
        tier,
        source.name,
        Metadata(
            year=meta.year(data, first_page),
            authors=meta.authors(pdf, first_page),
            language=language_code(meta.language(pdf)),
            url=f"https://doi.org/{address}" if address else "",
            identifiers=paper_ids(doi=address),
        ),
    )


def _page(pdf: Any, number: int) -> tuple[list[PageLine], bool]:
    """The page's lines in reading order, and whether it is a picture without text."""
    page = pdf[number]
    try:
        lines = page_lines(page)
        has_picture = _letters(lines) < _LEAST_LETTERS and any(
            True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
        )
        return in_columns(lines), has_picture
    finally:
        page.close()


def _scanned_lines(pdf: Any, number: int) -> list[PageLine]:
    page = pdf[number]
    try:
        return in_columns(ocr.ocr_lines(page))
    finally:
        page.close()


def _letters(lines: Iterable[PageLine]) -> int:
    return sum(char.isalpha() for line in lines for char in line.text)


def _parts(pages: list[list[PageLine]], title: str) -> list[Part]:
    """Sections, then appendices, then the notes of all pages; the list of references is left out."""
    size = common_size([line for page in pages for line in page])
    texts: list[PageLine] = []
    notes: list[PageLine] = []
    for page in without_running_heads(pages):
        kept, below = part_notes(page, size)
        texts += kept
        notes += below
    before, appendices = part_references(texts)
    parts = outline(mend_hyphens(with_rows_marked(before)), title)
    parts += outline(mend_hyphens(with_rows_marked(appendices)), is_appendix=True)
    body = "\n".join(note_texts(mend_hyphens(line.text for line in notes)))
    return [*parts, Part("Notes", SectionKind.OTHER, body)]


def page_numbers(numbers: list[int]) -> str:
    """Sorted numbers with runs written short: `1, 3-5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
