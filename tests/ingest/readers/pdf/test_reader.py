"""PDFs of every kind that papers come in, read whole."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Document, SectionKind
from graph.parsing import Problem
from ingest.readers import ReadResult
from tests.ingest.readers.pdf.pdf_samples import Line, pdf

Read = Callable[..., list[ReadResult]]


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


def test_a_word_broken_at_a_line_end_is_whole(one: One) -> None:
    lines: list[Line] = [
        "The title of it all",
        "It is about throm-",
        "boprophylaxis in well-",
        "known cases.",
    ]
    assert "about thromboprophylaxis in" in one(pdf(lines)).text


def test_references_in_a_table_of_contents_do_not_end_the_text(one: One) -> None:
    lines = ["References", *(f"Line {n} of the text." for n in range(30)), "References", "[1] Doe"]
    text = one(pdf(lines)).text
    assert "Line 29" in text and "Doe" not in text


def test_appendices_after_the_references_are_read(one: One) -> None:
    lines: list[Line] = [
        *PAPER,
        *(f"{n}. Roe R. Another cited work." for n in range(2, 9)),
        ("A Search strategy", 12),
        "We searched for fever.",
        ("A.1 Words", 12),
        "Fever, heat.",
        "B Is no heading, as it has a comma.",
        ("B Doses", 12),
        "Small ones.",
    ]
    document = one(pdf(lines))
    assert [s.heading for s in document.sections[-4:]] == ["Results", "Search strategy", "Words", "Doses"]
    assert "cited work" not in document.text.casefold()


WORDS = "fever chill ache cough rash pain faint sweat thirst sleep".split()


def column(name: str, count: int = 20) -> list[str]:
    return [
        f"{name} {n} has {WORDS[n % 10]} and {WORDS[n // 2 % 10]} in every single line" for n in range(count)
    ]


def two_columns(order: str) -> list[Line]:
    """A title across the page, two columns below it, drawn in an order, and a line across at the end."""
    left = [(text, 10, 50, 680 - 14 * n) for n, text in enumerate(column("Left"))]
    right = [(text, 10, 320, 680 - 14 * n) for n, text in enumerate(column("Right"))]
    drawn = {
        "columns": [*left, *right],
        "rows": [line for pair in zip(left, right, strict=True) for line in pair],
        "right first": [*right, *left],
    }[order]
    across = (
        "This line goes over both of the columns of the page from the very left to the very right of it all"
    )
    return [("A page of two columns, with a title", 18, 50, 720), *drawn, (across, 10, 50, 380)]


@pytest.mark.parametrize("order", ["columns", "rows", "right first"])
def test_two_columns_are_read_one_after_the_other(one: One, order: str) -> None:
    text = one(pdf(two_columns(order))).text.replace("\n", " ")
    places = [text.index(line) for line in [*column("Left"), *column("Right"), "This line goes over"]]
    assert places == sorted(places)


def test_a_table_is_read_row_by_row(one: One) -> None:
    rows: list[Line] = [
        "One long line of text that fills the page from the left to the right, as prose does."
    ] * 12
    for n in range(20):
        rows += [(f"Drug {n}", 10, 72, 560 - 14 * n), (f"{n} mg", 10, 330, 560 - 14 * n)]
    text = one(pdf(rows)).text
    assert all(f"Drug {n} {n} mg" in text for n in range(20))


def test_footnotes_come_last(one: One) -> None:
    first: list[Line] = [
        ("A title for the page", 18),
        *column("Body", 10),
        "The word goes over to the next page, as the throm-",
        ("1 A note of the first page,", 7),
        ("which goes on.", 7),
        ("* Correspondence: doe@example.org", 7),
    ]
    document = one(pdf(first, ["bosis of the leg does.", *column("More", 10)]))
    assert "as the thrombosis of the leg does." in document.text
    notes = document.sections[-1]
    assert notes.heading == "Notes"
    assert document.text[notes.start :] == (
        "A note of the first page, which goes on.\nCorrespondence: doe@example.org"
    )


IMAGE = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"


def test_pages_that_are_pictures_are_named(read: Read) -> None:
    text = [f"{line} of a page that has text enough." for line in column("Body", 5)]
    problem, document = read("pdf", pdf(text, [IMAGE], [IMAGE, "3"], text, [], [IMAGE]), "x.pdf")
    assert isinstance(problem, Problem)
    assert problem.place == "page 2-3, 6"
    assert "only a picture" in problem.reason
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("Published: 12 May 2019", 2019),
        ("\u00a9 2018 Doe et al", 2018),
        ("Demo Journal of Things 2010, 4:1", 2010),
        ("arXiv:1905.00001v1 [cs.CL] 12 May 2019", 2019),
        ("As Doe (2017) has shown", None),
    ],
)
def test_the_year_is_taken_only_where_it_is_said(one: One, said: str, year: int | None) -> None:
    assert (
        one(pdf([("A title of this", 20), *column("Body", 5), said], info="/CreationDate (D:2001)")).year
        == year
    )


def test_metadata_of_the_publisher(one: One) -> None:
    xmp = b"<prism:coverDate>2015-04-01</prism:coverDate><prism:doi>10.5555/demo</prism:doi>\n"
    document = one(pdf(PAPER, xmp=xmp))
    assert (document.year, document.id, document.url) == (
        2015,
        "doi:10.5555/demo",
        "https://doi.org/10.5555/demo",
    )


def test_a_printed_doi_is_an_address_and_no_identity(one: One) -> None:
    document = one(pdf([*PAPER[:3], "doi:10.5555/demo.1.", *PAPER[3:]]))
    assert document.url == "https://doi.org/10.5555/demo.1"
    assert document.identifiers == (document.id, "doi:10.5555/demo.1")
    assert document.id.startswith("file:")
    assert one(pdf([*PAPER[:3], "10.5555/a and 10.5555/b", *PAPER[3:]])).url == ""


def test_authors_that_stand_on_the_first_page(one: One) -> None:
    lines: list[Line] = [("A title of this", 20), "By Jane Doe and Richard Roe", *column("Body", 5)]
    assert one(pdf(lines, info="/Author (Jane Doe; Richard Roe)")).authors == ("Jane Doe", "Richard Roe")
    assert one(pdf(lines, info="/Author (jdoe)")).authors == ()
    assert one(pdf(lines, info="/Author (Jane Doe; A Typist)")).authors == ()


def test_a_file_without_text_is_a_problem(read: Read) -> None:
    (problem,) = read("pdf", pdf([], ["12"]), "scan.pdf")
    assert problem == Problem(problem.source, "", "no text in it")  # type: ignore[union-attr]


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
