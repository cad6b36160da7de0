"""What is made of the lines of a PDF, whatever drew them: running heads, hyphens, paragraphs, headings."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from ingest.readers.compose.hyphens import mend_hyphens
from ingest.readers.pdf.headings import Headings
from ingest.readers.pdf.lines import without_running_heads
from ingest.readers.pdf.outline import join_paragraphs, outline
from ingest.readers.pdf.reader import page_numbers
from ingest.readers.pdf.title import _is_sane
from ingest.readers.pdf.words import PageLine, PageWord


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


def page_of(lines: Sequence[str]) -> list[PageLine]:
    """Lines of one word, top to bottom."""
    return [PageLine((PageWord(text, 72, 300, 700 - 12 * n, 710 - 12 * n),)) for n, text in enumerate(lines)]


def lines_left(*pages: Sequence[str]) -> list[str]:
    return [line.text for page in without_running_heads([page_of(page) for page in pages]) for line in page]


def test_running_heads_need_three_pages_and_numbers_an_edge() -> None:
    assert lines_left(["Head", "a"], ["Head", "b"]) == ["Head", "a", "Head", "b"]
    # Every page ends with a bare number: it goes there, and stays in the middle of a table.
    inside = ["a", "b", "c", "d", "12", "e", "f", "g", "h"]
    pages = [
        [*(f"{text} of {word}" if text.isalpha() else text for text in inside), "7"]
        for word in ("x", "y", "z")
    ]
    left = lines_left(*pages)
    assert (left.count("12"), left.count("7")) == (3, 0)


def test_what_two_pages_have_in_small_print_at_the_edge_goes() -> None:
    def page(text: str, number: str) -> list[PageLine]:
        head = PageLine((PageWord("Muster et al.", 72, 200, 740, 747),))
        foot = PageLine((PageWord(number, 300, 305, 30, 37),))
        return [head, *page_of([f"{text} is the line of a page, and longer"] * 3), foot]

    left = [line.text for p in without_running_heads([page("a", "1"), page("b", "2")]) for line in p]
    assert [line[0] for line in left] == ["a", "a", "a", "b", "b", "b"]


def test_a_chapters_head_goes_though_few_pages_have_it() -> None:
    def page(number: int, head: str) -> list[str]:
        return [f"{head} {number}", *(f"{word} on {number} {chr(97 + number)}" for word in "abcdefgh")]

    left = lines_left(
        *(page(n, "Methods of it" if n in (4, 5, 6) else f"Head {chr(97 + n)}") for n in range(20))
    )
    assert not any("Methods" in line for line in left)
    assert sum(line.startswith("Head") for line in left) == 17


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (["repre\ufffesentation"], ["representation"]),
        (["state\ufffeof-the-art"], ["state-of-the-art"]),
        (["closed\ufffesource", "a closed-source model"], ["closed-source", "a closed-source model"]),
        (["MED\ufffeITRON", "MEDITRON"], ["MEDITRON", "MEDITRON"]),
        (["COVID\ufffe19"], ["COVID-19"]),
        (["IL\ufffeReceptor"], ["IL-Receptor"]),
        (["throm-", "bosis and"], ["thrombosis", "and"]),
        (["repre\ufffe", "sentation, and so"], ["representation,", "and so"]),
        (["state\ufffe", "of-the-art on it"], ["state-of-the-art", "on it"]),
        (["throm-", "bosis.", "Next"], ["thrombosis.", "Next"]),
        (["a 5-", "year plan"], ["a 5-", "year plan"]),
    ],
)
def test_hyphens(lines: list[str], mended: list[str]) -> None:
    assert mend_hyphens(lines) == mended


def test_a_page_that_is_one_word_takes_no_time() -> None:
    start = time.monotonic()
    assert mend_hyphens(["x" * 300_000, "-" * 300_000]) == ["x" * 300_000, "-" * 300_000]
    assert time.monotonic() - start < 2


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
    assert [p.heading for p in outline(["It had", "results", "RESULTS", "We saw."])] == ["", "RESULTS"]


def test_runs_of_numbers_are_short() -> None:
    assert page_numbers([1, 3, 4, 5, 7, 8]) == "1, 3-5, 7-8"
