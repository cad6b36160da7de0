"""All features of all pairs of a document; those of a participant are computed once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.relations.context import Participant, RelationContext
from ingest.relations.features import pair_features, participant_features, place_features, sentence_features
from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair, pairs
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
class PairFeatures(Generic[F]):
    """A pair, the features of each of its places, of the two together, and of each of the two, which it shares.

    Features of the whole document are repeated with a `!` in front where no sentence mentions both. The four have no
    feature in common: a score is the sum of theirs.
    """

    pair: Pair
    places: list[set[F]]
    together: set[F]
    first: set[F]
    second: set[F]

    @property
    def features(self) -> set[F]:
        """All of them."""
        return self.together.union(self.first, self.second, *self.places)


def featurise(
    context: RelationContext,
    matches: Iterable[RuleMatch],
    encode: Callable[[Iterable[str]], set[F]],
    across: bool = True,
) -> Iterator[PairFeatures[F]]:
    """The pairs of kinds the model has learnt; `matches` are those of the rules, `encode` maps feature names to rows.

    Without `across`, pairs that no sentence mentions together are left out.
    """
    rules = _rule_features(context, matches)
    sentences = [encode(sentence_features(sentence)) for sentence in context.sentences]
    cache: dict[tuple[str, str, bool], set[F]] = {}

    def encoded(participant: Participant, role: str, together: bool) -> set[F]:
        key = participant.id, role, together
        if key not in cache:
            cache[key] = encode(
                _with_distant_copies(participant_features(context, participant, role), together)
            )
        return cache[key]

    for pair in pairs(context, across):
        together = bool(pair.places)
        if pair.kinds not in KIND_PAIRS:
            continue
        places = []
        for place in pair.places:
            forward = rules.get((place.sentence, pair.first.id, pair.second.id), [])
            backward = rules.get((place.sentence, pair.second.id, pair.first.id), [])
            own = place_features(context.sentences[place.sentence], pair, place)
            features = encode([*own, *forward, *(f"{name}<" for name in backward)])
            places.append(features | sentences[place.sentence])
        of_both = encode(_with_distant_copies(pair_features(pair), together))
        first, second = encoded(pair.first, "a", together), encoded(pair.second, "b", together)
        yield PairFeatures(pair, places, of_both, first, second)


def distant_features(context: RelationContext, participant: Participant, role: str) -> list[str]:
    """Those of one of a pair that no sentence mentions together; `role` is "a" for the first and "b" for the second."""
    return _with_distant_copies(participant_features(context, participant, role), False)


def distant_pair_features(pair: Pair) -> list[str]:
    """Those of the two together, of such a pair."""
    return _with_distant_copies(pair_features(pair), False)


def _with_distant_copies(features: list[str], together: bool) -> list[str]:
    return features if together else [*features, *(f"!{feature}" for feature in features)]


def _rule_features(
    context: RelationContext, matches: Iterable[RuleMatch]
) -> dict[tuple[int, str, str], list[str]]:
    """The matches as features, by the index of their sentence, their subject and their object."""
    features: dict[tuple[int, str, str], list[str]] = {}
    for one in matches:
        owners = context.sentences[one.sentence].owners
        names = [f"R{one.predicate}", f"R{one.predicate} {one.assertion}", f"R{one.predicate} {one.form}"]
        for subject in owners[one.subject]:
            for target in owners[one.object]:
                features.setdefault((one.sentence, subject, target), []).extend(names)
    return features
