"""Which concepts of different vocabularies are one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from graph.model import Concept
from graph.vocabulary.readers.curies import prefix_of
from graph.vocabulary.tokens import key_of


def canonical_ids(concepts: Iterable[Concept], rank: Callable[[str], int]) -> dict[str, str]:
    """The id that stands for each concept merged into an earlier vocabulary (lower `rank` of its prefix).

    B is A when their sources say so one-to-one: B names exactly one loaded concept of A's vocabulary, and A is named
    by exactly one concept of B's. One-to-many cross-references mean "broader" more often than "same". There are no
    chains: what B's own equals say of A is not followed. A statement that the names contradict is not believed
    either: where B's name is the preferred name of another concept of A's vocabulary, B is not A (DOID 2016 links
    "hepatitis" to MeSH "Hepatitis, Chronic").
    """
    loaded = {concept.id: concept for concept in concepts}
    earlier, later = _links(loaded, rank)
    named = {(prefix_of(concept.id), key_of(concept.name)): concept.id for concept in loaded.values()}
    canonical: dict[str, str] = {}
    for identifier in sorted(earlier, key=lambda i: (rank(prefix_of(i)), i)):
        for target in _one_to_one(identifier, earlier[identifier], later, rank):
            namesake = named.get((prefix_of(target), key_of(loaded[identifier].name)), target)
            # A target merged elsewhere is no anchor: following it would be a chain.
            if target not in canonical and namesake == target:
                canonical[identifier] = target
                break
    return canonical


_Links = dict[str, dict[str, set[str]]]


def _links(loaded: Mapping[str, Concept], rank: Callable[[str], int]) -> tuple[_Links, _Links]:
    """For each concept, by vocabulary, the stated equals in earlier vocabularies, and in later ones."""
    earlier: _Links = defaultdict(lambda: defaultdict(set))
    later: _Links = defaultdict(lambda: defaultdict(set))
    for concept in loaded.values():
        for other in concept.same_as:
            pair = sorted((concept.id, other), key=lambda i: rank(prefix_of(i)))
            first, second = prefix_of(pair[0]), prefix_of(pair[1])
            if other in loaded and first != second:
                earlier[pair[1]][first].add(pair[0])
                later[pair[0]][second].add(pair[1])
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
