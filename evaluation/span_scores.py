"""Counts of what was found and what should have been: precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.corpora.datasets import TypedSpan


@dataclass
class SpanCounts:
    """Strict counts (`right` is in both) and, beside them, what overlaps anything of its type on the other side."""

    gold: int = 0
    found: int = 0
    right: int = 0
    gold_touched: int = 0
    found_touched: int = 0

    def __iadd__(self, other: SpanCounts) -> SpanCounts:
        self.gold += other.gold
        self.found += other.found
        self.right += other.right
        self.gold_touched += other.gold_touched
        self.found_touched += other.found_touched
        return self

    def figures(self) -> dict[str, float | int]:
        """Fractions 0..1; F1 is 0 where nothing was right. `support` is how many there are in the gold."""
        precision, recall = ratio(self.right, self.found), ratio(self.right, self.gold)
        touched = ratio(self.found_touched, self.found), ratio(self.gold_touched, self.gold)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1(precision, recall), 4),
            "overlap_f1": round(f1(*touched), 4),
            "support": self.gold,
        }


def ratio(part: float, whole: float) -> float:
    """`part / whole`, 0 for nothing of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 when both are."""
    return ratio(2 * precision * recall, precision + recall)


def count(gold: frozenset[TypedSpan], found: frozenset[TypedSpan], type: str) -> SpanCounts:
    """One document's counts for one type."""
    gold = frozenset(each for each in gold if each.type == type)
    found = frozenset(each for each in found if each.type == type)
    touched = len(overlapping(gold, found)), len(overlapping(found, gold))
    return SpanCounts(len(gold), len(found), len(gold & found), *touched)


def overlapping(these: Iterable[TypedSpan], others: Iterable[TypedSpan]) -> list[TypedSpan]:
    """Those of `these` that share a character with any of `others`, of whatever type."""
    taken = {place for other in others for place in range(other.start, other.end)}
    return [each for each in these if not taken.isdisjoint(range(each.start, each.end))]
