"""How a line stands to what is asked: so, so of another drug of the class, denied, no longer so, or of a relative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from graph import Assertion, dates_in
from retrieval.record.categories import Category, MedicationList
from retrieval.record.lines import RecordLine, names_drug
from retrieval.record.terms import Term

# What ended a medicine; in the past, since "do not stop without advice" ends none.
_STOP = (
    r"(?:stopped|discontinued|d/?c'?d|ceased|withdrawn|held|on[ -]hold|suspended|no longer|not (?:been )?tak\w+"
    r"|never took|(?<!until )(?<!when )(?:completed|finished)|cancell?ed|declined|refused|inactive|revoked"
    r"|not given|not to be given|took\b[^.;]{1,60}\buntil)"
)
_STOPPED = re.compile(
    rf"\b{_STOP}\b|^\W*(?:[A-Z]\w{{0,12}}:\s*)?(?:\d+[.)]\s*)?(?:stop|discontinue|hold|d/c)\b(?! (?:date|if|when))",
    re.IGNORECASE,
)
# A day on which it ends or ended: "StopDate: 2007-08-06", "until 2012-10-13".
_ENDS = re.compile(
    r"\b(?:(?:stop|end) ?date|ended|until)\b\W{0,3}(?:on )?(?=\d|[A-Z][a-z]{2})", re.IGNORECASE
)
_PASSIVE = re.compile(rf"\b(?:was|were|been|being|are|is) (?:\w+ )?{_STOP}", re.IGNORECASE)
_STARTED = re.compile(
    r"\b(?:start\w*|began|initiated|continu\w+|switched to|changed to|takes?|taking|resumed|restarted|added"
    r"|prescribed|given)\b",
    re.IGNORECASE,
)
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
    ALLERGY = 4
    RELATIVE = 5


def standing_of(line: RecordLine, terms: Sequence[Term], category: Category | None) -> Standing:
    """How the line stands to the terms, or, where there are none, to what it names."""
    if line.of_relative and category is not Category.FAMILY:
        return Standing.RELATIVE
    if category is Category.MEDICATION and line.categories & {Category.ALLERGY, category} == {
        Category.ALLERGY
    }:
        return Standing.ALLERGY
    place = min((place for term in terms for place in term.places(line)), default=None)
    denied = _is_denied(line, place)
    if category is Category.MEDICATION and (
        denied or _is_stopped(line, place) or line.medication_list is MedicationList.STOPPED
    ):
        return Standing.STOPPED
    if category is Category.ALLERGY:
        by_class = bool(terms) and not any(term.is_named(line) for term in terms)
        by_class = by_class and any(term.has_relative(line) for term in terms)
        return Standing.DENIED if denied else Standing.SAME_CLASS if by_class else Standing.SO
    return Standing.SO


def has_stopped(line: RecordLine) -> bool:
    """Whether the line says of anything that it was ended."""
    return _STOPPED.search(line.text) is not None or _has_ended(line)


def _has_ended(line: RecordLine) -> bool:
    """Whether a day that the line names as the end was not after that of its document."""
    found = _ENDS.search(line.text)
    day = next(dates_in(line.text[found.end() :]), None) if found else None
    return day is not None and day.start == 0 and day.iso <= (line.content.document.date or day.iso)


def _is_denied(line: RecordLine, place: tuple[int, int] | None) -> bool:
    """By the mentions where the term, or anything, is one; else by the words before it, or at the line's beginning."""
    asserted = line.assertions(*(place or (0, len(line.text))))
    if asserted:
        return asserted == {Assertion.NEGATED}
    if place is None:
        return _DENIAL_FIRST.match(line.text) is not None
    start = max((cut.end() for cut in _CUT.finditer(line.text, 0, place[0])), default=0)
    return _DENIAL.search(line.text, start, place[0]) is not None


def _is_stopped(line: RecordLine, place: tuple[int, int] | None) -> bool:
    """Whether the medicine at a place of the line is no longer taken; without one, whether all of the line's are."""
    text = line.text
    if _has_ended(line):
        return True
    if not _STOPPED.search(text):
        return False
    pieces = _pieces(text)
    drugs = [number for number, (start, end) in enumerate(pieces) if _is_drug(line, start, end)]
    if len(drugs) < 2:
        return not (_STARTED.search(text) and _restarted(text))
    if place is None:
        return all(_piece_stopped(text, pieces, number) for number in drugs)
    number = next((n for n, (start, end) in enumerate(pieces) if start <= place[0] < end), 0)
    return _piece_stopped(text, pieces, number)


def _restarted(text: str) -> bool:
    """Whether what was stopped was begun again: the last word on it counts."""
    return max(m.start() for m in _STOPPED.finditer(text)) < max(
        (
            m.start()
            for m in re.finditer(r"\b(?:re-?started|resumed|start(?:ed)? again)\b", text, re.IGNORECASE)
        ),
        default=-1,
    )


def _pieces(text: str) -> list[tuple[int, int]]:
    bounds = [0, *(cut.start() for cut in _CUT.finditer(text)), len(text)]
    return list(pairwise(bounds))


def _piece_stopped(text: str, pieces: Sequence[tuple[int, int]], number: int) -> bool:
    """By the piece's own words; else by the verb of a list after it (passive) or before it (active)."""
    own = text[slice(*pieces[number])]
    if _STOPPED.search(own):
        return True
    if _STARTED.search(own):
        return False
    for start, end in pieces[number + 1 :]:
        if _STARTED.search(text, start, end) or _STOPPED.search(text, start, end):
            if _PASSIVE.search(text, start, end):
                return True
            break
    for start, end in reversed(pieces[:number]):
        found = _STOPPED.search(text, start, end)
        if found or _STARTED.search(text, start, end):
            return (
                found is not None
                and "(" not in text[start : found.start()]
                and not _PASSIVE.search(text, start, end)
            )
    return False


def _is_drug(line: RecordLine, start: int, end: int) -> bool:
    return names_drug(line.content, line.span.start + start, line.span.start + end)
