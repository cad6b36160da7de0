"""PDFs are written here byte by byte: one font, lines at places, which is all the reader looks at."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from graph.model import Document, SectionKind
from ingest.readers import Problem, ReadResult
from ingest.readers.pdf_headings import Headings
from ingest.readers.pdf_lines import mend_hyphens, without_running_heads
from ingest.readers.pdf_outline import join_paragraphs, outline
from ingest.readers.pdf_title import _is_sane

Read = Callable[..., list[ReadResult]]
Line = str | tuple[str, int]


def pdf(*pages: Sequence[Line], title: str = "", extra: bytes = b"") -> bytes:
    """A PDF of lines (text, or text and font size), top to bottom."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        content, y = b"BT ", 760
        for line in lines:
            text, size = line if isinstance(line, tuple) else (line, 10)
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            content += f"/F1 {size} Tf 1 0 0 1 72 {y} Tm ({escaped}) Tj ".encode("cp1252")
            y -= size + 4
        stream = zlib.compress(content + b"ET")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(
            f"<< /Length {len(stream)} /Filter /FlateDecode >> stream\n".encode() + stream + b"\nendstream"
        )
    objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
    out, offsets = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R ".encode()
    return out + trailer + extra + f">>\nstartxref\n{xref}\n%%EOF\n".encode()


@pytest.fixture
def one(read: Read) -> Callable[..., Document]:
    def run(data: bytes, name: str = "stem.pdf") -> Document:
        (result,) = read("pdf", data, name)
        assert isinstance(result, Document)
        return result

    return run


One = Callable[..., Document]

PAPER: list[Line] = [
    ("A trial of aspirin", 20),
    ("in feverish children", 20),
    "Jane Doe, Demo Hospital",
    "Abstract",
    "Aspirin lowers fever in children and in grown people who are ill",
    "with influenza. It helps.",
    "1 Introduction",
    "Fever is a sign of many illnesses.",
    "2 Patients and methods",
    "We gave aspirin to them.",
    "3 Results",
    "It helped them all.",
    "References",
    "1. Doe J. Cited work. 1999.",
]


def test_a_paper(one: One) -> None:
    data = pdf(PAPER, title="paper.indd")
    document = one(data)
    assert document.id == "file:" + hashlib.sha256(data).hexdigest()[:16]
    assert document.title == "A trial of aspirin in feverish children"
    assert [(s.heading, s.kind) for s in document.sections] == [
        ("", SectionKind.TITLE),
        ("", SectionKind.OTHER),
        ("Abstract", SectionKind.ABSTRACT),
        ("Introduction", SectionKind.INTRODUCTION),
        ("Patients and methods", SectionKind.METHODS),
        ("Results", SectionKind.RESULTS),
    ]
    assert "grown people who are ill with influenza. It helps." in document.text
    assert "Cited work" not in document.text
    assert document.text.count("feverish") == 1


def test_sane_metadata_wins(one: One) -> None:
    words: list[Line] = [
        ("DEMO JOURNAL OF THINGS", 30),
        ("Aspirin in fever", 12),
        "Some text about aspirin in fever.",
    ]
    assert one(pdf(words, title="Aspirin in fever")).title == "Aspirin in fever"
    assert one(pdf(words, title="")).title == "DEMO JOURNAL OF THINGS"


def test_without_any_title_the_stem(one: One) -> None:
    assert one(pdf(["Pneumonoultramicroscopicsilicovolcanoconiosis"])).title == "stem"


@pytest.mark.parametrize(
    ("title", "sane"),
    [
        ("Aspirin in fever of children", True),
        ("Microsoft Word - Aspirin in fever.docx", False),
        ("6489122611071476 1..10", False),
        ("Untitled", False),
        ("A template for authors", False),
        ("Aspirin", False),
    ],
)
def test_sanity_of_metadata(title: str, sane: bool) -> None:
    assert _is_sane(title, "Aspirin in fever of children. Untitled. By Jane Doe") is sane


def test_running_heads_and_page_numbers_go(one: One) -> None:
    pages = [
        [
            f"Doe et al. Demo Journal 2001, 4:{page}",
            f"Text of page {word} is here and nowhere else.",
            f"Page {page} of 4",
            f"{page}",
        ]
        for page, word in enumerate(["one", "two", "three", "four"], 1)
    ]
    text = one(pdf(*pages)).text
    assert "Doe et al" not in text.split("\n\n", 1)[1]
    assert "Page" not in text
    assert all(word in text for word in ("page one", "page two", "page three", "page four"))


def test_running_heads_need_many_pages_and_numbers_an_edge() -> None:
    assert without_running_heads([["Head", "a"], ["Head", "b"]]) == ["Head", "a", "Head", "b"]
    # Every page ends with a bare number: it goes there, and stays in the middle of a table.
    inside = ["a", "b", "c", "d", "12", "e", "f", "g", "h"]
    pages = [
        [*(f"{text} of {word}" if text.isalpha() else text for text in inside), "7"]
        for word in ("x", "y", "z")
    ]
    kept = without_running_heads(pages)
    assert (kept.count("12"), kept.count("7")) == (3, 0)


def test_a_word_broken_at_a_line_end_is_whole(one: One) -> None:
    lines: list[Line] = [
        "The title of it all",
        "It is about throm-",
        "boprophylaxis in well-",
        "known cases.",
    ]
    assert "about thromboprophylaxis in" in one(pdf(lines)).text


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (["repre\ufffesentation"], ["representation"]),
        (["state\ufffeof-the-art"], ["state-of-the-art"]),
        (["closed\ufffesource", "a closed-source model"], ["closed-source", "a closed-source model"]),
        (["MED\ufffeITRON", "MEDITRON"], ["MEDITRON", "MEDITRON"]),
        (["COVID\ufffe19"], ["COVID-19"]),
        (["IL\ufffeReceptor"], ["IL-Receptor"]),
        (["throm-", "bosis and"], ["thrombosis and"]),
        (["a 5-", "year plan"], ["a 5-", "year plan"]),
    ],
)
def test_hyphens(lines: list[str], mended: list[str]) -> None:
    assert mend_hyphens(lines) == mended


def test_paragraphs_end_where_a_sentence_leaves_room() -> None:
    full = "x" * 60
    assert join_paragraphs([full, full + ".", full, "Short end.", "New", full]) == (
        f"{full} {full}. {full} Short end.\nNew {full}"
    )
    assert join_paragraphs(["Datta1", ", Ball2"]) == "Datta1, Ball2"
    assert join_paragraphs([]) == ""


def test_numbered_headings_must_number_on() -> None:
    headings = Headings()
    lines = [
        "2 Data",
        "1 Equal contribution",
        "1 Introduction",
        "3 Data",
        "1.1 Aims",
        "7 Row of a table",
        "1.2 Scope",
        "2 Data",
    ]
    assert [headings.read(line) for line in lines] == [
        "",
        "",
        "Introduction",
        "",
        "Aims",
        "",
        "Scope",
        "Data",
    ]


def test_a_line_of_a_paragraph_is_no_heading() -> None:
    assert [p.heading for p in outline(["It had", "results", "RESULTS", "We saw."], "")] == ["", "RESULTS"]


def test_references_in_a_table_of_contents_do_not_end_the_text() -> None:
    lines = ["References", *(f"Line {n} of the text." for n in range(30)), "References", "[1] Doe"]
    text = "".join(part.body for part in outline(lines, ""))
    assert "Line 29" in text and "Doe" not in text


def test_a_scan_must_be_ocred(read: Read) -> None:
    (problem,) = read("pdf", pdf([], ["12"]), "scan.pdf")
    assert isinstance(problem, Problem)
    assert "no text layer" in problem.reason and "ocrmypdf" in problem.reason


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnot really", pdf(PAPER)[:200], b"%PDF-1.7\n" + b"\0" * 5000])
def test_a_broken_pdf_is_a_problem(read: Read, data: bytes) -> None:
    (problem,) = read("pdf", data, "x.pdf")
    assert isinstance(problem, Problem)
    assert "not a readable PDF" in problem.reason


def test_an_encrypted_pdf_is_a_problem(read: Read) -> None:
    encrypt = (
        b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /Length 40 /O <%s> /U <%s> >> "
        % (
            b"11" * 32,
            b"22" * 32,
        )
    )
    (problem,) = read("pdf", pdf(PAPER, extra=encrypt), "x.pdf")
    assert isinstance(problem, Problem)
    assert "encrypted" in problem.reason


def test_gzipped(one: One) -> None:
    assert one(gzip.compress(pdf(PAPER)), "p.pdf.gz").id == one(pdf(PAPER)).id


def test_the_file_is_closed(one: One) -> None:
    document = one(pdf(PAPER))
    handles = Path("/proc/self/fd")
    if handles.is_dir():
        assert document.source not in {str(fd.resolve()) for fd in handles.iterdir()}
