"""How a pair compares with its rivals, the pairs of the document that share an entity with it: features for the trees.

A paper that states one pair's relation seldom states it of every pair it mentions, so what counts is a pair's linear
score beside those of its rivals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.relations.context import Participant, RelationContext
from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair
from ingest.relations.score_table import ScoreTable

ABSENT = -6.0
"""Stands for a score where there is none: lower than any linear score in practice. The forests were trained with it."""
_FAR = 99.0  # the same for a distance in words
_KINDS = list(Kind)


def rival_features(
    context: RelationContext,
    pairs: Sequence[Pair],
    table: ScoreTable,
    place_scores: Sequence[Sequence[float]],
) -> NDArray[np.float32]:
    """One row a pair, shape `(pairs, features)`; `place_scores` are the linear scores of their places."""
    shares: Counter[Kind] = Counter()
    for participant in context.participants:
        shares[participant.kind] += len(participant.places)
    firsts, seconds = [pair.first.id for pair in pairs], [pair.second.id for pair in pairs]
    of_firsts = _compared(_Rivals(table.seconds, context), table.row, firsts, seconds)
    of_seconds = _compared(_Rivals(table.firsts, context), table.column, seconds, firsts)
    rows = []
    for pair, first, second, places in zip(pairs, of_firsts, of_seconds, place_scores, strict=True):
        row = first[:1]
        for own, (_, *compared) in ((pair.first, first), (pair.second, second)):
            row += compared[:4] + _participant_features(context, own, shares) + compared[4:]
        rows.append(row + _place_features(context, pair, places))
    return np.asarray(rows, dtype=np.float32)


def _compared(
    rivals: _Rivals, scores: Callable[[str], NDArray[np.float64]], ids: Sequence[str], others: Sequence[str]
) -> list[list[float]]:
    """The features of `_Rivals` of each pair of an id and another; `scores` has those of an id with all others."""
    rows: list[list[float]] = [[]] * len(ids)
    for id, numbers in grouped(ids).items():
        found = rivals.features(scores(id), [others[number] for number in numbers])
        for number, row in zip(numbers, found, strict=True):
            rows[number] = row
    return rows


def grouped(ids: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of equal ones."""
    groups: dict[str, list[int]] = {}
    for number, id in enumerate(ids):
        groups.setdefault(id, []).append(number)
    return groups


class _Rivals:
    """The participants that one of the other kind is paired with, and which have more specific names than which."""

    def __init__(self, numbers: Mapping[str, int], context: RelationContext) -> None:
        self._numbers = numbers
        words = [frozenset[str]()] * len(numbers)
        for participant in context.participants:
            if participant.id in numbers:
                words[numbers[participant.id]] = frozenset(
                    word for name in participant.names for word in name.split()
                )
        self._more, self._less = _by_specificity(words)

    def features(self, scores: NDArray[np.float64], ids: Sequence[str]) -> Iterator[list[float]]:
        """Of the pairs with some of them, where `scores` are those with all: the own score, then how it compares.

        The best and the mean of the others, how much better it is than the best, how many are better; and the best of
        those with more, and of those with less specific names: annotators mark the most specific.
        """
        ordered = np.sort(scores)
        total, others = float(scores.sum()), len(scores) - 1
        for number in (self._numbers[id] for id in ids):
            score = float(scores[number])
            if others:
                best = float(ordered[-2] if score == ordered[-1] else ordered[-1])
                better = len(ordered) - int(np.searchsorted(ordered, score, "right"))
                compared = [best, (total - score) / others, score - best, float(better)]
            else:
                compared = [ABSENT, ABSENT, -ABSENT, 0.0]
            named = ([ABSENT, *scores[some[number]].tolist()] for some in (self._more, self._less))
            yield [score, *compared, *map(max, named)]


def _by_specificity(words: Sequence[frozenset[str]]) -> tuple[list[list[int]], list[list[int]]]:
    """For each set of words the numbers of those that hold it and more, and of those that it holds."""
    having: dict[str, list[int]] = {}
    for number, own in enumerate(words):
        for word in own:
            having.setdefault(word, []).append(number)
    more: list[list[int]] = [[] for _ in words]
    less: list[list[int]] = [[] for _ in words]
    for number, own in enumerate(words):
        rarest = min((having[word] for word in own), key=len)
        for other in rarest:
            if own < words[other]:
                more[number].append(other)
                less[other].append(number)
    return more, less


def _participant_features(
    context: RelationContext, participant: Participant, shares: Mapping[Kind, int]
) -> list[float]:
    return [
        float(_KINDS.index(participant.kind)),
        float(context.counts[participant.kind]),
        float(len(participant.places)),
        len(participant.places) / shares[participant.kind],
        float(participant.rank),
        float(participant.in_title),
        float(participant.first),
        participant.last / max(1, context.total - 1),
    ]


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
