"""From the model's decisions about words to the spans of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.recognize.trained.labels import TYPES

BEGIN, INSIDE = 1, 2
# Where two types claim the same words and are about as sure, the first of these says more.
_RANK = {
    kind: place
    for place, kind in enumerate(("Variant", "Cell", "Disease", "Chemical", "Gene", "Organism", "Anatomy"))
}
_ABOUT = 0.15


@dataclass(frozen=True, slots=True)
class Found:
    """Words `[first, last]` of a text are a name of this type; `score` in [0, 1] is the model's mean certainty."""

    first: int
    last: int
    kind: int
    score: float


def decode(probabilities: NDArray[np.float32], breaks: NDArray[np.bool_]) -> list[Found]:
    """The names in a text; they may overlap where their types differ.

    `probabilities` has shape `(words, types, 3)`, the last axis being O, B, I. `breaks` says of each word whether a
    window or sentence begins with it: no name goes on over that. An inside without a beginning begins a name.
    """
    choice = probabilities.argmax(-1)
    found = []
    for kind in range(len(TYPES)):
        named = np.flatnonzero(choice[:, kind])
        if not len(named):
            continue
        begins = (choice[named, kind] == BEGIN) | (np.diff(named, prepend=-2) > 1) | breaks[named]
        edges = np.append(np.flatnonzero(begins), len(named))
        for first, end in pairwise(edges.tolist()):
            start, last = int(named[first]), int(named[end - 1])
            found.append(Found(start, last, kind, certainty(probabilities, start, last, kind)))
    return found


def certainty(probabilities: NDArray[np.float32], first: int, last: int, kind: int) -> float:
    """The mean probability that the words are part of a name of this type."""
    return float(1 - probabilities[first : last + 1, kind, 0].mean())


def balanced(found: Found, words: Sequence[str]) -> Found | None:
    """The name without lone brackets and without punctuation at its ends; None if nothing is left."""
    first, last = found.first, found.last
    while first <= last and words[first] in _LOOSE:
        first += 1
    while first <= last and words[last] in _LOOSE_LAST:
        last -= 1
    for opening, closing in (("(", ")"), ("[", "]")):
        inner = words[first : last + 1]
        if inner.count(opening) > inner.count(closing):
            if words[first] == opening:
                first += 1
            elif opening in inner and closing in words[last + 1 : last + 2]:
                last += 1
        elif inner.count(closing) > inner.count(opening) and inner[-1] == closing:
            last -= 1
    return replace(found, first=first, last=last) if first <= last else None


_LOOSE = frozenset(",.;:-/)]%'\"")
_LOOSE_LAST = frozenset(",.;:-/([%'\"")


def disjoint(found: Sequence[Found]) -> list[Found]:
    """The names that stay where types overlap: the surer one, and of about equally sure ones the more telling type.

    Anatomy gives way to any other: a lymphoma is a disease and a lymphocyte a cell, though both pass for anatomy too.
    """
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=_order):
        words = range(one.first, one.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(one)
    return sorted(kept, key=lambda f: f.first)


def _order(one: Found) -> tuple[bool, int, int, int, int]:
    kind = TYPES[one.kind]
    return kind == "Anatomy", -round(one.score / _ABOUT), _RANK[kind], one.first - one.last, one.first
