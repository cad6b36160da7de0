"""Where a disease is in MeSH's tree, and beside the other diseases of its document: features for the forests.

Annotators of drug effects mark the most specific disease a paper names, and seldom what the drug is given for, which
the branch of the tree tells apart: signs and symptoms are effects far more often than tumours are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.relations.pairs import Pair
from ingest.relations.rivals import ABSENT

BRANCHES = (
    *(f"C{number:02d}" for number in range(1, 27)),
    "C23.550",  # pathologic processes
    "C23.888",  # signs and symptoms
    "F01",
    "F03",
)
"""The branches of diseases, symptoms and mental disorders."""


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
        return any(
            below.startswith(f"{above}.")
            for above in self._numbers.get(id, ())
            for below in self._numbers.get(other, ())
        )

    def branch_features(self, id: str) -> list[float]:
        """Which of `BRANCHES` it is in, and its level; zeros for what is not in the tree."""
        numbers = self._numbers.get(id)
        if numbers is None:
            return [0.0] * (len(BRANCHES) + 1)
        found = [float(any(number.startswith(branch) for number in numbers)) for branch in BRANCHES]
        return [*found, float(min(number.count(".") for number in numbers))]


def tree_features(tree: DiseaseTree, pairs: Sequence[Pair], scores: Sequence[float]) -> NDArray[np.float32]:
    """One row a pair of a chemical and a disease, shape `(pairs, 5 + len(BRANCHES))`; `scores` are linear scores."""
    rows = []
    for number, pair in enumerate(pairs):
        below, above = [], []
        for other, rival in enumerate(pairs):
            if other != number and rival.first.id == pair.first.id:
                if tree.is_broader(pair.second.id, rival.second.id):
                    below.append(scores[other])
                elif tree.is_broader(rival.second.id, pair.second.id):
                    above.append(scores[other])
        rows.append([*_best_and_count(below), *_best_and_count(above), *tree.branch_features(pair.second.id)])
    return np.asarray(rows, dtype=np.float32)


def _best_and_count(scores: Sequence[float]) -> tuple[float, float]:
    return max(scores, default=ABSENT), float(len(scores))


def disease_lines(rows: Iterable[tuple[str, str]]) -> str:
    """What `DiseaseTree.of` reads, from rows of tree number and descriptor: those of diseases only."""
    numbers: dict[str, list[str]] = {}
    for number, descriptor in rows:
        if number.startswith(("C", "F01", "F03")):
            numbers.setdefault(descriptor, []).append(number)
    return "\n".join(" ".join((id, *sorted(numbers[id]))) for id in sorted(numbers))
