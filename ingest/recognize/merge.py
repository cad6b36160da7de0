"""One set of disjoint candidates from several recognisers, by evidence and not by order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import prod

from ingest.recognize.base import Candidate

# Categories that recognisers use for the same things: candidates of one extent in one group support each other.
_GROUPS = (
    {"Disease", "PhenotypicFeature"},
    {"ChemicalEntity", "Drug", "SmallMolecule"},
    {"Gene", "Protein", "NucleicAcidEntity"},
    {"AnatomicalEntity", "Cell", "CellularComponent"},
)
# Scores within one step count as equal evidence, and the longer name stays. Set by hand: synonyms (0.95), acronyms
# (0.8) and spaCy's names (0.75) fall into one.
_SCORE_STEP = 0.25
_SUREST = 0.99  # more is no more evidence: a word read surely is no better than the name around it


def merge(found: Iterable[Iterable[Candidate]]) -> list[Candidate]:
    """The candidates that stay, in order of `start`, disjoint.

    Those of one extent and kind, from whichever recognisers, become one: its concept is that of the best linked one,
    its score the noisy-or of theirs, its method names them all. Of those that overlap the one with clearly more
    evidence stays, then the longest, then one with a concept, then the best score. The result does not depend on the
    order of the recognisers, nor on the order within one.
    """
    agreed: dict[tuple[int, int, str], list[Candidate]] = {}
    for candidates in found:
        for candidate in candidates:
            if candidate.start < candidate.end:
                key = candidate.start, candidate.end, _group(candidate.category)
                agreed.setdefault(key, []).append(candidate)
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(map(_merge_same, agreed.values()), key=_rank):
        positions = range(candidate.start, candidate.end)
        if taken.isdisjoint(positions):
            taken.update(positions)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)


def _group(category: str) -> str:
    return next((min(group) for group in _GROUPS if category in group), category)


def _merge_same(same: list[Candidate]) -> Candidate:
    """Candidates of one extent and kind as one."""
    best = min(same, key=lambda c: (c.concept_id is None, -c.score, c.concept_id or "", c.category, c.method))
    methods = sorted({c.method for c in same})
    if len(methods) == 1:
        return best
    surest = {method: max(c.score for c in same if c.method == method) for method in methods}
    score = 1 - prod(1 - surest[method] for method in methods)
    return replace(best, score=round(score, 4), method="+".join(methods))


def _rank(c: Candidate) -> tuple[int, int, bool, float, int, str, str]:
    return (
        -int(min(c.score, _SUREST) / _SCORE_STEP),
        c.start - c.end,
        c.concept_id is None,
        -c.score,
        c.start,
        c.category,
        c.concept_id or "",
    )
