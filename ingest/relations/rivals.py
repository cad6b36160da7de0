"""How a pair compares with its rivals, the pairs of the document that share an entity with it: features for the trees.

A paper that states one pair's relation seldom states it of every pair it mentions, so what counts is a pair's linear
score beside those of its rivals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.relations.context import Participant, RelationContext
from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair

ABSENT = -6.0
"""Stands for a score where there is none: lower than any linear score in practice. The forests were trained with it."""
_FAR = 99.0  # the same for a distance in words
_KINDS = list(Kind)


def rival_features(
    context: RelationContext,
    pairs: Sequence[Pair],
    scores: Sequence[float],
    place_scores: Sequence[Sequence[float]],
) -> NDArray[np.float32]:
    """One row a pair, shape `(pairs, features)`; `place_scores` are the linear scores of their places."""
    groups: dict[tuple[str, Kind], list[int]] = {}
    for number, pair in enumerate(pairs):
        groups.setdefault((pair.first.id, pair.second.kind), []).append(number)
        groups.setdefault((pair.second.id, pair.first.kind), []).append(number)
    shares = {kind: sum(len(p.places) for p in context.participants if p.kind is kind) for kind in Kind}
    counts = {kind: sum(p.kind is kind for p in context.participants) for kind in Kind}
    words = {
        participant.id: {word for name in participant.names for word in name.split()}
        for participant in context.participants
    }
    rows = []
    for number, pair in enumerate(pairs):
        row = [scores[number]]
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            rivals = [n for n in groups[own.id, other.kind] if n != number]
            row += _rival_score_features(scores[number], [scores[n] for n in rivals])
            row += _participant_features(context, own, counts, shares)
            row += _specificity_features(pairs, scores, rivals, other, words)
        rows.append(row + _place_features(context, pair, place_scores[number]))
    return np.asarray(rows, dtype=np.float32)


def _rival_score_features(score: float, rivals: Sequence[float]) -> list[float]:
    if not rivals:
        return [ABSENT, ABSENT, -ABSENT, 0.0]
    best = max(rivals)
    return [best, sum(rivals) / len(rivals), score - best, float(sum(rival > score for rival in rivals))]


def _participant_features(
    context: RelationContext, participant: Participant, counts: dict[Kind, int], shares: dict[Kind, int]
) -> list[float]:
    return [
        float(_KINDS.index(participant.kind)),
        float(counts[participant.kind]),
        float(len(participant.places)),
        len(participant.places) / shares[participant.kind],
        float(participant.rank),
        float(participant.in_title),
        float(participant.first),
        participant.last / max(1, context.total - 1),
    ]


def _specificity_features(
    pairs: Sequence[Pair],
    scores: Sequence[float],
    rivals: Sequence[int],
    other: Participant,
    words: dict[str, set[str]],
) -> list[float]:
    """The best scores of rivals with more, and with less specific names: annotators mark the most specific."""
    own = words[other.id]
    more = less = ABSENT
    for number in rivals:
        pair = pairs[number]
        rival = words[
            pair.first.id if pair.first.kind is other.kind and pair.first.id != other.id else pair.second.id
        ]
        if own < rival:
            more = max(more, scores[number])
        elif rival < own:
            less = max(less, scores[number])
    return [more, less]


def _place_features(context: RelationContext, pair: Pair, place_scores: Sequence[float]) -> list[float]:
    ordered = sorted(place_scores, reverse=True)
    distances = [abs(place.first - place.second) for place in pair.places]
    return [
        float(len(pair.places)),
        float(pair.distance),
        min(distances, default=_FAR),
        sum(distances) / len(distances) if distances else _FAR,
        float(sum(place.first < place.second for place in pair.places)),
        ordered[0] if ordered else ABSENT,
        ordered[1] if len(ordered) > 1 else ABSENT,
        sum(ordered) / len(ordered) if ordered else ABSENT,
        float(context.total),
    ]
