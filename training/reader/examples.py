"""What the reader learns from: questions with passages, of which some answer, and some of their sentences."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import split_sentences
from retrieval.reader import Passage

_WORDS = 170  # of a passage made from a longer text; about a chunk of a workspace
UNKNOWN = -1
MEDQUAD_HELD_BACK = 14
"""One in so many pages of MedQuAD is not trained on."""


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A passage with what is known of it.

    `answers`: whether it answers the question. `sentences` has for each sentence 1, 0 or UNKNOWN; `stances` the
    place in `retrieval.reader.STANCES` or UNKNOWN. `span` is (sentence, first character, last character) of a short
    answer.
    """

    passage: Passage
    answers: float
    sentences: tuple[int, ...]
    stances: tuple[int, ...] = ()
    span: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A question of a set with passages that answer it, and others of the same source that do not.

    `apart` names what no negative may be drawn from: the documents that answer.
    """

    set: str
    question: str
    positives: tuple[LabelledPassage, ...]
    negatives: tuple[LabelledPassage, ...] = ()
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pooled:
    """A passage from which negatives of other questions are drawn, and the document it is of."""

    document: str
    passage: Passage


@dataclass(slots=True)
class ReaderCorpus:
    """The readings of a set, and the pool of its passages."""

    readings: list[Reading]
    pool: list[Pooled]


def is_held_back(id_: str, one_in: int) -> bool:
    """Whether a row is kept from training, the same on every machine."""
    return zlib.crc32(id_.encode()) % one_in == 0


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, compressed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        for line in file:
            yield json.loads(line)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[s.start : s.end] for s in split_sentences(text, 0, len(text))]


def passages_of(heading: str, sentences: Sequence[str]) -> Iterator[tuple[Passage, int]]:
    """Runs of whole sentences of about `_WORDS` words, each with the place of its first sentence."""
    first, words = 0, 0
    for place, sentence in enumerate(sentences):
        size = len(sentence.split())
        if words and words + size > _WORDS:
            yield Passage(heading, tuple(sentences[first:place])), first
            first, words = place, 0
        words += size
    if first < len(sentences):
        yield Passage(heading, tuple(sentences[first:])), first


def unlabelled(passage: Passage, answers: float) -> LabelledPassage:
    """A passage of whose sentences nothing is known, but that none answers where it does not."""
    return LabelledPassage(passage, answers, (UNKNOWN if answers else 0,) * len(passage.sentences))
