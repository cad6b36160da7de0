"""The commonest errors of a recogniser: names wrongly found, missed, found with other ends, or of another type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.corpora.datasets import GoldSet, TypedSpan

KINDS = ("false_positives", "misses", "boundaries", "types")


@dataclass(frozen=True, slots=True)
class _Error:
    """One error: `gold` is what was marked ('' for nothing), `found` what was found ('' for nothing)."""

    kind: str
    gold: str
    found: str
    type: str


def confusions(
    gold_set: GoldSet, gold: Sequence[frozenset[TypedSpan]], found: Sequence[frozenset[TypedSpan]], limit: int
) -> dict[str, list[dict[str, Any]]]:
    """By kind, the `limit` commonest errors: `{gold, found, type, count, document, start, end}`.

    `document`, `start` and `end` are where the first stands. In `types` the characters are the same, and `type` names
    both types.
    """
    counts: Counter[_Error] = Counter()
    places: dict[_Error, tuple[str, int, int]] = {}
    for document, marked, predicted in zip(gold_set.documents, gold, found, strict=True):
        text = document.document.text
        for error, place in _errors(text, marked, predicted):
            counts[error] += 1
            places.setdefault(error, (document.document.id, place.start, place.end))
    return {kind: list(_commonest(counts, places, kind, limit)) for kind in KINDS}


def _commonest(
    counts: Counter[_Error], places: dict[_Error, tuple[str, int, int]], kind: str, limit: int
) -> Iterator[dict[str, Any]]:
    ranked = sorted(
        (error for error in counts if error.kind == kind),
        key=lambda error: (-counts[error], error.gold, error.found, error.type),
    )
    for error in ranked[:limit]:
        document, start, end = places[error]
        yield {
            "gold": error.gold,
            "found": error.found,
            "type": error.type,
            "count": counts[error],
            "document": document,
            "start": start,
            "end": end,
        }


def _errors(
    text: str, gold: frozenset[TypedSpan], found: frozenset[TypedSpan]
) -> Iterator[tuple[_Error, TypedSpan]]:
    """Each wrong or missed mention once, as the kind that explains it best."""
    missed, wrong = sorted(gold - found), sorted(found - gold)
    by_span = {(each.start, each.end): each for each in missed}
    explained: set[TypedSpan] = set()
    for predicted in wrong:
        same = by_span.get((predicted.start, predicted.end))
        near = same or next(
            (marked for marked in missed if _overlap(marked, predicted) and marked.type == predicted.type),
            None,
        )
        words = _words(text, predicted)
        if near is None:
            yield _Error("false_positives", "", words, predicted.type), predicted
            continue
        explained.add(near)
        if near is same:
            yield _Error("types", words, words, f"{near.type} -> {predicted.type}"), predicted
        else:
            yield _Error("boundaries", _words(text, near), words, predicted.type), predicted
    for marked in missed:
        if marked not in explained:
            yield _Error("misses", _words(text, marked), "", marked.type), marked


def _overlap(one: TypedSpan, other: TypedSpan) -> bool:
    return one.start < other.end and other.start < one.end


def _words(text: str, named: TypedSpan) -> str:
    return " ".join(text[named.start : named.end].split())
