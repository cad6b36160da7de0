"""IS_A between numbered concepts, as compressed sparse rows: two arrays of integers, whatever the size."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence


class Adjacency:
    """For each concept's number, the numbers related to it; `starts` has one entry more than there are concepts."""

    def __init__(self, starts: array[int], numbers: array[int]) -> None:
        self.starts = starts
        self.numbers = numbers

    @classmethod
    def from_pairs(cls, count: int, pairs: Iterable[tuple[int, int]]) -> Adjacency:
        """The adjacency of `count` concepts from (concept, related) pairs, each row in the order of its pairs."""
        rows: dict[int, list[int]] = {}
        for concept, related in pairs:
            rows.setdefault(concept, []).append(related)
        starts, numbers = array("I", [0]), array("I")
        for concept in range(count):
            numbers.extend(rows.get(concept, ()))
            starts.append(len(numbers))
        return cls(starts, numbers)

    def neighbours(self, concept: int) -> Sequence[int]:
        """The numbers of the concepts related to a concept, shape `(related,)`."""
        return self.numbers[self.starts[concept] : self.starts[concept + 1]]
