"""How a line stands to what is asked: so, so of another drug of the class, denied, no longer so, or of a relative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from graph import Assertion
from retrieval.record.categories import Category
from retrieval.record.lines import RecordLine
from retrieval.record.stopped import is_stopped, whole_pieces
from retrieval.record.terms import Term
from retrieval.record.wording import pieces_of

_DENIAL = re.compile(
    r"\b(?:no\b(?! longer)|not\b|denie[sd]|denying|never\b|without|negative for|none\b|ruled out|refuted)"
    r"|^\W*nil\b",
    re.IGNORECASE,
)
_DENIAL_FIRST = re.compile(r"^\W*(?:no|not|none|never|denies|denied|nil|n\.?k\.?d?\.?a)\b", re.IGNORECASE)
# Of operations and procedures: what did not take place, and what is to.
_NOT_DONE = re.compile(
    r"\b(?:declin\w+|refus\w+|cancell?ed|not (?:been )?(?:done|performed|indicated|needed|required)"
    r"|never (?:had|underwent|been)|abandoned|deferred|postponed)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|booked|awaiting|listed for|due (?:for|in)|(?:will|to) (?:have|undergo|need)"
    r"|for elective|consider\w*|referred for|pending|upcoming)\b",
    re.IGNORECASE,
)
# Of medicines: what is to be begun, or may be.
_TO_COME = re.compile(
    r"\b(?:plan(?:s|ned|ning)?(?: is| was)? (?:to|for)|to (?:start|commence|begin)"
    r"|to be (?:re)?(?:started|given|commenced|begun)|to (?:restart|resume)"
    r"|(?:will|would|could|can|may|might|shall) (?:\w+ )?(?:re)?(?:start|commence|begin|add|try|switch|consider|need"
    r"|be (?:re)?(?:started|added|given|needed))|(?:would|we'd|i'd) like to|consider\w*|suggest\w*"
    r"|due to (?:start|commence|restart)|(?:re)?start\w* (?:if|when|once|after|next|from|at|tomorrow|on monday)"
    r"|would be (?:a |an )?\w+ (?:swap|option|choice|alternative|next step)"
    r"|(?:for|awaiting|await) (?:trial|start|approval)|awaiting|discuss\w*|next line)\b",
    re.IGNORECASE,
)
# What was once an allergy and is none; "not tolerated" is one.
_TAKEN_BACK = re.compile(
    r"\b(?:de-?label\w+|no longer allergic|not (?:truly )?allergic|allergy (?:excluded|removed|disproved)"
    r"|outgr(?:own|ew)|challenge (?:was )?(?:passed|negative|tolerated)|passed (?:oral |the )?challenge|label removed"
    r"|negative (?:oral )?challenge|(?:since|now|well|has|subsequently) tolerated)\b",
    re.IGNORECASE,
)


class Standing(IntEnum):
    """In the order in which lines are told."""

    SO = 0
    SAME_CLASS = 1
    DENIED = 2
    STOPPED = 3
    STOPPED_LATER = 4
    PLANNED = 5
    NOT_DONE = 6
    ALLERGY = 7
    ALLERGY_OF_CLASS = 8
    RELATIVE = 9


def standing_of(line: RecordLine, terms: Sequence[Term], category: Category | None) -> Standing:
    """How the line stands to the terms, or, where there are none, to what it names."""
    if line.of_relative and category is not Category.FAMILY:
        return Standing.RELATIVE
    places = sorted(place for term in terms for place in term.places(line))
    if category is Category.MEDICATION:
        return _of_medicine(line, terms, places)
    if category is Category.PROCEDURE or (
        category is None and line.categories & {Category.PROCEDURE, Category.PLAN}
    ):
        return _of_procedure(line, places)
    if category is Category.ALLERGY:
        by_class = bool(terms) and not any(term.is_named(line) for term in terms)
        by_class = by_class and any(term.has_relative(line) for term in terms)
        if _is_taken_back(line, places) or _is_denied(line, next(iter(places), None)):
            return Standing.DENIED
        return Standing.SAME_CLASS if by_class else Standing.SO
    return Standing.SO


def _of_medicine(line: RecordLine, terms: Sequence[Term], places: Sequence[tuple[int, int]]) -> Standing:
    named = not terms or any(term.is_named(line) for term in terms)
    if Category.ALLERGY in line.categories and not (named and Category.MEDICATION in line.categories):
        if _is_taken_back(line, places):
            return Standing.DENIED
        return Standing.ALLERGY if named else Standing.ALLERGY_OF_CLASS
    if _is_not_taken(line, places):
        return Standing.STOPPED
    return Standing.PLANNED if all(map(_TO_COME.search, _asked_pieces(line, places))) else Standing.SO


def _of_procedure(line: RecordLine, places: Sequence[tuple[int, int]]) -> Standing:
    """By the pieces of a list that name what is asked for, or by all of them."""
    texts = _asked_pieces(line, places)
    if texts and all(map(_NOT_DONE.search, texts)):
        return Standing.NOT_DONE
    planned = line.categories == {Category.PLAN} or all(map(_PLANNED.search, texts))
    return Standing.PLANNED if planned else Standing.SO


def _is_taken_back(line: RecordLine, places: Sequence[tuple[int, int]]) -> bool:
    """Whether an allergy is said to be none, where the line names it, or, where it does not, of all that it lists."""
    return all(map(_TAKEN_BACK.search, _asked_pieces(line, places)))


def _asked_pieces(line: RecordLine, places: Sequence[tuple[int, int]]) -> list[str]:
    pieces = whole_pieces(line)
    asked = [(a, b) for a, b in pieces if any(a <= place < b for place, _ in places)] or pieces
    return [line.text[a:b] for a, b in asked]


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
    start = max(a for a, _ in pieces_of(line.text) if a <= place[0])
    return _DENIAL.search(line.text, start, place[0]) is not None
