"""Small texts that once held an ingest for minutes are read in a moment, and a long one in time with its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from graph import Document, Section, SectionKind, split_sentences
from ingest.chunking import Chunker
from ingest.readers.text.text_markdown import markdown_outline

WORST = {
    "a heading of spaces": lambda: markdown_outline("#" + " " * 6000 + "x"),
    "comments that nothing closes": lambda: markdown_outline("<!-- " * 60_000),
    "marks of emphasis": lambda: markdown_outline("*a " * 50_000),
    "open links": lambda: markdown_outline("[a](" * 50_000),
    "a row of dots": lambda: split_sentences("." * 40_000 + "a", 0, 40_001),
    "brackets that stay open": lambda: split_sentences("((((" + "A b. " * 80_000 + ")", 0, 400_005),
    "sentences of two words": lambda: chunk("Ab cd. " * 57_000),
}
_SECONDS = 20  # a bound far above what each takes, and far below what it took, on a slow and busy machine


def chunk(text: str) -> None:
    document = Document("d", text, sections=(Section(0, len(text), "", SectionKind.OTHER),))
    Chunker(lambda texts: [len(each) // 4 + 1 for each in texts]).chunk(document)


@pytest.mark.parametrize("name", WORST)
def test_no_small_text_takes_long(name: str) -> None:
    read: Callable[[], object] = WORST[name]
    begin = time.process_time()
    read()
    assert time.process_time() - begin < _SECONDS


def test_chunks_are_whole_and_in_order_whatever_the_length() -> None:
    text = "It was so good. Warfarin causes bleeding in adults. " * 4000
    document = Document("d", text, sections=(Section(0, len(text), "", SectionKind.OTHER),))
    chunks = Chunker(lambda texts: [len(each) // 4 + 1 for each in texts], 220).chunk(document)
    assert [chunk.position for chunk in chunks] == list(range(len(chunks)))
    sentences = [span for chunk in chunks for span in chunk.sentences]
    assert sentences == list(split_sentences(text, 0, len(text)))
