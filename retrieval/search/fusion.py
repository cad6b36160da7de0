"""Weighted fusion of arms by min-max normalised scores.

The method is CombSUM with min-max normalisation (Fox & Shaw 1994; Bruch et al. 2023, "An Analysis of Fusion
Functions for Hybrid Retrieval", which finds it ahead of reciprocal rank fusion; so do our measurements).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def normalise(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores mapped to [0, 1]; all 1 when they are all equal."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {key: (score - low) / (high - low) for key, score in scores.items()}


def fuse(arms: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """`{key: sum of weight x normalised score}` over `(weight, scores)` arms; an absent key adds 0."""
    total: dict[str, float] = {}
    for weight, scores in arms:
        for key, score in normalise(scores).items():
            total[key] = total.get(key, 0.0) + weight * score
    return total


def ranked(scores: Mapping[str, float]) -> list[str]:
    """Keys by score, best first; equal scores by key, so that a ranking is the same on every machine."""
    return sorted(scores, key=lambda key: (-scores[key], key))
