from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Section, SectionKind
from ingest.readers.compose.canonical import Part, clean_line, clean_paragraphs, compose

KINDS = st.sampled_from([kind for kind in SectionKind if kind is not SectionKind.TITLE])
# Surrogates and marks on purpose: readers get them from JSON and PDF.
TEXT = st.text(
    st.characters() | st.sampled_from("\n\r\t \u00a0\u00ad\u200b\ufeff\ud800e\u0301\x00"), max_size=60
)
PARTS = st.lists(st.builds(Part, TEXT, KINDS, TEXT), max_size=6)


def test_layout_is_title_blank_line_headed_sections() -> None:
    composed = compose(
        "Aspirin  trial",
        [Part("Methods", SectionKind.METHODS, "One.\nTwo."), Part("", SectionKind.RESULTS, "Three.")],
    )
    assert composed.text == "Aspirin trial\n\nMethods\nOne.\nTwo.\n\nThree."
    assert composed.sections == (
        Section(0, 13, "", SectionKind.TITLE),
        Section(23, 32, "Methods", SectionKind.METHODS),
        Section(34, 40, "", SectionKind.RESULTS),
    )


def test_without_title_the_text_starts_with_the_first_section() -> None:
    composed = compose("", [Part("H", SectionKind.OTHER, "b")])
    assert composed.text == "H\nb"
    assert composed.sections == (Section(2, 3, "H", SectionKind.OTHER),)


def test_a_section_without_body_is_dropped_with_its_heading() -> None:
    assert compose("T", [Part("Methods", SectionKind.METHODS, " \n\u200b\n")]).text == "T"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u00a0b", "a b"),
        ("hyper\u00adtension", "hypertension"),
        ("a \t\n b", "a b"),
        ("\ufeffa\u200bb\x00c\x1bd", "abcd"),
        ("e\u0301", "\u00e9"),
        ("e\u200b\u0301", "\u00e9"),
        ("\ufb01", "\ufb01"),  # NFC, not NFKC: a ligature is the PDF reader's matter
        ("10\u2076", "10\u2076"),
        ("a\ud800b", "ab"),
        (" a ", "a"),
        ("a  b", "a b"),
    ],
)
def test_line_normalises(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


def test_body_keeps_paragraphs_and_drops_empty_ones() -> None:
    assert clean_paragraphs("a  b\r\n\n \nc") == "a b\nc"


@given(TEXT)
def test_line_is_idempotent_normal_and_storable(raw: str) -> None:
    once = clean_line(raw)
    assert clean_line(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\n\r\t\u00a0\u00ad\u200b\ufeff\x00")
    once.encode("utf-8")


@given(TEXT, PARTS)
def test_sections_cover_exactly_the_bodies(title: str, parts: list[Part]) -> None:
    composed = compose(title, parts)
    bodies = [composed.text[s.start : s.end] for s in composed.sections]
    expected = ([clean_line(title)] if clean_line(title) else []) + [
        clean_paragraphs(p.body) for p in parts if clean_paragraphs(p.body)
    ]
    assert bodies == expected
    spans = [edge for section in composed.sections for edge in (section.start, section.end)]
    assert spans == sorted(spans)
    assert composed.text == composed.text.strip()


@given(TEXT, PARTS)
def test_the_text_is_nothing_but_bodies_headings_and_separators(title: str, parts: list[Part]) -> None:
    composed = compose(title, parts)
    rebuilt = "\n\n".join(
        (f"{s.heading}\n" if s.heading else "") + composed.text[s.start : s.end] for s in composed.sections
    )
    assert rebuilt == composed.text
