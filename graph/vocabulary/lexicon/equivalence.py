"""Which concepts of different vocabularies are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from graph.model import Concept
from graph.vocabulary.names.categories import category_agreement
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.names import uninverted
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.senses import is_more_specific
from graph.vocabulary.names.tokens import key_of


def canonical_ids(concepts: Iterable[Concept], rank: Callable[[str], int]) -> dict[str, str]:
    """The id that stands for each concept merged into an earlier vocabulary (lower `rank` of its prefix).

    B is A when their sources say so one-to-one: B names exactly one loaded concept of A's vocabulary, and A is named
    by exactly one concept of B's. One-to-many cross-references mean "broader" more often than "same". There are no
    chains: what B's own equals say of A is not followed. A statement that the names contradict is not believed
    either: where B's name is the preferred name of another concept of A's vocabulary, B is not A (DOID 2016 links
    "hepatitis" to MeSH "Hepatitis, Chronic"), nor where the two names are opposites (hypertension, hypotension).

    Mappings, the concepts without a name, state equals like any source; they are no concepts themselves. So what one
    id stands for is at most one concept of each vocabulary, whatever the sources say. What one of them denies is joined
    by none, neither to each other nor through a third.
    """
    loaded: dict[str, Concept] = {}
    stated: list[tuple[str, str]] = []
    denied: set[tuple[str, str]] = set()
    for concept in concepts:
        if concept.name:
            loaded.setdefault(concept.id, concept)
        stated.extend((concept.id, other) for other in concept.same_as)
        denied.update(pair for o in concept.different_from for pair in ((concept.id, o), (o, concept.id)))
    believed = [p for p in stated if p[0] in loaded and p[1] in loaded and p not in denied]
    earlier, later = _links(believed, rank)
    named = _Names(loaded.values())
    joined = _Joined(denied)
    for identifier in sorted(earlier, key=lambda i: (rank(prefix_of(i)), i)):
        for target in _one_to_one(identifier, earlier[identifier], later, rank):
            # A target merged elsewhere is no anchor: following it would be a chain.
            if joined.allows(identifier, target) and named.agree(loaded[identifier], loaded[target]):
                joined.add(identifier, target)
                break
    _join_namesakes(joined, loaded, earlier, named, rank)
    return joined.canonical


class _Joined:
    """Which concept stands for which, and what may not be joined."""

    def __init__(self, denied: Collection[tuple[str, str]]) -> None:
        self.canonical: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self._denied = denied

    def allows(self, identifier: str, target: str) -> bool:
        """Whether the target stands for itself, and neither it nor what it stands for is said to be another."""
        members = (target, *self.members.get(target, ()))
        return target not in self.canonical and not any(
            (identifier, member) in self._denied for member in members
        )

    def add(self, identifier: str, target: str) -> None:
        """Let the target stand for a concept."""
        self.canonical[identifier] = target
        self.members.setdefault(target, []).append(identifier)


class _Names:
    """The preferred names of each vocabulary, and whose they are."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._owners: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for concept in concepts:
            self._owners[_key(concept)][prefix_of(concept.id).upper()].append(concept.id)

    def namesakes(self, concept: Concept) -> Iterable[str]:
        """The one concept of each other vocabulary with this name, where it is the only one in both."""
        owners = self._owners[_key(concept)]
        own = prefix_of(concept.id).upper()
        alone = len(owners[own]) == 1
        return [ids[0] for prefix, ids in owners.items() if alone and prefix != own and len(ids) == 1]

    def agree(self, concept: Concept, target: Concept) -> bool:
        """Whether the names let a statement that the two are one stand."""
        owners = self._owners[_key(concept)].get(prefix_of(target.id).upper(), [target.id])
        return (
            target.id in owners
            and not are_opposites(concept.name, target.name)
            and category_agreement(concept.category, target.category) >= 0
            and (_share_a_name(concept, target) or not is_more_specific(concept.name, target.name))
        )


def _key(concept: Concept) -> str:
    return key_of(uninverted(concept.name) or concept.name)


def _share_a_name(one: Concept, other: Concept) -> bool:
    keys, other_keys = ({key_of(name) for name in (c.name, *c.synonyms)} for c in (one, other))
    return not keys.isdisjoint(other_keys)


def _join_namesakes(
    joined: _Joined,
    loaded: Mapping[str, Concept],
    earlier: _Links,
    named: _Names,
    rank: Callable[[str], int],
) -> None:
    taken = {(target, prefix_of(identifier).upper()) for identifier, target in joined.canonical.items()}
    for identifier in sorted(loaded, key=lambda i: (rank(prefix_of(i)), i)):
        if identifier in joined.canonical or identifier in joined.members:
            continue
        own = prefix_of(identifier)
        for target in sorted(named.namesakes(loaded[identifier]), key=lambda i: rank(prefix_of(i))):
            stated = earlier[identifier][prefix_of(target)] if identifier in earlier else set()
            if (
                rank(prefix_of(target)) < rank(own)
                and joined.allows(identifier, target)
                and (target, own.upper()) not in taken
                and category_agreement(loaded[identifier].category, loaded[target].category) > 0
                and (not stated or target in stated)
            ):
                joined.add(identifier, target)
                taken.add((target, own.upper()))
                break


_Links = dict[str, dict[str, set[str]]]


def _links(stated: Iterable[tuple[str, str]], rank: Callable[[str], int]) -> tuple[_Links, _Links]:
    """For each concept, by vocabulary, the stated equals in earlier vocabularies, and in later ones."""
    earlier: _Links = defaultdict(lambda: defaultdict(set))
    later: _Links = defaultdict(lambda: defaultdict(set))
    for one, other in stated:
        first, second = sorted((one, other), key=lambda i: rank(prefix_of(i)))
        # Two concepts of one vocabulary are never one: it tells them apart on purpose.
        if prefix_of(first).upper() != prefix_of(second).upper():
            earlier[second][prefix_of(first)].add(first)
            later[first][prefix_of(second)].add(second)
    return earlier, later


def _one_to_one(
    identifier: str, targets: Mapping[str, set[str]], later: _Links, rank: Callable[[str], int]
) -> Iterable[str]:
    own = prefix_of(identifier)
    for vocabulary in sorted(targets, key=rank):
        if len(targets[vocabulary]) == 1:
            (target,) = targets[vocabulary]
            if later[target][own] == {identifier}:
                yield target
