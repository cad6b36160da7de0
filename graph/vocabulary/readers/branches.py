"""Branches of an ontology that are no things of its kind: HPO's "Mild" and "Autosomal dominant" are no signs.

Texts hold these words in every second sentence. They can be looked up, and are never recognised in text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.model import Concept
from graph.vocabulary.names.curies import prefix_of

# HPO: all, mode of inheritance, clinical modifier, blood group, frequency. MONDO: disease characteristic.
_ROOTS = {
    "HP": ("HP:0000005", "HP:0012823", "HP:0032223", "HP:0040279"),
    "MONDO": ("MONDO:0021125",),
}
_ALL = frozenset({"HP:0000001"})
_QUALIFIER = "InformationContentEntity"


def has_qualifiers(identifier: str) -> bool:
    """Whether a concept's vocabulary has such branches."""
    return prefix_of(identifier) in _ROOTS


def qualifiers_of(concepts: Iterable[Concept]) -> set[str]:
    """The ids of the concepts of such branches: the roots, and what is only below them."""
    below: dict[str, list[str]] = defaultdict(list)
    parents: dict[str, tuple[str, ...]] = {}
    for concept in concepts:
        parents[concept.id] = concept.parents
        for parent in concept.parents:
            below[parent].append(concept.id)
    found = {root for roots in _ROOTS.values() for root in roots} | _ALL
    waiting = [root for root in found if root not in _ALL]
    while waiting:
        for child in below[waiting.pop()]:
            if child not in found and all(parent in found for parent in parents[child]):
                found.add(child)
                waiting.append(child)
    return found & parents.keys()


def as_qualifiers(concepts: Iterable[Concept], qualifiers: set[str]) -> Iterator[Concept]:
    """The concepts, those of such branches with the category of what only qualifies."""
    for concept in concepts:
        yield replace(concept, category=_QUALIFIER) if concept.id in qualifiers else concept
