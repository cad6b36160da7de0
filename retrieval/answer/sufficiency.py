"""Whether the evidence can answer at all: "insufficient evidence" is a proper answer.

The rule is fitted on real questions with and without their papers in the workspace: `docs/decisions` has the
figures, `benchmarks/answers.py` measures them.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.evidence.coverage import strength
from retrieval.evidence.gather import Gathered

# Strengths (`retrieval.evidence.coverage.strength`), fitted with all-MiniLM-L6-v2's cosines.
_ENOUGH = 1.25
# Where the question names something that stands nowhere in the workspace: a drug that is not there.
_ENOUGH_UNKNOWN = 1.45
# Where the best chunk lacks a concept that makes up much of the question: it speaks of another drug or disease.
_ENOUGH_OTHER = 1.75
_MUCH = 0.35


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer, and the figures behind it (they go into the trace)."""

    sufficient: bool
    coverage: float
    similarity: float
    missing: tuple[str, ...]


def judge(gathered: Gathered) -> Verdict:
    """Sufficient when the best chunk covers enough of the question and lies near enough to it in meaning."""
    wanted = _ENOUGH
    if any(f.name and not f.frequency for f in gathered.missing):
        wanted = _ENOUGH_UNKNOWN
    if any(f.name and f.concept_id and f.weight > _MUCH * gathered.weight for f in gathered.missing):
        wanted = _ENOUGH_OTHER
    enough = strength(gathered.coverage, gathered.similarity) >= wanted
    missing = tuple(f.text for f in gathered.missing)
    sufficient = bool(gathered.evidence) and enough
    return Verdict(sufficient, round(gathered.coverage, 3), round(gathered.similarity, 3), missing)
