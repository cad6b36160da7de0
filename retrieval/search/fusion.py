"""Weighted fusion of arms by min-max normalised scores.

The method is CombSUM with min-max normalisation (Fox & Shaw 1994; Bruch et al. 2023, "An Analysis of Fusion
Functions for Hybrid Retrieval", which finds it ahead of reciprocal rank fusion; so do our measurements). Where an arm
can score what another proposed, it does: what it left out of its own list is not worth nothing to it.
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


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores as shares of the best; as they are where none is above 0."""
    best = max(scores.values(), default=0.0)
    return {key: score / best for key, score in scores.items()} if best > 0 else dict(scores)


def weighted_sum(lists: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """`{key: sum of weight x score}` over `(weight, scores)` lists; an absent key adds 0."""
    total: dict[str, float] = {}
    for weight, scores in lists:
        for key, score in scores.items():
            total[key] = total.get(key, 0.0) + weight * score
    return total


def fuse(arms: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """`{key: sum of weight x normalised score}` over `(weight, scores)` arms; an absent key adds 0."""
    return weighted_sum([(weight, normalise(scores)) for weight, scores in arms])


def ranked(scores: Mapping[str, float]) -> list[str]:
    """Keys by score, best first; equal scores by key, so that a ranking is the same on every machine."""
    return sorted(scores, key=lambda key: (-scores[key], key))
