"""How a pair stands among the others of its document, as numbers for the trees.

A paper that says one thing causes a second seldom says so of every pair it names: what counts is a pair's linear
score beside those of the pairs that share an entity with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair
from ingest.relations.reading import Party, RelationContext

_ABSENT = -6.0  # the score where there is nothing to score, lower than any linear score in practice
_FAR = 99.0
_KINDS = list(Kind)


def standing(
    reading: RelationContext,
    pairs: Sequence[Pair],
    scores: Sequence[float],
    stated: Sequence[Sequence[float]],
) -> NDArray[np.float32]:
    """One row a pair; `scores` are the pairs' linear scores, `stated` those of their sentences alone."""
    groups: dict[tuple[str, Kind], list[int]] = {}
    for number, pair in enumerate(pairs):
        groups.setdefault((pair.first.id, pair.second.kind), []).append(number)
        groups.setdefault((pair.second.id, pair.first.kind), []).append(number)
    shares = {kind: sum(len(p.places) for p in reading.parties if p.kind is kind) for kind in Kind}
    counts = {kind: sum(p.kind is kind for p in reading.parties) for kind in Kind}
    words = {party.id: {word for name in party.names for word in name.split()} for party in reading.parties}
    rows = []
    for number, pair in enumerate(pairs):
        row = [scores[number]]
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            rivals = [n for n in groups[own.id, other.kind] if n != number]
            row += _against(scores[number], [scores[n] for n in rivals])
            row += _of_party(reading, own, counts, shares)
            row += _narrower(pairs, scores, rivals, other, words)
        rows.append(row + _of_places(reading, pair, stated[number]))
    return np.asarray(rows, dtype=np.float32)


def _against(score: float, rivals: Sequence[float]) -> list[float]:
    if not rivals:
        return [_ABSENT, _ABSENT, -_ABSENT, 0.0]
    best = max(rivals)
    return [best, sum(rivals) / len(rivals), score - best, float(sum(rival > score for rival in rivals))]


def _of_party(
    reading: RelationContext, party: Party, counts: dict[Kind, int], shares: dict[Kind, int]
) -> list[float]:
    return [
        float(_KINDS.index(party.kind)),
        float(counts[party.kind]),
        float(len(party.places)),
        len(party.places) / shares[party.kind],
        float(party.rank),
        float(party.in_title),
        float(party.first),
        party.last / max(1, reading.total - 1),
    ]


def _narrower(
    pairs: Sequence[Pair],
    scores: Sequence[float],
    rivals: Sequence[int],
    other: Party,
    words: dict[str, set[str]],
) -> list[float]:
    """The best rivals whose names say more, and less, than this one's: annotators mark the most specific."""
    mine = words[other.id]
    more = less = _ABSENT
    for number in rivals:
        pair = pairs[number]
        rival = words[
            pair.first.id if pair.first.kind is other.kind and pair.first.id != other.id else pair.second.id
        ]
        if mine < rival:
            more = max(more, scores[number])
        elif rival < mine:
            less = max(less, scores[number])
    return [more, less]


def _of_places(reading: RelationContext, pair: Pair, stated: Sequence[float]) -> list[float]:
    ordered = sorted(stated, reverse=True)
    distances = [abs(place.first - place.second) for place in pair.places]
    return [
        float(len(pair.places)),
        float(pair.apart),
        min(distances, default=_FAR),
        sum(distances) / len(distances) if distances else _FAR,
        float(sum(place.first < place.second for place in pair.places)),
        ordered[0] if ordered else _ABSENT,
        ordered[1] if len(ordered) > 1 else _ABSENT,
        sum(ordered) / len(ordered) if ordered else _ABSENT,
        float(reading.total),
    ]
