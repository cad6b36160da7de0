"""IS_A between numbered concepts, as compressed sparse rows: two arrays of integers, whatever the size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np


class Adjacency:
    """For each concept's number, the numbers related to it; `starts` has one entry more than there are concepts."""

    def __init__(self, starts: array[int], numbers: array[int]) -> None:
        self.starts = starts
        self.numbers = numbers

    @classmethod
    def from_pairs(cls, count: int, pairs: Iterable[tuple[int, int]]) -> Adjacency:
        """The adjacency of `count` concepts from (concept, related) pairs, each row in the order of its pairs."""
        table = np.asarray(pairs if isinstance(pairs, np.ndarray) else list(pairs), dtype=np.int64).reshape(
            -1, 2
        )
        concepts, related = table[:, 0], table[:, 1]
        order = np.argsort(concepts, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(concepts, minlength=count)))).astype(np.uint32)
        return cls(_array(starts), _array(related[order].astype(np.uint32)))

    def neighbours(self, concept: int) -> Sequence[int]:
        """The numbers of the concepts related to a concept, shape `(related,)`."""
        return self.numbers[self.starts[concept] : self.starts[concept + 1]]


def _array(numbers: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> array[int]:
    made = array("I")
    made.frombytes(numbers.tobytes())
    return made
