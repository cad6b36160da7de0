"""`Arm`: one way to find chunks for a question.

A new one is a module beside this one and a line in `standard_arms`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.store import EntityProfile
from retrieval.question.understand import Question


@dataclass(frozen=True, slots=True)
class ArmQuery:
    """What every arm is given.

    `vector` is the question's embedding, of shape (dimension,) and length 1; `narrower` maps each concept of the
    question to itself and its descendants, and `profiles` is what the workspace knows of all these. Only chunks of the
    documents in `among` may be proposed (None: of any document), at most `limit`.
    """

    question: Question
    vector: NDArray[np.float32]
    narrower: Mapping[str, frozenset[str]]
    profiles: Mapping[str, EntityProfile]
    among: Collection[str] | None
    limit: int


class Arm(Protocol):
    """Proposes chunks; safe to share between threads."""

    @property
    def name(self) -> str:
        """What hits, traces and timings call it; unique among the arms of a search."""
        ...

    def search(self, query: ArmQuery) -> dict[str, float]:
        """Scores by chunk id, higher is better, on any scale: the fusion normalises them."""
        ...

    def score(self, query: ArmQuery, chunk_ids: Collection[str]) -> dict[str, float]:
        """Scores on the same scale of chunks that other arms proposed, as far as this one can tell."""
        return {}


@dataclass(frozen=True, slots=True)
class WeightedArm:
    """An arm and its weight in the fusion.

    `reorders` False: its scores are summed with those of the other such arms. True: they are added to that sum, once
    this is normalised itself; such an arm at a small weight reorders what the others found. `is_absolute`: its scores
    mean the same for every question, as cosines do, and are summed as they are; another's as shares of its best.
    """

    arm: Arm
    weight: float
    reorders: bool = False
    is_absolute: bool = False
