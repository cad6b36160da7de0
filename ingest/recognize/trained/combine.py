"""The model's names and the dictionary's matches as one set of candidates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from graph.vocabulary.lexicon import Match
from ingest.recognize.base import Candidate
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.recognize.trained.decode import DecodedName, certainty
from ingest.recognize.trained.labels import CATEGORY_OF_TYPE, TYPE_OF_CATEGORY, TYPES

TRAINED, BOTH = "trained", f"trained+{DictionaryRecogniser.name}"
# A match the model does not name stays from this certainty on that it is part of a name. Chosen on the training
# abstracts that were held out (model/CARD.md).
_MIN_CERTAINTY = 0.5


@dataclass(frozen=True, slots=True)
class ModelOutput:
    """The words' spans, shape (words, 2), their probabilities, shape (words, types, 3), and the decoded names."""

    spans: NDArray[np.int32]
    probabilities: NDArray[np.float32]
    names: Sequence[DecodedName]


def combine(output: ModelOutput, matches: Sequence[tuple[Match, str]]) -> list[Candidate]:
    """Disjoint candidates in order of `start`; `matches` come with their category.

    The model has seen the matches as features, so its decision stands for the types it knows: a match of the same
    extent gives the name its concept, one that overlaps a name gives way, and one where the model names nothing stays
    unless the model rules it out. Matches of other categories stay beside the names, and in place of an organ or
    tissue within them ("kidney transplantation"), as do those of diseases ("high blood pressure").
    """
    named = {_span(output, one): one for one in output.names}
    spans = sorted(named)
    covered = {position for start, end in spans for position in range(start, end)}
    kept: dict[tuple[int, int], Candidate] = {}
    for match, category in matches:
        span, kind = (match.start, match.end), TYPE_OF_CATEGORY.get(category)
        inside = [own for own in _overlapping(spans, span) if own in named]
        if span in named and kind == TYPES[named[span].kind]:
            score = max(match.score, named[span].score)
            kept[span] = Candidate(*span, category, match.concept_id, score, BOTH)
        elif covered.isdisjoint(range(*span)):
            score = match.score if kind is None else match.score * _type_certainty(output, span, kind)
            if kind is None or score >= _MIN_CERTAINTY * match.score:
                kept[span] = Candidate(
                    *span, category, match.concept_id, round(score, 4), DictionaryRecogniser.name
                )
        elif kind in (None, "Disease") and all(
            _is_part(own, span) and TYPES[named[own].kind] == "Anatomy" for own in inside
        ):
            kept[span] = Candidate(*span, category, match.concept_id, match.score, DictionaryRecogniser.name)
            for own in inside:
                del named[own]
    for span, one in named.items():
        if span not in kept:
            kept[span] = Candidate(
                *span, CATEGORY_OF_TYPE[TYPES[one.kind]], None, round(one.score, 4), TRAINED
            )
    return [kept[span] for span in sorted(kept)]


def _span(output: ModelOutput, one: DecodedName) -> tuple[int, int]:
    return int(output.spans[one.first, 0]), int(output.spans[one.last, 1])


def _overlapping(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """Those of some disjoint spans, in order, that have a character in common with another."""
    first = bisect_right(spans, span[0], key=itemgetter(1))
    return spans[first : bisect_left(spans, span[1], first, key=itemgetter(0))]


def _is_part(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer


def _type_certainty(output: ModelOutput, span: tuple[int, int], kind: str) -> float:
    """How sure the model is that these characters name something of that type."""
    first, last = np.searchsorted(output.spans[:, 0], span)
    if first >= last:
        return 0.0
    return certainty(output.probabilities, int(first), int(last) - 1, TYPES.index(kind))
