from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.corpora.alignment import AlignmentError, align, align_all, align_lines
from graph import SectionKind, Span
from ingest.readers.compose import Part, clean_line, clean_paragraphs, compose
from ingest.readers.text import plain_outline
from tests.ingest.readers.mutation import hostile

# Marks that compose, marks that do not, jamo, singletons, what is invisible, what NFC turns round.
ODD = (
    "aeou\u0301\u0308\u0323\u0327\u1100\u1161\u11a8\u212b\u2126\u0958\u09c7\u09be"
    "\u200b\u00ad\ufeff\ud800\x00\x07😀ﬁß:."
)
words = st.text(st.sampled_from(ODD) | st.characters(), min_size=1, max_size=6).filter(
    lambda word: not re.search(r"\s", word)
)
spaces = st.sampled_from([" ", "  ", "\n", " \n\n", "\t", "\r\n", "\u00a0", "\u2028", "\x1c", "\x85"])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text, and where its words are."""
    text, places = draw(st.just("") | spaces), []
    for word in draw(st.lists(words, max_size=12)):
        places.append(Span(len(text), len(text) + len(word)))
        text += word + draw(spaces)
    return text, places


@hostile
@given(given=texts(), data=st.data())
def test_every_run_of_words_goes_where_cleaning_put_it(
    given: tuple[str, list[Span]], data: st.DataObject
) -> None:
    raw, places = given
    clean = clean_paragraphs(raw)
    aligned, end = align(raw, clean, 0)
    assert not clean[end:].strip()
    if not places:
        return
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    start, stop = places[first].start, places[last].end
    span = aligned.span(start, stop)
    expected = clean_paragraphs(raw[start:stop])
    assert (span.of(clean) if span else "") == expected


@hostile
@given(raw=st.text(st.sampled_from(ODD + " \n"), max_size=20), data=st.data())
def test_any_run_of_characters_is_covered(raw: str, data: st.DataObject) -> None:
    clean = clean_paragraphs(raw)
    aligned, _ = align(raw, clean, 0)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    span = aligned.span(start, end)
    if span is None:
        assert not clean_line(raw[start:end]).strip()
    else:
        before, after = aligned.span(0, start), aligned.span(end, len(raw))
        assert before is None or before.end <= span.end
        assert after is None or span.start <= after.start
        assert clean[span.start : span.end].strip() == clean[span.start : span.end]


@hostile
@given(given=st.lists(texts(), max_size=4))
def test_pieces_of_a_composed_text(given: list[tuple[str, list[Span]]]) -> None:
    pieces = [raw for raw, _ in given]
    composed = compose("".join(pieces[:1]), [Part("", SectionKind.OTHER, piece) for piece in pieces[1:]])
    for (raw, places), aligned in zip(given, align_all(pieces, composed.text), strict=True):
        for place in places:
            span = aligned.span(place.start, place.end)
            assert (span.of(composed.text) if span else "") == clean_line(place.of(raw))


def test_marks_go_with_their_letter() -> None:
    raw = "cafe\u200b\u0301 noir"
    clean = clean_paragraphs(raw)
    assert clean == "café noir"
    aligned, _ = align(raw, clean, 0)
    assert aligned.span(0, 4) == aligned.span(0, 6) == Span(0, 4)
    assert aligned.span(5, 6) == Span(3, 4)
    assert aligned.span(7, 11) == Span(5, 9)
    assert aligned.span(6, 7) is None


@pytest.mark.parametrize(("raw", "clean"), [("abc", "abd"), ("abc", "ab"), ("a", "")])
def test_another_text_is_refused(raw: str, clean: str) -> None:
    with pytest.raises(AlignmentError):
        align(raw, clean, 0)


NOTE = "ALLERGIES:\nPLAN:\nRest at home.\n\nHISTORY OF PRESENT ILLNESS:\nFever since\nMonday.\n"


def test_lines_of_a_note_with_headings() -> None:
    title, parts = plain_outline(NOTE)
    text = compose(title, parts).text
    aligned = align_lines(NOTE, text, 0)
    for words_ in (
        "ALLERGIES",
        "PLAN",
        "Rest at home",
        "HISTORY OF PRESENT ILLNESS",
        "Fever since",
        "Monday.",
    ):
        start = NOTE.index(words_)
        span = aligned.span(start, start + len(words_))
        assert span is not None and span.of(text) == words_


def test_lines_that_leave_some_of_the_text_unexplained_are_refused() -> None:
    with pytest.raises(AlignmentError):
        align_lines("Fever.\n", "Fever.\n\nCough.", 0)
