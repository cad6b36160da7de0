"""The concepts below and above those of a question, as the vocabularies order them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.vocabulary.lexicon import Lexicon

_DEPTH = 3  # levels of IS_A that are followed; set by hand (docs/decisions/0003-fusion.md)
_CHILDREN = 40  # of one concept, and how many are enough; set by hand (docs/decisions/0003-fusion.md)
_MOST = (
    4 * _CHILDREN
)  # a concept with more below it is not expanded; set by hand (docs/decisions/0003-fusion.md)


def narrower_concepts(concept_ids: Iterable[str], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Each concept with itself and what IS_A it, down to a few levels and a bounded number."""
    return {c: _descendants(c, lexicon) for c in dict.fromkeys(concept_ids)}


def broader_concepts(concept_ids: Iterable[str], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Each concept with its parents."""
    return {c: frozenset(map(lexicon.canonical, lexicon.parents(c))) for c in concept_ids}


def _descendants(concept_id: str, lexicon: Lexicon) -> frozenset[str]:
    found, layer = {concept_id}, [concept_id]
    for _ in range(_DEPTH):
        layer = [child for parent in layer for child in lexicon.children(parent)[:_CHILDREN]]
        found.update(map(lexicon.canonical, layer))
        if not layer or len(found) >= _CHILDREN:
            break
    # Too general a concept is not expanded: "Disease" would bring the whole vocabulary.
    return frozenset(found) if len(found) <= _MOST else frozenset([concept_id])
