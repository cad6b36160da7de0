"""The linear scores of every chemical with every disease of a document, a row or a column at a time.

A book names thousands of each, and nearly all of their pairs in no common sentence: what the score of such a pair takes
from the two together is told by how far apart they are, which is mentioned first, and their titles and ranks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ingest.relations.context import Participant, RelationContext
from ingest.relations.features import FAR, bucket
from ingest.relations.featurisation import distant_features, distant_pair_features
from ingest.relations.kinds import Kind
from ingest.relations.linear import LinearModel
from ingest.relations.pairs import Pair

_RANKS = 3  # `features.pair_features` tells the first, the second and the others apart
_BUCKETS = [bucket(distance) for distance in range(FAR + 1)]
_DISTANCES = {bucket(distance): distance for distance in range(FAR + 1)}.values()  # one of each bucket


class ScoreTable:
    """Scores of pairs: `row` those of a first with every second, `column` those of a second with every first.

    `scores` are all of them by the ids of the two, or those that `fill` does not give: it adds up the score of a pair
    of which nothing else is known.
    """

    def __init__(
        self,
        firsts: Sequence[Participant],
        seconds: Sequence[Participant],
        scores: Mapping[tuple[str, str], float],
        fill: DistantScores | None = None,
    ) -> None:
        self.firsts = {participant.id: number for number, participant in enumerate(firsts)}
        self.seconds = {participant.id: number for number, participant in enumerate(seconds)}
        self._fill = fill
        self._of_first: dict[str, list[tuple[int, float]]] = {}
        self._of_second: dict[str, list[tuple[int, float]]] = {}
        for (first, second), score in scores.items():
            self._of_first.setdefault(first, []).append((self.seconds[second], score))
            self._of_second.setdefault(second, []).append((self.firsts[first], score))

    @classmethod
    def of(cls, pairs: Sequence[Pair], scores: Sequence[float] | NDArray[np.float64]) -> ScoreTable:
        """The table of pairs that are all there are of their firsts and seconds."""
        firsts, seconds = (
            {end.id: end for end in ends}.values()
            for ends in ([pair.first for pair in pairs], [pair.second for pair in pairs])
        )
        known = {(pair.first.id, pair.second.id): score for pair, score in zip(pairs, scores, strict=True)}
        return cls(list(firsts), list(seconds), known)

    def row(self, first: str) -> NDArray[np.float64]:
        """Shape `(seconds,)`."""
        found = self._fill.row(self.firsts[first]) if self._fill else np.empty(len(self.seconds))
        return _with(found, self._of_first.get(first, []))

    def column(self, second: str) -> NDArray[np.float64]:
        """Shape `(firsts,)`."""
        found = self._fill.column(self.seconds[second]) if self._fill else np.empty(len(self.firsts))
        return _with(found, self._of_second.get(second, []))


def _with(scores: NDArray[np.float64], known: Sequence[tuple[int, float]]) -> NDArray[np.float64]:
    for number, score in known:
        scores[number] = score
    return scores


class _Side:
    """What the scores take from each of the chemicals, or of the diseases, of a document."""

    def __init__(
        self, context: RelationContext, participants: Sequence[Participant], sums: NDArray[np.float64]
    ) -> None:
        self.sums = sums
        self.kinds = np.array([_RANKS * p.in_title + min(p.rank, _RANKS - 1) for p in participants])
        self.begins = np.array([(p.places[0][0] << 32) + p.places[0][1] for p in participants])
        self.numbers = [
            np.array(sorted({context.sentences[index].number for index, _ in p.places})) for p in participants
        ]
        owners = np.repeat(np.arange(len(participants)), [len(numbers) for numbers in self.numbers])
        order = np.argsort(flat := np.concatenate(self.numbers), kind="stable")
        self._all, self._owners = flat[order], owners[order]

    def buckets(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """How far each of them is from the nearest of some sentences, as `features.bucket` counts."""
        distance = np.full(len(self.sums), FAR)
        for number in numbers:
            low, high = np.searchsorted(self._all, (number - FAR, number + FAR))
            np.minimum.at(distance, self._owners[low:high], np.abs(self._all[low:high] - number))
        return np.take(_BUCKETS, distance)


class DistantScores:
    """The scores, without those of sentences, that the model's first head gives chemicals with diseases."""

    def __init__(
        self,
        context: RelationContext,
        chemicals: Sequence[Participant],
        diseases: Sequence[Participant],
        linear: LinearModel,
        of_both: NDArray[np.float64],
    ) -> None:
        self._of_both = of_both
        self._chemicals, self._diseases = (
            _Side(
                context,
                side,
                linear.sums([linear.rows(distant_features(context, each, role)) for each in side])[:, 0],
            )
            for role, side in (("a", chemicals), ("b", diseases))
        )

    def row(self, chemical: int) -> NDArray[np.float64]:
        """Of a chemical with every disease."""
        one, others = self._chemicals, self._diseases
        later = (one.begins[chemical] < others.begins).astype(np.int64)
        both = self._of_both[one.kinds[chemical], others.kinds, later, others.buckets(one.numbers[chemical])]
        return _rounded(one.sums[chemical] + others.sums + both)

    def column(self, disease: int) -> NDArray[np.float64]:
        """Of a disease with every chemical."""
        one, others = self._diseases, self._chemicals
        later = (others.begins < one.begins[disease]).astype(np.int64)
        both = self._of_both[others.kinds, one.kinds[disease], later, others.buckets(one.numbers[disease])]
        return _rounded(one.sums[disease] + others.sums + both)


def _rounded(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """As the scores of other pairs are: equal ones stay equal."""
    return scores.astype(np.float32).astype(np.float64)


def distant_scores_of_both(score: Callable[[list[str]], float]) -> NDArray[np.float64]:
    """What the two together add where no sentence mentions both, with the bias; indexed as `DistantScores` does."""
    ends = list(product((False, True), range(_RANKS)))
    table = np.zeros((len(ends), len(ends), 2, max(_BUCKETS) + 1))
    for (a, (titled, rank)), (b, (other_titled, other_rank)) in product(enumerate(ends), repeat=2):
        for later, distance in product((0, 1), _DISTANCES):
            first = Participant("", Kind.CHEMICAL, places=[(1 - later, 0)], in_title=titled, rank=rank)
            second = Participant(
                "", Kind.DISEASE, places=[(later, 0)], in_title=other_titled, rank=other_rank
            )
            pair = Pair(first, second, [], distance)
            table[a, b, later, bucket(distance)] = score(distant_pair_features(pair))
    return table
