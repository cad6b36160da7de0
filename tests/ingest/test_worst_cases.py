"""Small texts that once held an ingest for minutes are read in a moment, and a long one in time with its length."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest

from graph import Concept, Document, Section, SectionKind, split_sentences
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest import read_paths
from ingest.analysis import Analyser
from ingest.chunking import Chunker
from ingest.readers.text.text_markdown import markdown_outline
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.relations.extract import RelationExtractor
from tests.hypothesis_profiles import is_deep

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


FILES: dict[str, Callable[[str], str]] = {
    ".txt": lambda text: text,
    ".md": lambda text: f"# T\n\n{text}",
    ".html": lambda text: f"<html><body><p>{text}</p></body></html>",
    ".bib": lambda text: f"@article{{a, title={{T}}, abstract={{{text}}}}}",
    ".json": lambda text: json.dumps({"id": "a", "title": "T", "text": text}),
}
SIGNS = "()[]{}<>*_#|-.,;:/\\\"'=+~^%&@!"
FORMS = ("x", "x ", "xa", "a x\n")
_SMALL, _LARGE = 3_000, 48_000  # characters
_GROWTH = 48  # times as long for 16 times the size
_LITTLE = 0.3  # seconds of processor time in which the larger is quick whatever the growth


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    concepts = {c.id: c for c in (Concept("M:1", "a", category="Disease"), Concept("M:2", "Aspirin"))}
    lexicon = Lexicon.build(concepts.values())
    return Analyser(
        Chunker(lambda texts: [len(each) // 4 + 1 for each in texts]),
        [DictionaryRecogniser(lexicon)],
        Linker(lexicon),
        lambda ids: {id_: concepts[id_] for id_ in ids},
        RelationExtractor(),
    )


@pytest.mark.parametrize("ending", FILES)
def test_a_file_of_one_sign_is_read_in_time_with_its_length(ending: str, tmp_path: Path) -> None:
    def read(text: str) -> None:
        file = tmp_path / f"file{ending}"
        file.write_text(FILES[ending](text))
        list(read_paths([file]))

    assert not slow(read)


def test_so_is_it_analysed(analyser: Analyser) -> None:
    def analyse(text: str) -> None:
        analyser.analyse([Document("d", text, sections=(Section(0, len(text), "", SectionKind.OTHER),))])

    assert not slow(analyse, FORMS if is_deep() else FORMS[-2:])


def slow(work: Callable[[str], object], forms: Sequence[str] = FORMS) -> list[str]:
    """The signs, with a letter or a space beside them, of which many take far longer than of few."""

    def once(piece: str, size: int) -> float:
        begin = time.process_time()
        work(piece * (size // len(piece)))
        return time.process_time() - begin

    def seconds(piece: str, size: int) -> float:
        """The least of some, where one was slow: the rest is the garbage of other tests, and other work."""
        first = once(piece, size)
        return first if first <= _LITTLE else min(first, once(piece, size), once(piece, size))

    pieces = [form.replace("x", sign) for sign, form in product(SIGNS, forms)]
    found = []
    for piece in pieces:
        large = seconds(piece, _LARGE)
        if large > _LITTLE and large > _GROWTH * seconds(piece, _SMALL):
            found.append(f"{piece!r}: {large:.1f} s")
    return found
