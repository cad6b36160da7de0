"""The candidates of a phrase: concepts with the values that they are ranked by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.linking.columns import COLUMNS
from graph.linking.ranker import Values

_HEAD_KEPT = COLUMNS.index("head_kept")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Concepts (numbers of the lexicon) with their values, shape `(concepts, COLUMNS)`, and how each was found.

    `certain` says that the phrase is a name of the one candidate, and the categories agree.
    """

    phrase: str = ""
    concepts: tuple[int, ...] = ()
    values: Values = field(default_factory=lambda: np.zeros((0, len(COLUMNS))))
    methods: tuple[str, ...] = ()
    certain: bool = False

    @property
    def needs_ranking(self) -> bool:
        """Whether candidates compete, so that the ranker must choose."""
        return bool(self.concepts) and not self.certain

    def among(self, concepts: Collection[int]) -> Candidates:
        """Those of these concepts."""
        return self._only([place for place, number in enumerate(self.concepts) if number in concepts])

    def headed(self) -> Candidates:
        """Those whose name has the phrase's head, or is all of it."""
        if self.certain:
            return self
        return self._only([place for place in range(len(self.concepts)) if self.values[place, _HEAD_KEPT]])

    def _only(self, places: Sequence[int]) -> Candidates:
        if len(places) == len(self.concepts):
            return self
        return Candidates(
            self.phrase,
            tuple(self.concepts[place] for place in places),
            self.values[places],
            tuple(self.methods[place] for place in places),
        )


def single_candidate(concept: int, method: str) -> Candidates:
    """The one candidate that needs no ranking."""
    return Candidates("", (concept,), np.zeros((1, len(COLUMNS))), (method,), certain=True)
