"""Rows of tables stay lines of their own; prose beside them keeps its sentences."""

from __future__ import annotations

from collections.abc import Callable

from graph import Document
from ingest.readers.base import ReadResult
from tests.ingest.readers.pdf.pdf_samples import Line, pdf

Read = Callable[..., list[ReadResult]]


def row(y: int, *texts: str) -> list[Line]:
    return [(text, 10, 72 + 110 * place, y) for place, text in enumerate(texts)]


def prose(y: int, *texts: str) -> list[Line]:
    return [(text, 10, 72, y - 14 * place) for place, text in enumerate(texts)]


def test_rows_are_no_part_of_sentences(read: Read) -> None:
    page = [
        *prose(
            740,
            "Bleeding was more frequent in the adults who took warfarin, as is",
            "shown below in the table of",
        ),
        *row(712, "Event", "Warfarin", "Placebo"),
        *row(698, "Bleeding", "12", "3"),
        *row(684, "Stroke", "1", "9"),
        *row(670, "Death", "0"),
        *prose(
            640,
            "events. No difference was seen between the sites, and the dose was",
            "the same in all of them.",
        ),
    ]
    (document,) = read("pdf", pdf(page), "t.pdf")
    assert isinstance(document, Document)
    lines = document.text.split("\n")
    assert lines[-6:] == [
        "Bleeding was more frequent in the adults who took warfarin, as is shown below in the table of",
        "Event Warfarin Placebo",
        "Bleeding 12 3",
        "Stroke 1 9",
        "Death 0",
        "events. No difference was seen between the sites, and the dose was the same in all of them.",
    ]


def test_a_run_in_heading_is_no_row(read: Read) -> None:
    page = [
        *row(740, "3.", "Dose", "The dose was five"),
        *prose(726, "milligrams in the first week of the trial and ten thereafter."),
        *prose(700, "Nobody stopped treatment in the year that was recorded here."),
    ]
    (document,) = read("pdf", pdf(page), "t.pdf")
    assert isinstance(document, Document)
    assert "The dose was five milligrams in the first week" in document.text
