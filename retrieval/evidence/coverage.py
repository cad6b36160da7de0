"""How much of a question a text covers."""

from __future__ import annotations

from collections.abc import Sequence

from graph.index import WordIndex
from retrieval.question.facets import Facet
from retrieval.search.retriever import Retrieval

_SIMILARITY_WEIGHT = 1.5  # fitted: docs/decisions/0004-sufficiency.md
PARTIAL_COVERAGE = 0.5  # set by hand (docs/decisions/0004-sufficiency.md)
"""A facet that is covered less than this is missing from a text; also what a broader concept counts at most."""


def facet_coverage(
    facet: Facet, retrieval: Retrieval, stems: frozenset[str], concepts: frozenset[str]
) -> float:
    """How far (0 to 1) a text with these word stems and concepts covers one facet of the question.

    1 when the concept or a narrower one is named, else the share of the facet's words, by rarity.

    A concept that is recognised elsewhere but not here is probably not meant here, whatever words agree: "protein C
    deficiency" has nearly all the words of "protein S deficiency". It counts half at most, as a broader one does,
    unless all its words are here: "liver injury" names no liver, but is about it.
    """
    shared = sum(r for stem, r in zip(facet.stems, facet.rarities, strict=True) if stem in stems)
    share = shared / sum(facet.rarities) if shared else 0.0
    if facet.concept_id is None:
        return share
    if retrieval.narrower[facet.concept_id] & concepts:
        return 1.0
    if facet.mentioned and share < 1:
        share *= PARTIAL_COVERAGE
    return max(share, PARTIAL_COVERAGE if retrieval.broader[facet.concept_id] & concepts else 0.0)


def stems_of(text: str, facets: Sequence[Facet], words: WordIndex) -> frozenset[str]:
    """The stems of a text's words; who names edoxaban speaks of anticoagulants, where those are asked for."""
    stems = frozenset(words.stems(text))
    named = (f.stems for f in facets if f.members is not None and f.members.search(text))
    return stems.union(*named)


def coverage(retrieval: Retrieval, stems: frozenset[str], concepts: frozenset[str]) -> float:
    """The share (0 to 1, by weight) of the question's facets that a text with these stems and concepts covers."""
    return share_of(retrieval.question.facets, retrieval, stems, concepts)


def share_of(
    facets: Sequence[Facet], retrieval: Retrieval, stems: frozenset[str], concepts: frozenset[str]
) -> float:
    """The share (0 to 1, by weight) of these facets that a text with these stems and concepts covers; 0 of none."""
    total = sum(f.weight for f in facets)
    if not total:
        return 0.0
    return sum(f.weight * facet_coverage(f, retrieval, stems, concepts) for f in facets) / total


def strength(coverage: float, similarity: float) -> float:
    """How well a chunk fits a question: its coverage (0 to 1) plus the weighted cosine.

    The weight is of a logistic fit on real questions with and without their papers: docs/decisions/0004-sufficiency.md.
    """
    return coverage + _SIMILARITY_WEIGHT * similarity
