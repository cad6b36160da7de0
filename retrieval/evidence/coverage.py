"""How much of a question a text speaks of."""

from __future__ import annotations

from retrieval.question.understand import Facet
from retrieval.search.retriever import Retrieval

_SIMILARITY_WEIGHT = 1.5
HALF = 0.5
"""A facet satisfied less than this is missing."""


def satisfied(facet: Facet, retrieval: Retrieval, stems: frozenset[str], concepts: frozenset[str]) -> float:
    """1 when the concept or a narrower one is named, else the share of the words, by rarity.

    A concept that is recognised elsewhere but not here is probably not meant here, whatever words agree: "protein C
    deficiency" has nearly all the words of "protein S deficiency". It counts half at most, as a broader one does,
    unless all its words are here: "liver injury" names no liver, but speaks of it.
    """
    there = sum(r for stem, r in zip(facet.stems, facet.rarities, strict=True) if stem in stems)
    share = there / sum(facet.rarities) if there else 0.0
    if facet.concept_id is None:
        return share
    if retrieval.related[facet.concept_id] & concepts:
        return 1.0
    if facet.mentioned and share < 1:
        share *= HALF
    return max(share, HALF if retrieval.broader[facet.concept_id] & concepts else 0.0)


def coverage(retrieval: Retrieval, stems: frozenset[str], concepts: frozenset[str]) -> float:
    """The share (0 to 1, by weight) of the question's facets that a text with these words and concepts satisfies."""
    facets = retrieval.question.facets
    total = sum(f.weight for f in facets)
    if not total:
        return 0.0
    return sum(f.weight * satisfied(f, retrieval, stems, concepts) for f in facets) / total


def strength(coverage: float, similarity: float) -> float:
    """How well a chunk fits a question, by a logistic fit on real questions with and without their papers."""
    return coverage + _SIMILARITY_WEIGHT * similarity
