"""Candidate pairs: two participants whose kinds can be related, with the sentences that mention both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from ingest.relations.context import Participant, RelationContext
from ingest.relations.kinds import Kind

_RANK = {
    kind: rank
    for rank, kind in enumerate((Kind.CHEMICAL, Kind.PROCEDURE, Kind.GENE, Kind.VARIANT, Kind.DISEASE))
}
# Kinds between which annotated corpora (BioRED, Luo et al. 2022) mark no relations.
_UNRELATED = {(Kind.DISEASE, Kind.DISEASE), (Kind.GENE, Kind.VARIANT), (Kind.VARIANT, Kind.VARIANT)}


class Place(NamedTuple):
    """The nearest mentions of a pair in one sentence: its index in the context, and the indices of the two words."""

    sentence: int
    first: int
    second: int


@dataclass(slots=True)
class Pair:
    """`first` is of the acting kind (a chemical, a gene) where the kinds differ, else the one mentioned first.

    `distance` is how many sentences lie between the nearest mentions, 0 when a sentence mentions both.
    """

    first: Participant
    second: Participant
    places: list[Place]
    distance: int

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        """Of the first and the second."""
        return self.first.kind, self.second.kind


def pairs(context: RelationContext) -> Iterator[Pair]:
    """Every pair of participants that may stand in a relation."""
    for one, other in combinations(context.participants, 2):
        first, second = (one, other) if _RANK[one.kind] <= _RANK[other.kind] else (other, one)
        if (first.kind, second.kind) not in _UNRELATED:
            places = _places(first, second)
            yield Pair(first, second, places, 0 if places else _sentence_distance(context, first, second))


def _places(first: Participant, second: Participant) -> list[Place]:
    best: dict[int, Place] = {}
    for index, word in first.places:
        for other_index, other in second.places:
            if index == other_index and word != other:
                kept = best.get(index)
                if kept is None or abs(word - other) < abs(kept.first - kept.second):
                    best[index] = Place(index, word, other)
    return list(best.values())


def _sentence_distance(context: RelationContext, first: Participant, second: Participant) -> int:
    numbers = [context.sentences[index].number for index, _ in second.places]
    return min(
        abs(context.sentences[index].number - number) for index, _ in first.places for number in numbers
    )
