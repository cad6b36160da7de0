"""Which concepts of different vocabularies are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from graph.model import Concept
from graph.vocabulary.opposites import are_opposites
from graph.vocabulary.readers.curies import prefix_of
from graph.vocabulary.tokens import key_of


def canonical_ids(concepts: Iterable[Concept], rank: Callable[[str], int]) -> dict[str, str]:
    """The id that stands for each concept merged into an earlier vocabulary (lower `rank` of its prefix).

    B is A when their sources say so one-to-one: B names exactly one loaded concept of A's vocabulary, and A is named
    by exactly one concept of B's. One-to-many cross-references mean "broader" more often than "same". There are no
    chains: what B's own equals say of A is not followed. A statement that the names contradict is not believed
    either: where B's name is the preferred name of another concept of A's vocabulary, B is not A (DOID 2016 links
    "hepatitis" to MeSH "Hepatitis, Chronic"), nor where the two names are opposites (hypertension, hypotension).

    Mappings, the concepts without a name, state equals like any source; they are no concepts themselves. So what one
    id stands for is at most one concept of each vocabulary, whatever the sources say.
    """
    loaded: dict[str, Concept] = {}
    stated: list[tuple[str, str]] = []
    for concept in concepts:
        if concept.name:
            loaded.setdefault(concept.id, concept)
        stated.extend((concept.id, other) for other in concept.same_as)
    earlier, later = _links([pair for pair in stated if pair[0] in loaded and pair[1] in loaded], rank)
    named = {(prefix_of(concept.id), key_of(concept.name)): concept.id for concept in loaded.values()}
    canonical: dict[str, str] = {}
    for identifier in sorted(earlier, key=lambda i: (rank(prefix_of(i)), i)):
        for target in _one_to_one(identifier, earlier[identifier], later, rank):
            name = loaded[identifier].name
            namesake = named.get((prefix_of(target), key_of(name)), target)
            opposed = are_opposites(name, loaded[target].name)
            # A target merged elsewhere is no anchor: following it would be a chain.
            if target not in canonical and namesake == target and not opposed:
                canonical[identifier] = target
                break
    return canonical


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
