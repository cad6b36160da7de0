"""The trained model: how likely each pair of a document is to be in a relation, and in which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from ingest.relations.features import pair_features, party_features, place_features
from ingest.relations.forest import Forest
from ingest.relations.kinds import Kind
from ingest.relations.linear import LinearModel
from ingest.relations.pairs import Pair, pairs
from ingest.relations.reading import Reading
from ingest.relations.standing import standing

WEIGHTS = "weights.npz"
CAUSAL = (Kind.CHEMICAL, Kind.DISEASE)
CAUSES = "causes"
TYPES = ("positive", "negative", "association", "bind")
KIND_PAIRS = (
    CAUSAL,
    (Kind.CHEMICAL, Kind.GENE),
    (Kind.CHEMICAL, Kind.CHEMICAL),
    (Kind.CHEMICAL, Kind.VARIANT),
    (Kind.GENE, Kind.DISEASE),
    (Kind.GENE, Kind.GENE),
    (Kind.VARIANT, Kind.DISEASE),
)
HEADS = (CAUSES, *(f"{first}-{second}" for first, second in KIND_PAIRS), *TYPES)
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
    """A linear model over words for every pair, and trees over the pairs of a document for `causes`."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._linear = LinearModel.of(arrays)
        self._forest = Forest(arrays)
        self._scales = arrays["scales"].astype(np.float64)

    def score(self, reading: Reading) -> list[Scored]:
        """Every pair of the reading that the model knows the kinds of."""
        found = [pair for pair in pairs(reading) if pair.kinds in KIND_PAIRS]
        if not found:
            return []
        totals, places = self.linear_scores(reading, found)
        causal = [n for n, pair in enumerate(found) if pair.kinds == CAUSAL]
        causes = np.zeros(len(found))
        if causal:
            rows = standing(
                reading,
                [found[n] for n in causal],
                [float(totals[n, 0]) for n in causal],
                [places[n][:, 0].tolist() for n in causal],
            )
            causes[causal] = _probability(self._forest.scores(rows), self._scales[0])
        types = np.exp(totals[:, -len(TYPES) :])
        types /= types.sum(axis=1, keepdims=True)
        scored = []
        for n, pair in enumerate(found):
            head = 1 + KIND_PAIRS.index(pair.kinds)
            related = float(_probability(totals[n, head], self._scales[1]))
            support = places[n][:, 0] + places[n][:, head] if pair.kinds == CAUSAL else places[n][:, head]
            scored.append(
                Scored(pair, float(causes[n]), related, tuple(types[n].tolist()), tuple(support.tolist()))
            )
        return scored

    def linear_scores(
        self, reading: Reading, found: list[Pair]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """The linear scores of each pair, shape `(pairs, heads)`, and of each of its places alone."""
        places = [
            [self._linear.rows(place_features(reading.sentences[p.sentence], pair, p)) for p in pair.places]
            for pair in found
        ]
        alone = self._linear.scores([rows for each in places for rows in each])
        ends = np.cumsum([len(each) for each in places])[:-1]
        wholes = [
            set().union(*rows, self._linear.rows(about))
            for rows, about in zip(places, whole_features(reading, found), strict=True)
        ]
        return self._linear.scores([list(rows) for rows in wholes]), np.split(alone, ends)


def whole_features(reading: Reading, found: list[Pair]) -> list[list[str]]:
    """What is said of each pair beside its sentences; `!` marks features of pairs that no sentence names both of."""
    about: dict[tuple[str, str, bool], list[str]] = {}
    every = []
    for pair in found:
        together = bool(pair.places)
        features = [*pair_features(pair), f"kinds {pair.first.kind} {pair.second.kind}"]
        if not together:
            features += [f"!{feature}" for feature in features]
        for party, role in ((pair.first, "a"), (pair.second, "b")):
            key = (party.id, role, together)
            if key not in about:
                own = party_features(reading, party, role)
                about[key] = own if together else [*own, *(f"!{feature}" for feature in own)]
            features += about[key]
        every.append(features)
    return every


def _probability(score: NDArray[np.float32], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Platt's scaling (1999): `scale` is slope and offset."""
    return np.asarray(1 / (1 + np.exp(-(scale[0] * score + scale[1]))))


@cache
def load_model() -> RelationModel:
    """The model that ships with medgraph."""
    data = files("ingest.relations").joinpath(WEIGHTS).read_bytes()
    with np.load(BytesIO(data)) as arrays:
        return RelationModel(dict(arrays))
