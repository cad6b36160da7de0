"""Reading by a trained model (`python -m training.reader` makes one), on OpenVINO."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from graph.index import Streams, padded_width
from retrieval.reader.base import PassageReading, Reader, ReaderError, StanceReader, softmax
from retrieval.reader.inputs import WINDOW, Pair, PairEncoder, Passage, pad_pairs
from retrieval.reader.short import short_answers

_BATCH = 4  # passages; small, so that little is computed on padding and both cores are busy. Set by hand.
_SENTENCES = 8  # a batch is padded to a multiple of so many; set by hand


class PassageReader(Reader, StanceReader):
    """A model of `training.reader` or `training.stance`; safe to share between threads.

    Raises ReaderError when the model in `folder` is missing or cannot be loaded.
    """

    def __init__(self, folder: Path) -> None:
        graph = folder / "reader.xml"
        if not all((folder / name).is_file() for name in ("reader.xml", "reader.bin", "tokenizer.json")):
            raise ReaderError(f"no reader in {folder}", "python -m training.reader makes one")
        self._encoder = PairEncoder(folder / "tokenizer.json")
        try:
            self._streams = Streams(graph)
        except RuntimeError as error:
            raise ReaderError(
                f"the reader in {folder} cannot be loaded", "python -m training.reader makes a new one"
            ) from error

    @override
    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        return [
            PassageReading(each.answers, each.sentences[:, 0], short_answers(each.pair, each.ends))
            for each in self._logits(question, passages)
        ]

    @override
    def stances(self, question: str, passages: Sequence[Passage]) -> list[NDArray[np.float32]]:
        return [softmax(each.sentences[:, 1:]) for each in self._logits(question, passages)]

    def _logits(self, question: str, passages: Sequence[Passage]) -> list[_Logits]:
        pairs = self._encoder.encode(question, passages)
        order = sorted(range(len(pairs)), key=lambda i: -len(pairs[i].ids))
        groups = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        shapes = [_shape([pairs[i] for i in group]) for group in groups]
        batches = (
            list(pad_pairs([pairs[i] for i in group], *shape))
            for group, shape in zip(groups, shapes, strict=True)
        )
        found: dict[int, _Logits] = {}
        for group, (width, most), output in zip(groups, shapes, self._streams.run(batches), strict=True):
            for row, at in enumerate(group):
                sentences = _sentences(output[row], pairs[at], most)
                ends = output[row][1 + 4 * most :].reshape(width, 2).copy()
                found[at] = _Logits(pairs[at], float(output[row][0]), sentences, ends)
        return [found[i] for i in range(len(pairs))]


@dataclass(frozen=True, slots=True)
class _Logits:
    """Of a passage that it answers; of its sentences that they do, then of `STANCES`, (sentences, 4); of its pieces
    that a short answer begins and ends there, (pieces, 2).
    """

    pair: Pair
    answers: float
    sentences: NDArray[np.float32]
    ends: NDArray[np.float32]


def _shape(pairs: Sequence[Pair]) -> tuple[int, int]:
    most = max(len(p.sentences) for p in pairs)
    width = padded_width(max(len(p.ids) for p in pairs), WINDOW)
    return width, max(1, -(-most // _SENTENCES)) * _SENTENCES


def _sentences(output: NDArray[np.float32], pair: Pair, most: int) -> NDArray[np.float32]:
    sentences = output[1 : 1 + 4 * most].reshape(most, 4)[: len(pair.sentences)].copy()
    sentences[[start == end for start, end in pair.sentences], 0] = -np.inf
    return sentences
