"""The reader's input: a question and a passage as word pieces, with the places of the passage's sentences.

The same code prepares texts for training (`training.reader`) and for answers, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP = 101, 102
"""The marks of a text's beginning and end in BERT's vocabulary."""
QUESTION, HEADING, WINDOW = 64, 32, 288
"""Most word pieces of a question, of a heading, and of all; the model was trained with these."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is read: the title or headings that it stands under, and its sentences in order."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage in word pieces.

    `ids` and `segments` (0 the question, 1 the passage) have one entry a piece; `sentences` are `[start, end)` places
    of each sentence in `ids`, empty where it lies beyond the window. `offsets` are each piece's characters in its
    sentence.
    """

    ids: list[int]
    segments: list[int]
    sentences: list[tuple[int, int]]
    offsets: list[tuple[int, int]]


class PairEncoder:
    """Turns questions and passages to word pieces, each text once."""

    def __init__(self, file: Path) -> None:
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def encode(self, question: str, passages: Sequence[Passage]) -> list[Pair]:
        """A pair for each passage; what does not fit into the window is cut off its end."""
        texts = [question]
        for passage in passages:
            texts += [passage.heading, *passage.sentences]
        encoded = iter(self._tokenizer.encode_batch(texts, add_special_tokens=False))
        asked = next(encoded).ids[:QUESTION]
        return [self._pair(asked, [next(encoded) for _ in range(1 + len(p.sentences))]) for p in passages]

    @staticmethod
    def _pair(asked: list[int], parts: Sequence[object]) -> Pair:
        heading, *sentences = parts
        ids = [CLS, *asked, SEP]
        segments = [0] * len(ids)
        ids += [*heading.ids[:HEADING], SEP]  # type: ignore[attr-defined]
        offsets = [(0, 0)] * len(ids)
        places = []
        for sentence in sentences:
            start = len(ids)
            room = max(0, WINDOW - 1 - start)
            ids += sentence.ids[:room]  # type: ignore[attr-defined]
            offsets += sentence.offsets[:room]  # type: ignore[attr-defined]
            places.append((start, len(ids)))
        ids.append(SEP)
        offsets.append((0, 0))
        segments += [1] * (len(ids) - len(segments))
        return Pair(ids, segments, places, offsets)


def pad_pairs(
    pairs: Sequence[Pair], width: int, sentences: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Pairs as one batch: ids, mask, segments of shape (pairs, width), and a pool of (pairs, sentences, width).

    A sentence's row of the pool averages its pieces; rows of what was cut off or is not there are zero.
    """
    ids = np.zeros((len(pairs), width), dtype=np.int64)
    mask, segments = np.zeros_like(ids), np.zeros_like(ids)
    pool = np.zeros((len(pairs), sentences, width), dtype=np.float32)
    for row, pair in enumerate(pairs):
        size = len(pair.ids)
        ids[row, :size], mask[row, :size], segments[row, :size] = pair.ids, 1, pair.segments
        for place, (start, end) in enumerate(pair.sentences):
            if end > start:
                pool[row, place, start:end] = 1 / (end - start)
    return ids, mask, segments, pool
