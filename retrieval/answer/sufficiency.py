"""Whether the evidence can answer at all: "insufficient evidence" is a proper answer."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.evidence import Gathered
from retrieval.retriever import Retrieval


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer, and the figures behind it (they go into the trace)."""

    sufficient: bool
    coverage: float
    similarity: float
    missing: tuple[str, ...]


def judge(retrieval: Retrieval, gathered: Gathered) -> Verdict:
    """Sufficient when the best chunk covers enough of the question and lies near it in meaning."""
    similarity = max(retrieval.arms["vectors"].values(), default=0.0)
    missing = tuple(f.text for f in gathered.missing)
    sufficient = bool(gathered.evidence) and gathered.coverage >= 0.5 and similarity >= 0.35
    return Verdict(sufficient, round(gathered.coverage, 3), round(similarity, 3), missing)
