"""The trained model: how likely each pair of a document is to be in a relation, and in which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from ingest.relations.context import RelationContext
from ingest.relations.disease_tree import DiseaseTree, tree_features
from ingest.relations.featurisation import CAUSAL, KIND_PAIRS, PairFeatures, featurise
from ingest.relations.forest import Forest
from ingest.relations.linear import LinearModel
from ingest.relations.pairs import Pair
from ingest.relations.rivals import rival_features
from ingest.relations.rules import RuleMatch
from ingest.relations.score_table import DistantScores, ScoreTable, distant_scores_of_both

WEIGHTS = "weights.npz"
PLAIN, PLACED = "plain", "placed"
RELATION_TYPES = ("positive", "negative", "association", "bind")
_PAIRS = 512  # whose features are held at once


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
        self._of_both = distant_scores_of_both(
            lambda names: self._linear.scores([self._linear.rows(names)])[0, 0]
        )
        self._scales = dict(zip((PLAIN, PLACED, "related"), arrays["scales"].astype(np.float64), strict=True))

    def score(
        self, context: RelationContext, matches: Iterable[RuleMatch], across: bool = True
    ) -> list[ScoredPair]:
        """The pairs that `featurise` gives; `matches` are what the rules found in the same context."""
        pairs, totals, places = self._linear_scores(featurise(context, matches, self._linear.rows, across))
        if not pairs:
            return []
        causes = self._causes(
            context, pairs, totals[:, 0].tolist(), [place[:, 0].tolist() for place in places]
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

    def _linear_scores(
        self, featurised: Iterator[PairFeatures[int]]
    ) -> tuple[list[Pair], NDArray[np.float32], list[NDArray[np.float32]]]:
        """The pairs, their scores of shape `(pairs, heads)`, and those of their places; few features are held at once.

        What a pair has of one of the two alone is summed once for all its pairs.
        """
        linear, alone = self._linear, dict[tuple[str, str, bool], NDArray[np.float64]]()
        pairs, totals, places = list[Pair](), list[NDArray[np.float32]](), list[NDArray[np.float32]]()
        while batch := list(islice(featurised, _PAIRS)):
            total = linear.scores([each.together.union(*each.places) for each in batch])
            for number, each in enumerate(batch):
                pair = each.pair
                for role, id, features in (
                    ("a", pair.first.id, each.first),
                    ("b", pair.second.id, each.second),
                ):
                    key = role, id, bool(pair.places)
                    if key not in alone:
                        alone[key] = linear.sums([features])[0]
                    total[number] += alone[key]
                pairs.append(pair)
            totals.append(total.astype(np.float32))
            place_scores = linear.scores([place for each in batch for place in each.places]).astype(
                np.float32
            )
            places += np.split(place_scores, np.cumsum([len(each.places) for each in batch])[:-1])
        return pairs, np.concatenate(totals) if totals else np.zeros((0, 0), np.float32), places

    def _causes(
        self,
        context: RelationContext,
        pairs: Sequence[Pair],
        scores: Sequence[float],
        place_scores: Sequence[Sequence[float]],
    ) -> NDArray[np.float64]:
        """The probability that a chemical causes a disease, shape `(pairs,)`; 0 for pairs of other kinds."""
        causes = np.zeros(len(pairs))
        causal = [n for n, pair in enumerate(pairs) if pair.kinds == CAUSAL]
        if not causal:
            return causes
        causal_pairs = [pairs[n] for n in causal]
        table = self._table(context, {(pairs[n].first.id, pairs[n].second.id): scores[n] for n in causal})
        rows = rival_features(context, causal_pairs, table, [place_scores[n] for n in causal])
        is_in_tree = [pair.second.id in self._tree for pair in causal_pairs]
        in_tree, others = np.flatnonzero(is_in_tree), np.flatnonzero(np.logical_not(is_in_tree))
        probabilities = np.zeros(len(causal_pairs))
        if len(others):
            probabilities[others] = _probability(self._plain.scores(rows[others]), self._scales[PLAIN])
        if len(in_tree):
            more = tree_features(self._tree, [causal_pairs[n] for n in in_tree], table)
            placed = self._placed.scores(np.hstack([rows[in_tree], more]))
            probabilities[in_tree] = _probability(placed, self._scales[PLACED])
        causes[causal] = probabilities
        return causes

    def _table(self, context: RelationContext, scores: Mapping[tuple[str, str], float]) -> ScoreTable:
        chemicals, diseases = ([p for p in context.participants if p.kind is kind] for kind in CAUSAL)
        fill = DistantScores(context, chemicals, diseases, self._linear, self._of_both)
        return ScoreTable(chemicals, diseases, scores, fill)


def _probability(score: NDArray[np.float32], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Platt's scaling (1999): `scale` is slope and offset."""
    return np.asarray(1 / (1 + np.exp(-(scale[0] * score + scale[1]))))


@cache
def load_model() -> RelationModel:
    """The model that ships with medgraph."""
    data = files("ingest.relations").joinpath(WEIGHTS).read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return RelationModel(dict(arrays))
