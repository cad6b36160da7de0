"""The trained model: how likely each pair of a document is to be in a relation, and in which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from ingest.relations.describing import CAUSAL, KIND_PAIRS, describe
from ingest.relations.forest import Forest
from ingest.relations.hierarchy import DiseaseTree, hierarchy
from ingest.relations.linear import LinearModel
from ingest.relations.pairs import Pair
from ingest.relations.reading import RelationContext
from ingest.relations.rules import RuleMatch
from ingest.relations.standing import standing

WEIGHTS = "weights.npz"
PLAIN, PLACED = "plain", "placed"
TYPES = ("positive", "negative", "association", "bind")
HEADS = ("causes", *(f"{first}-{second}" for first, second in KIND_PAIRS), *TYPES)
"""Heads of the linear model: a chemical causes a disease; two of these kinds are related; how those related are."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair with calibrated probabilities; `causes` is 0 for pairs of other kinds than chemical and disease.

    `types` are the probabilities of `TYPES` given that the two are related; `support` is how much each of
    `pair.places` alone speaks for the relation.
    """

    pair: Pair
    causes: float
    related: float
    types: tuple[float, ...]
    support: tuple[float, ...]


class RelationModel:
    """A linear model over words for every pair, and trees over the pairs of a document for `causes`.

    There are two forests: one for diseases whose place in MeSH's tree is known, one for the others.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._linear = LinearModel.of(arrays)
        self._plain = Forest(arrays, PLAIN)
        self._placed = Forest(arrays, PLACED)
        self._tree = DiseaseTree.of(arrays["tree"].tobytes().decode())
        self._scales = dict(zip((PLAIN, PLACED, "related"), arrays["scales"].astype(np.float64), strict=True))

    def score(
        self, reading: RelationContext, spoken: Iterable[RuleMatch], across: bool = True
    ) -> list[Scored]:
        """The pairs of the reading that `describe` gives; `spoken` is what its phrases state."""
        described = list(describe(reading, spoken, self._linear.rows, across))
        if not described:
            return []
        found = [each.pair for each in described]
        totals = self._linear.scores([each.features for each in described])
        alone = self._linear.scores([place for each in described for place in each.places])
        places = np.split(alone, np.cumsum([len(pair.places) for pair in found])[:-1])
        causes = self._causes(
            reading, found, totals[:, 0].tolist(), [place[:, 0].tolist() for place in places], across
        )
        types = np.exp(totals[:, -len(TYPES) :])
        types /= types.sum(axis=1, keepdims=True)
        scored = []
        for n, pair in enumerate(found):
            head = 1 + KIND_PAIRS.index(pair.kinds)
            related = float(_probability(totals[n, head], self._scales["related"]))
            support = places[n][:, 0] + places[n][:, head] if pair.kinds == CAUSAL else places[n][:, head]
            scored.append(
                Scored(pair, float(causes[n]), related, tuple(types[n].tolist()), tuple(support.tolist()))
            )
        return scored

    def _causes(
        self,
        reading: RelationContext,
        found: list[Pair],
        scores: list[float],
        stated: list[list[float]],
        across: bool,
    ) -> NDArray[np.float64]:
        """The probability that a chemical causes a disease, 0 for pairs that are not asked for."""
        causes = np.zeros(len(found))
        causal = [n for n, pair in enumerate(found) if pair.kinds == CAUSAL]
        if not causal:
            return causes
        own = [found[n] for n in causal]
        linear = [scores[n] for n in causal]
        rows = standing(reading, own, linear, [stated[n] for n in causal])
        chances = np.zeros(len(own))
        asked = [n for n, pair in enumerate(own) if across or pair.places]
        known = [n for n in asked if own[n].second.id in self._tree]
        others = [n for n in asked if own[n].second.id not in self._tree]
        if others:
            chances[others] = _probability(self._plain.scores(rows[others]), self._scales[PLAIN])
        if known:
            placed = np.hstack([rows[known], hierarchy(self._tree, own, linear)[known]])
            chances[known] = _probability(self._placed.scores(placed), self._scales[PLACED])
        causes[causal] = chances
        return causes


def _probability(score: NDArray[np.float32], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Platt's scaling (1999): `scale` is slope and offset."""
    return np.asarray(1 / (1 + np.exp(-(scale[0] * score + scale[1]))))


@cache
def load_model() -> RelationModel:
    """The model that ships with medgraph."""
    data = files("ingest.relations").joinpath(WEIGHTS).read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return RelationModel(dict(arrays))
