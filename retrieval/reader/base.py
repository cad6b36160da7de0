"""What every reader says, whatever model it runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph import MedgraphError
from retrieval.reader.inputs import Passage

STANCES = ("supports", "refutes", "neither")
"""How a sentence may stand to a question or claim, in the order of the model's decisions."""


class ReaderError(MedgraphError):
    """The reader's model is missing or of another shape."""

    code = "reader"


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """Characters `[start, end)` of a sentence of a passage that may be the answer.

    `probability` that it begins and ends so, as a share of all runs of the passage, 0 to 1.
    """

    sentence: int
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What a reader says of a passage.

    `answers` is the logit of its answering the question; `sentences` has the logit of each sentence, shape
    (sentences,), -inf where it was not read. `short`: the names or numbers that may be the answer, most likely first;
    none of a reader that tells none.
    """

    answers: float
    sentences: NDArray[np.float32]
    short: tuple[ShortAnswer, ...] = ()


class Reader(Protocol):
    """Says of passages and their sentences whether they answer a question; safe to share between threads."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        """A reading of each passage, in order."""
        ...


class StanceReader(Protocol):
    """Says how sentences stand to a question or claim; safe to share between threads."""

    def stances(self, question: str, passages: Sequence[Passage]) -> list[NDArray[np.float32]]:
        """Of each passage, in order, the probabilities of `STANCES` of its sentences, shape (sentences, 3)."""
        ...


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probabilities of logits over the last axis, of the same shape."""
    powers: NDArray[np.float32] = np.exp(logits - logits.max(-1, keepdims=True, initial=-np.inf))
    shares: NDArray[np.float32] = powers / powers.sum(-1, keepdims=True)
    return shares


def probability(logit: float) -> float:
    """The probability of a logit, 0 to 1."""
    return (1 + math.tanh(logit / 2)) / 2  # which no logit overflows


_WIDEST = 8.0  # of a logit: beyond it nothing is surer. Set by hand.


def sureness(logit: float) -> float:
    """A logit from -1 (surely not) over 0 (as likely as not) to 1 (surely)."""
    return max(-_WIDEST, min(_WIDEST, logit)) / _WIDEST
