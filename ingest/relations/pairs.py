"""Candidate pairs: two participants whose kinds can be related, with the sentences that mention both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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


def pairs(context: RelationContext, across: bool = True) -> Iterator[Pair]:
    """The pairs of participants that may stand in a relation; without `across`, those that some sentence mentions both.

    In order of the participants. Without `across` the work grows with the sentences, and not with all pairs.
    """
    participants = context.participants
    shared = _shared_sentences(context)
    for one, other in combinations(range(len(participants)), 2) if across else sorted(shared):
        ends = participants[one], participants[other]
        first, second = ends if _RANK[ends[0].kind] <= _RANK[ends[1].kind] else ends[::-1]
        if (first.kind, second.kind) not in _UNRELATED:
            places = list(_places(context, first, second, shared.get((one, other), ())))
            if places or across:
                yield Pair(first, second, places, 0 if places else _sentence_distance(context, first, second))


def _shared_sentences(context: RelationContext) -> dict[tuple[int, int], list[int]]:
    """The indices of the sentences that mention two participants, by the numbers of the two."""
    numbers = {participant.id: number for number, participant in enumerate(context.participants)}
    shared: dict[tuple[int, int], list[int]] = {}
    for index, sentence in enumerate(context.sentences):
        inside = sorted({numbers[id] for owners in sentence.owners.values() for id in owners})
        for ends in combinations(inside, 2):
            shared.setdefault(ends, []).append(index)
    return shared


def _places(
    context: RelationContext, first: Participant, second: Participant, sentences: Iterable[int]
) -> Iterator[Place]:
    for index in sentences:
        owners = context.sentences[index].owners
        words, others = ([word for word in owners if each.id in owners[word]] for each in (first, second))
        apart = [Place(index, word, other) for word in words for other in others if word != other]
        if apart:
            yield min(apart, key=lambda place: abs(place.first - place.second))


def _sentence_distance(context: RelationContext, first: Participant, second: Participant) -> int:
    numbers = [context.sentences[index].number for index, _ in second.places]
    return min(
        abs(context.sentences[index].number - near)
        for index, _ in first.places
        for near in around(numbers, context.sentences[index].number)
    )


def around(numbers: Sequence[int], number: int) -> Sequence[int]:
    """Of ascending numbers the last before one and the first that is not."""
    at = bisect_left(numbers, number)
    return numbers[max(0, at - 1) : at + 1]
