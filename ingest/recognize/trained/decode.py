"""From the model's probabilities for words to the spans of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.recognize.trained.labels import TYPES

BEGIN, INSIDE = 1, 2
# Where two types claim the same words with about equal certainty, the first of these is the more specific.
_RANK = {
    kind: place
    for place, kind in enumerate(("Variant", "Cell", "Disease", "Chemical", "Gene", "Organism", "Anatomy"))
}
_SCORE_STEP = 0.15  # scores that round to one step are about equal; set by hand
# Chosen on the training abstracts that were held out (model/CARD.md), as the thresholds below: with a lower certainty a
# name is more often a piece of one.
_MIN_CERTAINTY = 0.85
# A glued word is outside the name around it from this probability of O on; a glued word with B continues the name
# before it where I has at least this share of what is not O.
_OUTSIDE_CERTAINTY, _INSIDE_SHARE = 0.95, 0.1


@dataclass(frozen=True, slots=True)
class DecodedName:
    """Words `[first, last]` of a text are a name of this type; `score` in [0, 1] is the model's mean certainty."""

    first: int
    last: int
    kind: int
    score: float


def decode(
    probabilities: NDArray[np.float32], breaks: NDArray[np.bool_], glued: NDArray[np.bool_]
) -> list[DecodedName]:
    """The names in a text the model is sure of; they may overlap where their types differ.

    `probabilities` has shape `(words, types, 3)`, the last axis being O, B, I. `breaks` says of each word whether a
    window begins with it: no name goes on over that. `glued` says whether it follows the word before without a space:
    a hyphen inside a name is part of it ("5-HT") unless the model is quite sure that it is not. An inside without a
    beginning begins a name.
    """
    found = []
    for kind in range(len(TYPES)):
        named, begins = _word_decisions(probabilities[:, kind], glued)
        places = np.flatnonzero(named)
        if not len(places):
            continue
        starts = begins[places] | (np.diff(places, prepend=-2) > 1) | breaks[places]
        edges = np.append(np.flatnonzero(starts), len(places))
        for first, end in pairwise(edges.tolist()):
            start, last = int(places[first]), int(places[end - 1])
            score = certainty(probabilities, start, last, kind)
            if score >= _MIN_CERTAINTY:
                found.append(DecodedName(start, last, kind, score))
    return found


def _word_decisions(
    shares: NDArray[np.float32], glued: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each word, whether it is part of a name, and whether a name begins with it; `shares` has shape (words, 3)."""
    choice = shares.argmax(-1)
    named, begins = choice > 0, choice == BEGIN
    bridge = np.zeros_like(named)
    bridge[1:-1] = (
        named[:-2]
        & ~named[1:-1]
        & named[2:]
        & glued[1:-1]
        & glued[2:]
        & (shares[1:-1, 0] < _OUTSIDE_CERTAINTY)
    )
    continues = glued & (shares[:, INSIDE] > _INSIDE_SHARE * (1 - shares[:, 0]))
    continues[1:] &= named[:-1] | bridge[:-1]
    continues[1:] |= bridge[:-1]
    return named | bridge, begins & ~continues


def certainty(probabilities: NDArray[np.float32], first: int, last: int, kind: int) -> float:
    """The mean probability that the words are part of a name of this type."""
    return float(1 - probabilities[first : last + 1, kind, 0].mean())


def balance_brackets(found: DecodedName, words: Sequence[str]) -> DecodedName | None:
    """The name without lone brackets and without punctuation at its ends; None if nothing is left."""
    first, last = found.first, found.last
    while first <= last and words[first] in _EDGE_PUNCTUATION:
        first += 1
    while first <= last and words[last] in _END_PUNCTUATION:
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


_EDGE_PUNCTUATION = frozenset(",.;:-/)]%'\"")
_END_PUNCTUATION = frozenset(",.;:-/([%'\"")


def resolve_overlaps(found: Sequence[DecodedName]) -> list[DecodedName]:
    """The names that stay where types overlap: the surer one, and of about equally sure ones the more specific type.

    Anatomy gives way to any other: a lymphoma is a disease and a lymphocyte a cell, though both pass for anatomy too.
    """
    kept: list[DecodedName] = []
    taken: set[int] = set()
    for one in sorted(found, key=_order):
        words = range(one.first, one.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(one)
    return sorted(kept, key=lambda f: f.first)


def _order(one: DecodedName) -> tuple[bool, int, int, int, int]:
    kind = TYPES[one.kind]
    return kind == "Anatomy", -round(one.score / _SCORE_STEP), _RANK[kind], one.first - one.last, one.first
