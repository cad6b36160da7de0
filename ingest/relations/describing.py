"""All features of all pairs of a document, each party's made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.relations.features import pair_features, party_features, place_features, sentence_features
from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair, pairs
from ingest.relations.reading import Party, RelationContext
from ingest.relations.rules import RuleMatch

CAUSAL = (Kind.CHEMICAL, Kind.DISEASE)
KIND_PAIRS = (
    CAUSAL,
    (Kind.CHEMICAL, Kind.GENE),
    (Kind.CHEMICAL, Kind.CHEMICAL),
    (Kind.CHEMICAL, Kind.VARIANT),
    (Kind.GENE, Kind.DISEASE),
    (Kind.GENE, Kind.GENE),
    (Kind.VARIANT, Kind.DISEASE),
)
"""The kinds of pairs that the model has learnt."""

F = TypeVar("F", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Described(Generic[F]):
    """A pair, the features of each of its places, and all its features.

    A feature of the whole is there once more with `!` where no sentence names both.
    """

    pair: Pair
    places: list[set[F]]
    features: set[F]


def describe(
    reading: RelationContext,
    spoken: Iterable[RuleMatch],
    known: Callable[[Iterable[str]], set[F]],
    across: bool = True,
) -> Iterator[Described[F]]:
    """The pairs of learnt kinds; `spoken` is what phrases state, `known` turns features to what the model calls them.

    Without `across`, pairs that no sentence names both of are left out, but for those that others are weighed against.
    """
    phrases = _phrases(reading, spoken)
    sentences = [known(sentence_features(sentence)) for sentence in reading.sentences]
    about: dict[tuple[str, str, bool], set[F]] = {}

    def party(party: Party, role: str, together: bool) -> set[F]:
        key = party.id, role, together
        if key not in about:
            about[key] = known(_doubled(party_features(reading, party, role), together))
        return about[key]

    for pair in pairs(reading):
        together = bool(pair.places)
        if pair.kinds not in KIND_PAIRS or not (together or across or pair.kinds == CAUSAL):
            continue
        places = []
        for place in pair.places:
            stated = phrases.get((place.sentence, pair.first.id, pair.second.id), [])
            turned = phrases.get((place.sentence, pair.second.id, pair.first.id), [])
            own = place_features(reading.sentences[place.sentence], pair, place)
            features = known([*own, *stated, *(f"{name}<" for name in turned)])
            places.append(features | sentences[place.sentence])
        whole = known(_doubled(pair_features(pair), together))
        ends = party(pair.first, "a", together), party(pair.second, "b", together)
        yield Described(pair, places, whole.union(*ends, *places))


def _doubled(features: list[str], together: bool) -> list[str]:
    return features if together else [*features, *(f"!{feature}" for feature in features)]


def _phrases(reading: RelationContext, spoken: Iterable[RuleMatch]) -> dict[tuple[int, str, str], list[str]]:
    """What is stated in a sentence (its index) of a subject and an object, as features."""
    phrases: dict[tuple[int, str, str], list[str]] = {}
    for one in spoken:
        owners = reading.sentences[one.sentence].owners
        names = [f"R{one.predicate}", f"R{one.predicate} {one.assertion}"]
        for subject in owners[one.subject]:
            for target in owners[one.object]:
                phrases.setdefault((one.sentence, subject, target), []).extend(names)
    return phrases
