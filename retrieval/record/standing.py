"""How a line stands to what is asked: so, so of another drug of the class, denied, no longer so, or of a relative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from graph import Assertion
from retrieval.record.categories import Category
from retrieval.record.lines import RecordLine
from retrieval.record.stopped import is_stopped
from retrieval.record.terms import Term

_DENIAL = re.compile(
    r"\b(?:no\b(?! longer)|not\b|denie[sd]|denying|never\b|without|negative for|none\b|ruled out|refuted)"
    r"|^\W*nil\b",
    re.IGNORECASE,
)
_DENIAL_FIRST = re.compile(r"^\W*(?:no|not|none|never|denies|denied|nil|n\.?k\.?d?\.?a)\b", re.IGNORECASE)
_CUT = re.compile(r"(?:[,;]|\band\b|\bbut\b|\bthen\b|\bwhile\b)", re.IGNORECASE)


class Standing(IntEnum):
    """In the order in which lines are told."""

    SO = 0
    SAME_CLASS = 1
    DENIED = 2
    STOPPED = 3
    STOPPED_LATER = 4
    ALLERGY = 5
    ALLERGY_OF_CLASS = 6
    RELATIVE = 7


def standing_of(line: RecordLine, terms: Sequence[Term], category: Category | None) -> Standing:
    """How the line stands to the terms, or, where there are none, to what it names."""
    if line.of_relative and category is not Category.FAMILY:
        return Standing.RELATIVE
    if category is Category.MEDICATION and line.categories & {Category.ALLERGY, category} == {
        Category.ALLERGY
    }:
        named = not terms or any(term.is_named(line) for term in terms)
        return Standing.ALLERGY if named else Standing.ALLERGY_OF_CLASS
    places = sorted(place for term in terms for place in term.places(line))
    if category is Category.MEDICATION and _is_not_taken(line, places):
        return Standing.STOPPED
    denied = _is_denied(line, next(iter(places), None))
    if category is Category.ALLERGY:
        by_class = bool(terms) and not any(term.is_named(line) for term in terms)
        by_class = by_class and any(term.has_relative(line) for term in terms)
        return Standing.DENIED if denied else Standing.SAME_CLASS if by_class else Standing.SO
    return Standing.SO


def _is_not_taken(line: RecordLine, places: Sequence[tuple[int, int]]) -> bool:
    """Whether each medicine at the places, or of the line, was stopped or is denied; of one named twice, the last."""
    last = {line.text[start:end].casefold(): (start, end) for start, end in places}
    return all(_is_denied(line, place) or is_stopped(line, place) for place in last.values() or (None,))


def _is_denied(line: RecordLine, place: tuple[int, int] | None) -> bool:
    """By the mentions where the term, or anything, is one; else by the words before it, or at the line's beginning."""
    asserted = line.assertions(*(place or (0, len(line.text))))
    if asserted:
        return asserted == {Assertion.NEGATED}
    if place is None:
        return _DENIAL_FIRST.match(line.text) is not None
    start = max((cut.end() for cut in _CUT.finditer(line.text, 0, place[0])), default=0)
    return _DENIAL.search(line.text, start, place[0]) is not None
