"""Numbers of lines and stamps of servers are no text; numbers that belong to the text are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest

from graph import Document
from ingest.readers.base import ReadResult
from ingest.readers.pdf.line_numbers import without_line_numbers
from ingest.readers.pdf.words import PageLine, PageWord
from tests.ingest.readers.pdf.pdf_samples import Line, pdf

Read = Callable[..., list[ReadResult]]
TextOf = Callable[..., str]

TEXT = [
    "Aspirin was given to the adults of this cohort, of whom",
    "23 stopped it within the year, and nausea was seen in",
    "41 of them. Stroke was rare in both of the groups, and no",
    "adult died. The dose was 81 mg a day in the first group and",
    "325 mg a day in the second. We counted bleeding each month",
    "in both groups with one questionnaire, which had been made",
    "for an earlier study. Bleeding was seen in 12 adults of the",
    "first group and in 31 of the second.",
]


def numbered(numbers: Iterable[int | None], texts: Sequence[str], x: int = 40, width: int = 5) -> list[Line]:
    """Lines of a page with a number, right-aligned in a margin at `x`, before each that has one."""
    lines: list[Line] = []
    for row, (number, text) in enumerate(zip(numbers, texts, strict=True)):
        y = 740 - 20 * row
        if number is not None:
            lines.append((str(number), 8, x + width * (3 - len(str(number))), y))
        lines.append((text, 10, 72, y))
    return lines


@pytest.fixture
def text_of(read: Read) -> TextOf:
    def run(*pages: Sequence[Line]) -> str:
        (document,) = read("pdf", pdf(*pages), "m.pdf")
        assert isinstance(document, Document)
        return document.text

    return run


def joined(texts: Sequence[str]) -> str:
    return " ".join(texts)


@pytest.mark.parametrize("first", [1, 97, 995])
def test_numbers_of_every_line_go(text_of: TextOf, first: int) -> None:
    assert joined(TEXT) in text_of(numbered(range(first, first + 8), TEXT))


def test_numbers_that_go_on_or_begin_anew_on_the_next_page_go(text_of: TextOf) -> None:
    on = text_of(numbered(range(1, 9), TEXT), numbered(range(9, 17), TEXT))
    anew = text_of(numbered(range(1, 9), TEXT), numbered(range(1, 9), TEXT))
    assert on.count(joined(TEXT)) == anew.count(joined(TEXT)) == 2


def test_a_number_at_every_fifth_line_goes(text_of: TextOf) -> None:
    rows = TEXT * 4
    numbers = [n if n % 5 == 0 else None for n in range(1, len(rows) + 1)]
    assert text_of(numbered(numbers, rows)).count(joined(TEXT)) == 4


def test_numbers_in_the_right_margin_go(text_of: TextOf) -> None:
    assert joined(TEXT) in text_of(numbered(range(1, 9), TEXT, x=560))


@pytest.mark.parametrize("x", [40, 560])
def test_every_fifth_number_of_short_pages_goes(text_of: TextOf, x: int) -> None:
    rows = [*TEXT, *TEXT[:4]]
    numbers = [n if n % 5 == 0 else None for n in range(1, len(rows) + 1)]
    assert text_of(numbered(numbers, rows, x=x), numbered(numbers, rows, x=x)).count(joined(TEXT)) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [f"{n} of the adults of site {n} had a stroke in the year" for n in (12, 7, 31, 4, 16, 9, 8)],
        [f"{n} Example A, Sample B. A paper on aspirin. Journal {n}" for n in (1, 2, 3)] + TEXT,
        [*TEXT, *(f"{year} 12 41 0.3" for year in range(2001, 2006))],
    ],
    ids=["counts", "a short list", "a table by year"],
)
def test_numbers_of_the_text_stay(rows: list[str]) -> None:
    page = [
        PageLine(
            tuple(
                PageWord(word, 72 + 30 * place, 90 + 30 * place, 700 - 12 * row, 710 - 12 * row)
                for place, word in enumerate(text.split())
            )
        )
        for row, text in enumerate(rows)
    ]
    assert without_line_numbers([page]) == [page]


@pytest.mark.parametrize(
    "stamp",
    [
        "bioRxiv preprint doi: https://doi.org/10.5555/1; this version posted May 1, 2020.",
        "The copyright holder for this preprint (which was not certified by peer review) is the author/funder,",
        "who has granted medRxiv a license to display the preprint in perpetuity.",
        "It is made available under a CC-BY-NC 4.0 International license .",
        "NOTE: This preprint reports new research that has not been certified by peer review.",
        "Downloaded from https://example.org by guest on 1 May 2020",
    ],
)
def test_stamps_of_servers_go(text_of: TextOf, stamp: str) -> None:
    assert text_of([*TEXT[:5], stamp, *TEXT[5:]]).endswith(joined(TEXT))
