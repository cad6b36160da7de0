"""Candidate pairs: two parties whose kinds can stand in a relation, with the sentences that name both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from ingest.relations.kinds import Kind
from ingest.relations.reading import Party, RelationContext

_RANK = {
    kind: rank
    for rank, kind in enumerate((Kind.CHEMICAL, Kind.PROCEDURE, Kind.GENE, Kind.VARIANT, Kind.DISEASE))
}
# What annotated corpora (BioRED, Luo et al. 2022) mark no relations between.
_NONE = {(Kind.DISEASE, Kind.DISEASE), (Kind.GENE, Kind.VARIANT), (Kind.VARIANT, Kind.VARIANT)}


class Place(NamedTuple):
    """The nearest mentions of a pair in one sentence: its index in the reading, and the places of the two words."""

    sentence: int
    first: int
    second: int


@dataclass(slots=True)
class Pair:
    """`first` is of the kind that acts (a chemical, a gene) where the kinds differ, else what is named first.

    `apart` is how many sentences lie between the nearest mentions, 0 when a sentence names both.
    """

    first: Party
    second: Party
    places: list[Place]
    apart: int

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        """Of the first and the second."""
        return self.first.kind, self.second.kind


def pairs(reading: RelationContext) -> Iterator[Pair]:
    """Every pair of parties that may stand in a relation."""
    for one, other in combinations(reading.parties, 2):
        first, second = (one, other) if _RANK[one.kind] <= _RANK[other.kind] else (other, one)
        if (first.kind, second.kind) not in _NONE:
            places = _places(first, second)
            yield Pair(first, second, places, 0 if places else _apart(reading, first, second))


def _places(first: Party, second: Party) -> list[Place]:
    best: dict[int, Place] = {}
    for index, word in first.places:
        for other_index, other in second.places:
            if index == other_index and word != other:
                kept = best.get(index)
                if kept is None or abs(word - other) < abs(kept.first - kept.second):
                    best[index] = Place(index, word, other)
    return list(best.values())


def _apart(reading: RelationContext, first: Party, second: Party) -> int:
    numbers = [reading.sentences[index].number for index, _ in second.places]
    return min(
        abs(reading.sentences[index].number - number) for index, _ in first.places for number in numbers
    )
