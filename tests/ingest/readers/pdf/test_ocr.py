"""Scans: pages that are pictures are read by OCR where the extra is installed, and told as such."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence

import pypdfium2
import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers.base import ReadResult
from ingest.readers.pdf import ocr
from tests.ingest.readers.pdf.pdf_samples import Line, pdf

Read = Callable[..., list[ReadResult]]

PAGE: list[Line] = [
    ("Warfarin and bleeding in adults", 20),
    ("Bleeding was seen in 12 of 300 adults who took warfarin.", 12),
    ("The dose was 5 mg daily. No adult died, and no stroke oc-", 12),
    ("curred within the year.", 12),
]


def scan(*pages: Sequence[Line], turn: int = 0) -> bytes:
    """The pages as pictures of 150 dots an inch, turned by quarters."""
    pytest.importorskip("rapidocr_onnxruntime", reason='needs pip install "medgraph[ocr]"')
    from PIL import Image

    pictures = []
    for page in pypdfium2.PdfDocument(pdf(*pages)):
        pictures.append(
            page.render(scale=150 / 72).to_pil().rotate(90 * turn, Image.Resampling.NEAREST, True)
        )
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    "turn", [pytest.param(0, marks=pytest.mark.deep), pytest.param(1, marks=pytest.mark.deep), 2]
)
def test_a_scan_is_read_however_it_lies(read: Read, turn: int) -> None:
    problem, document = read("pdf", scan(PAGE, turn=turn), "scan.pdf")
    assert isinstance(problem, Problem) and isinstance(document, Document)
    assert problem.place == "page 1" and "read by OCR" in problem.reason
    assert document.title == "Warfarin and bleeding in adults"
    assert "Bleeding was seen in 12 of 300 adults who took warfarin." in document.text
    assert "The dose was 5 mg daily. No adult died, and no stroke occurred within the year." in document.text


def test_a_picture_without_text_is_named(read: Read) -> None:
    first, second, document = read("pdf", scan(PAGE, [b"0 0 1 rg 100 100 300 300 re f"]), "scan.pdf")
    assert [(r.place, "OCR" in r.reason) for r in (first, second) if isinstance(r, Problem)] == [
        ("page 1", True),
        ("page 2", True),
    ]
    assert isinstance(document, Document)


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where the extra is not installed."""
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    ocr._engine.cache_clear()
    yield
    ocr._engine.cache_clear()


def test_without_the_extra_it_says_how_to_get_it(read: Read, without_ocr: None) -> None:
    (problem,) = read("pdf", scan_without_engine(), "scan.pdf")
    assert isinstance(problem, Problem) and 'pip install "medgraph[ocr]"' in problem.reason


def scan_without_engine() -> bytes:
    return pdf([b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"])
