"""Lists in running text: with their lead-in, as far as they go and no further."""

from __future__ import annotations

import pytest

from graph import Chunk, Section, SectionKind, Span, Tier, split_sentences
from graph.store import ChunkContent, DocumentMetadata
from retrieval.evidence.lists import lead_in_at_end, list_around


def content_of(text: str, sections: tuple[Section, ...] = ()) -> ChunkContent:
    chunk = Chunk("d", 0, 0, len(text), 0, tuple(split_sentences(text, 0, len(text))))
    document = DocumentMetadata("d", "", Tier.LITERATURE, None, "", (), "", False, False)
    return ChunkContent(chunk, text, sections or (Section(0, len(text)),), document, (), {})


def span_of(content: ChunkContent, words: str) -> Span:
    return next(s for s in content.chunk.sentences if words in content.quote(s))


MARKED = "Gout hurts. Signs of gout include:\n- Pain in a toe\n- Swelling of a joint\nGout is common in men."
PLAIN = (
    "To find out, the doctor wants to:\nTest the blood\nLook at the joint\nThe doctor also asks about food."
)


@pytest.mark.parametrize("words", ["Signs of gout", "Pain in", "Swelling of"])
def test_a_marked_item_stands_with_its_lead_in_and_the_other_items(words: str) -> None:
    content = content_of(MARKED)
    found = list_around(content, span_of(content, words))
    assert found is not None
    assert content.quote(found.run) == "Signs of gout include:\n- Pain in a toe\n- Swelling of a joint"


def test_lines_without_marks_are_items_up_to_running_text() -> None:
    content = content_of(PLAIN)
    found = list_around(content, span_of(content, "Look at"))
    assert found is not None
    assert content.quote(found.run) == "To find out, the doctor wants to:\nTest the blood\nLook at the joint"


@pytest.mark.parametrize("words", ["Gout hurts", "Gout is common"])
def test_running_text_is_in_no_list(words: str) -> None:
    content = content_of(MARKED)
    assert list_around(content, span_of(content, words)) is None


def test_marks_without_a_lead_in_are_no_list() -> None:
    content = content_of("Gout is common.\n- Gout hurts in a toe.\n- Gout comes at night.")
    assert list_around(content, span_of(content, "hurts")) is None


def test_a_list_ends_with_its_section() -> None:
    first = "Signs include:\n- Pain in a toe\n"
    text = first + "- Rest in bed"
    content = content_of(
        text, (Section(0, len(first), "Signs"), Section(len(first), len(text), "Care", SectionKind.OTHER))
    )
    found = list_around(content, span_of(content, "Pain"))
    assert found is not None and "Rest" not in content.quote(found.run)
    assert list_around(content, span_of(content, "Rest")) is None


def test_a_long_list_is_quoted_in_part() -> None:
    content = content_of("Signs include:\n" + "\n".join(f"- Sign number {n}" for n in range(40)))
    found = list_around(content, span_of(content, "number 3"))
    assert found is not None and len(found.lines) == 40
    assert content.quote(found.run).endswith("- Sign number 11")


def test_a_list_that_goes_on_has_its_lead_in_before() -> None:
    assert lead_in_at_end(content_of("Gout hurts.")) is None
    for text in ("Gout hurts. Signs include:", "Gout hurts. Signs include:\n- Pain in a toe"):
        content = content_of(text)
        lead_in = lead_in_at_end(content)
        assert lead_in is not None and content.quote(lead_in) == "Signs include:"
