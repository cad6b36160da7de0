"""Where a disease is in MeSH's tree, and beside the other diseases of its document: features for the forests.

Annotators of drug effects mark the most specific disease a paper names, and seldom what the drug is given for, which
the branch of the tree tells apart: signs and symptoms are effects far more often than tumours are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.relations.pairs import Pair
from ingest.relations.rivals import ABSENT, grouped
from ingest.relations.score_table import ScoreTable

BRANCHES = (
    *(f"C{number:02d}" for number in range(1, 27)),
    "C23.550",  # pathologic processes
    "C23.888",  # signs and symptoms
    "F01",
    "F03",
)
"""The branches of diseases, symptoms and mental disorders."""
_DOT = re.compile(r"\.")


class DiseaseTree:
    """The tree numbers of MeSH's diseases, by concept id (`MESH:D009203`)."""

    def __init__(self, numbers: Mapping[str, tuple[str, ...]]) -> None:
        self._numbers = numbers

    @classmethod
    def of(cls, lines: str) -> DiseaseTree:
        """The tree of lines of id and tree numbers, with spaces between."""
        split = (line.split(" ") for line in lines.splitlines())
        return cls({f"MESH:{id}": tuple(numbers) for id, *numbers in split})

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    def is_broader(self, id: str, other: str) -> bool:
        """Whether `other` stands under `id`."""
        return not self.above(other).isdisjoint(self._numbers.get(id, ()))

    def above(self, id: str) -> set[str]:
        """The numbers that those of a disease stand under."""
        numbers = self._numbers.get(id, ())
        return {number[: dot.start()] for number in numbers for dot in _DOT.finditer(number)}

    def numbered(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Which of some diseases have each number."""
        found: dict[str, list[str]] = {}
        for id in ids:
            for number in self._numbers.get(id, ()):
                found.setdefault(number, []).append(id)
        return found

    def branch_features(self, id: str) -> list[float]:
        """Which of `BRANCHES` it is in, and its level; zeros for what is not in the tree."""
        numbers = self._numbers.get(id)
        if numbers is None:
            return [0.0] * (len(BRANCHES) + 1)
        found = [float(any(number.startswith(branch) for number in numbers)) for branch in BRANCHES]
        return [*found, float(min(number.count(".") for number in numbers))]


def tree_features(tree: DiseaseTree, pairs: Sequence[Pair], table: ScoreTable) -> NDArray[np.float32]:
    """One row a pair of a chemical and a disease, shape `(pairs, 5 + len(BRANCHES))`."""
    above, below = _relatives(tree, table.seconds)
    rows: list[list[float]] = [[]] * len(pairs)
    for first, numbers in grouped(pair.first.id for pair in pairs).items():
        scores = table.row(first)
        for number in numbers:
            id = pairs[number].second.id
            narrower, broader = (
                [float(scores[table.seconds[other]]) for other in others]
                for others in (below[id], above[id] - below[id])
            )
            rows[number] = [*_best_and_count(narrower), *_best_and_count(broader), *tree.branch_features(id)]
    return np.asarray(rows, dtype=np.float32)


def _relatives(tree: DiseaseTree, ids: Collection[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Which of some diseases stand above each of them in the tree, and which below."""
    numbered = tree.numbered(ids)
    above = {
        id: {other for number in tree.above(id) for other in numbered.get(number, ())} - {id} for id in ids
    }
    below: dict[str, set[str]] = {id: set() for id in ids}
    for id, others in above.items():
        for other in others:
            below[other].add(id)
    return above, below


def _best_and_count(scores: Sequence[float]) -> tuple[float, float]:
    return max(scores, default=ABSENT), float(len(scores))


def disease_lines(rows: Iterable[tuple[str, str]]) -> str:
    """What `DiseaseTree.of` reads, from rows of tree number and descriptor: those of diseases only."""
    numbers: dict[str, list[str]] = {}
    for number, descriptor in rows:
        if number.startswith(("C", "F01", "F03")):
            numbers.setdefault(descriptor, []).append(number)
    return "\n".join(" ".join((id, *sorted(numbers[id]))) for id in sorted(numbers))
