"""One set of disjoint candidates from several recognisers."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.recognize.base import Candidate


def merge(found: Iterable[Iterable[Candidate]]) -> list[Candidate]:
    """The candidates that stay, in order of `start`: of those that overlap, the longest, then the one with a
    concept, then the best score, then the recogniser named first.

    The result does not depend on the order of candidates within a recogniser.
    """
    ranked = [
        (candidate.start - candidate.end, candidate.concept_id is None, -candidate.score, place, candidate)
        for place, candidates in enumerate(found)
        for candidate in candidates
    ]
    ranked.sort(key=lambda entry: (*entry[:4], entry[4].start, entry[4].category, entry[4].concept_id or ""))
    kept: list[Candidate] = []
    taken: set[int] = set()
    for *_, candidate in ranked:
        positions = range(candidate.start, candidate.end)
        if candidate.start < candidate.end and taken.isdisjoint(positions):
            taken.update(positions)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)
