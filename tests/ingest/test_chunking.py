"""Chunks: whole abstracts, sections never crossed, budgets kept, no character lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Document, Section, SectionKind
from ingest.chunking import Chunker


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def document(*sections: tuple[SectionKind, str]) -> Document:
    text, places = "", []
    for kind, body in sections:
        places.append(Section(len(text), len(text) + len(body), kind.value, kind))
        text += body + "\n\n"
    return Document(id="d", text=text.rstrip("\n"), title=sections[0][1], sections=tuple(places))


TITLE = (SectionKind.TITLE, "Digitalis in heart failure")
SHORT = (SectionKind.ABSTRACT, "Digoxin slows the heart. It does not prolong life.")
HEART = "The heart pumps blood through the arteries. The heart rate rises with blood pressure. "
LIVER = "The liver stores glycogen and iron. The liver enzymes rise with alcohol. "


def test_an_abstract_within_the_budget_is_one_chunk() -> None:
    given = document(TITLE, SHORT)
    (chunk,) = Chunker(words, 50).chunk(given)
    assert chunk.id == "d#0" and given.text[chunk.start : chunk.end] == given.text
    assert len(chunk.sentences) == 3


def test_a_longer_document_is_cut_inside_its_sections_under_its_title() -> None:
    given = document(TITLE, (SectionKind.METHODS, HEART * 6), (SectionKind.RESULTS, LIVER * 6))
    chunks = Chunker(words, 40).chunk(given)
    assert len(chunks) >= 4 and [c.position for c in chunks] == list(range(len(chunks)))
    title, *first = chunks[0].sentences
    assert title.of(given.text) == given.title
    for chunk, sentences in zip(chunks, [first, *(c.sentences for c in chunks[1:])], strict=True):
        section = given.sections[chunk.section]
        assert section.kind is not SectionKind.TITLE
        assert section.start <= sentences[0].start < chunk.end <= section.end
        assert sum(words([s.of(given.text) for s in sentences])) <= 40


def test_a_title_with_nothing_under_it_is_a_chunk() -> None:
    given = document((SectionKind.TITLE, "Heart " * 30), (SectionKind.ABSTRACT, " "))
    (chunk,) = Chunker(words, 10).chunk(given)
    assert given.text[chunk.start : chunk.end] == ("Heart " * 30).strip()


def test_the_cut_is_where_the_topic_shifts() -> None:
    given = document(TITLE, (SectionKind.ABSTRACT, HEART * 4 + LIVER * 4))
    (half,) = words([HEART * 4])
    first, second = Chunker(words, half).chunk(given)
    assert "liver" not in given.text[first.start : first.end]
    assert "heart" not in given.text[second.start : second.end]


def test_a_sentence_over_the_budget_is_a_chunk_of_its_own() -> None:
    given = document((SectionKind.ABSTRACT, "Short one. Long " + "word " * 100 + "end. Short two."))
    chunks = Chunker(words, 20).chunk(given)
    assert [len(c.sentences) for c in chunks] == [1, 1, 1]


@pytest.mark.parametrize("text", ["", "   \n\n "])
def test_nothing_to_say_makes_no_chunk(text: str) -> None:
    empty = Document(id="d", text=text, title="", sections=(Section(0, len(text), "", SectionKind.ABSTRACT),))
    assert Chunker(words, 20).chunk(empty) == ()


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["Cells divide.", "E. coli grows at 37.5 °C.", "Is it so?", "See Fig. 2 for p < 0.05.", "x"]
            ),
            max_size=12,
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(3, 60),
)
def test_every_character_that_is_not_space_is_in_exactly_one_chunk(
    bodies: list[list[str]], budget: int
) -> None:
    kinds = [SectionKind.METHODS, SectionKind.RESULTS, SectionKind.DISCUSSION, SectionKind.OTHER]
    given_ = document(*((kinds[i], " ".join(body)) for i, body in enumerate(bodies)))
    chunks = Chunker(words, budget).chunk(given_)
    covered = [p for c in chunks for p in range(c.start, c.end) if not given_.text[p].isspace()]
    assert covered == [p for p, char in enumerate(given_.text) if not char.isspace()]
    for chunk in chunks:
        assert all(chunk.start <= s.start < s.end <= chunk.end for s in chunk.sentences)
