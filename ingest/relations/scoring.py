"""The trained model: how likely each pair of a document is to be in a relation, and in which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from ingest.relations.context import RelationContext
from ingest.relations.disease_tree import DiseaseTree, tree_features
from ingest.relations.featurisation import CAUSAL, KIND_PAIRS, featurise
from ingest.relations.forest import Forest
from ingest.relations.linear import LinearModel
from ingest.relations.pairs import Pair
from ingest.relations.rivals import rival_features
from ingest.relations.rules import RuleMatch

WEIGHTS = "weights.npz"
PLAIN, PLACED = "plain", "placed"
RELATION_TYPES = ("positive", "negative", "association", "bind")


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A pair with calibrated probabilities; `causes` is 0 for pairs of other kinds than chemical and disease.

    `types` are the probabilities of `RELATION_TYPES` given that the two are related; `support` has the linear score of
    each of `pair.places` alone.
    """

    pair: Pair
    causes: float
    related: float
    types: tuple[float, ...]
    support: tuple[float, ...]


class RelationModel:
    """A linear model over words for every pair, and trees over the pairs of a document for `causes`.

    There are two forests: one for diseases that are in MeSH's tree, one for the others.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._linear = LinearModel.of(arrays)
        self._plain = Forest(arrays, PLAIN)
        self._placed = Forest(arrays, PLACED)
        self._tree = DiseaseTree.of(arrays["tree"].tobytes().decode())
        self._scales = dict(zip((PLAIN, PLACED, "related"), arrays["scales"].astype(np.float64), strict=True))

    def score(
        self, context: RelationContext, matches: Iterable[RuleMatch], across: bool = True
    ) -> list[ScoredPair]:
        """The pairs that `featurise` gives; `matches` are what the rules found in the same context."""
        featurised = list(featurise(context, matches, self._linear.rows, across))
        if not featurised:
            return []
        pairs = [each.pair for each in featurised]
        totals = self._linear.scores([each.features for each in featurised])
        place_scores = self._linear.scores([place for each in featurised for place in each.places])
        places = np.split(place_scores, np.cumsum([len(pair.places) for pair in pairs])[:-1])
        causes = self._causes(
            context, pairs, totals[:, 0].tolist(), [place[:, 0].tolist() for place in places], across
        )
        types = np.exp(totals[:, -len(RELATION_TYPES) :])
        types /= types.sum(axis=1, keepdims=True)
        scored_pairs = []
        for n, pair in enumerate(pairs):
            head = 1 + KIND_PAIRS.index(pair.kinds)
            related = float(_probability(totals[n, head], self._scales["related"]))
            support = places[n][:, 0] + places[n][:, head] if pair.kinds == CAUSAL else places[n][:, head]
            scored_pairs.append(
                ScoredPair(pair, float(causes[n]), related, tuple(types[n].tolist()), tuple(support.tolist()))
            )
        return scored_pairs

    def _causes(
        self,
        context: RelationContext,
        pairs: list[Pair],
        scores: list[float],
        place_scores: list[list[float]],
        across: bool,
    ) -> NDArray[np.float64]:
        """The probability that a chemical causes a disease, shape `(pairs,)`; 0 for pairs of other kinds."""
        causes = np.zeros(len(pairs))
        causal = [n for n, pair in enumerate(pairs) if pair.kinds == CAUSAL]
        if not causal:
            return causes
        causal_pairs = [pairs[n] for n in causal]
        linear = [scores[n] for n in causal]
        rows = rival_features(context, causal_pairs, linear, [place_scores[n] for n in causal])
        probabilities = np.zeros(len(causal_pairs))
        scored_numbers = [n for n, pair in enumerate(causal_pairs) if across or pair.places]
        in_tree = [n for n in scored_numbers if causal_pairs[n].second.id in self._tree]
        others = [n for n in scored_numbers if causal_pairs[n].second.id not in self._tree]
        if others:
            probabilities[others] = _probability(self._plain.scores(rows[others]), self._scales[PLAIN])
        if in_tree:
            placed = np.hstack([rows[in_tree], tree_features(self._tree, causal_pairs, linear)[in_tree]])
            probabilities[in_tree] = _probability(self._placed.scores(placed), self._scales[PLACED])
        causes[causal] = probabilities
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
