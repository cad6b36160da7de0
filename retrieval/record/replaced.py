"""Which medicine gave way to which, by the words of a line: "switched from A to B", "A was replaced by B".

Each wording is looked for part by part, from the verb, so that a line costs a time in proportion to its length: one
expression for all of a wording begins anew at each word of it and reads the rest of the line each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

CHANGED = r"(?:switch|chang|convert|transition|replac|substitut|swap|exchang|rotat)\w*+"
"""The verb; the word is read to its end, so what follows begins with no letter."""
_WITHIN = (
    40  # characters between a medicine's clause and the verb: "on A, therefore swapped to B"; set by hand
)
_PIECE = re.compile(r"[^;]+")
_CLAUSE = re.compile(r"[^,;]+")
_BRACKETED = re.compile(r"[^,;()]+")
_ON = re.compile(r"\bon (?=[^,;])", re.IGNORECASE)
_CHANGED_TO = re.compile(rf"\b{CHANGED}\s++(?:over )?to\s++", re.IGNORECASE)
_BOUNDARY = re.compile(r"\b")
_FROM = re.compile(rf"\b{CHANGED}(?:\s++\w++){{0,3}}?\s++from\s++", re.IGNORECASE)
_ONTO = re.compile(r"(?<!\s)\s++(?:on)?to\s++", re.IGNORECASE)
# With all of "has been" before the verb: where one of them stands before it, it begins there.
_CHANGED_BY = re.compile(
    r"(?<!\s)(?<!\bis)(?<!\b(?:has|had|was|are))(?<!\b(?:have|were|been))\s++"
    rf"(?:(?:has|have|had|was|were|is|are|been)\s++)*+{CHANGED}\s++(?:by|with|to|for|over to)(?=\s)",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b{CHANGED}\s++", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?<!\s)\s++(?:to|with|by|for)\s++", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    rf"(?<!\s)\s++(?:{CHANGED}|in place of|instead of)\s++(?!(?:to|by|with|for|from|over|on)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Where a text names what was given up, and what was taken instead: `[start, end)` of both."""

    old: tuple[int, int]
    new: tuple[int, int]


def replacements(text: str) -> Iterator[Replacement]:
    """What each wording finds between two semicolons; whether medicines stand there is left to the caller."""
    for piece in _PIECE.finditer(text):
        for wording in _WORDINGS:
            yield from wording(text, *piece.span())


def _left_on(text: str, start: int, end: int) -> Iterator[Replacement]:
    """ "Breathless on A, therefore swapped to B"."""
    since = start
    for change in _CHANGED_TO.finditer(text, start, end):
        nearest = change.start() - _WITHIN
        clause = text.rfind(",", since, max(since, nearest)) + 1 or since
        for on in _ON.finditer(text, clause, change.start()):
            first = max(on.end() + 1, nearest)
            comma = text.find(",", max(on.end(), nearest), change.start())
            last = comma if comma >= 0 else change.start()
            boundary = _BOUNDARY.search(text, first, last + 1)
            if boundary and boundary.start() <= last:
                yield Replacement((on.end(), boundary.start()), (change.end(), end))
                return
        since = max(start, change.start() - len("on "))  # "on changed doses": it is of the next verb


def _from_to(text: str, start: int, end: int) -> Iterator[Replacement]:
    """ "Switched from A to B"."""
    if (verb := _FROM.search(text, start, end)) and (to := _ONTO.search(text, verb.end() + 1, end)):
        yield Replacement((verb.end(), to.start()), (to.end(), end))


def _replaced_by(text: str, start: int, end: int) -> Iterator[Replacement]:
    """ "A was replaced by B"."""
    for clause in _BRACKETED.finditer(text, start, end):
        if verb := _CHANGED_BY.search(text, clause.start() + 1, clause.end()):
            yield Replacement((clause.start(), verb.start()), (verb.end(), end))
            return


def _changed_to(text: str, start: int, end: int) -> Iterator[Replacement]:
    """ "Changed A to B"."""
    for clause in _CLAUSE.finditer(text, start, end):
        verb = _VERB.search(text, *clause.span())
        if verb and (to := _PREPOSITION.search(text, verb.end() + 1, clause.end())):
            yield Replacement((verb.end(), to.start()), (to.end(), end))
            return


def _instead_of(text: str, start: int, end: int) -> Iterator[Replacement]:
    """ "B instead of A", "B replaced A"."""
    for clause in _BRACKETED.finditer(text, start, end):
        if link := _INSTEAD_OF.search(text, clause.start() + 1, clause.end()):
            yield Replacement((link.end(), clause.end()), (clause.start(), link.start()))


_WORDINGS: tuple[Callable[[str, int, int], Iterator[Replacement]], ...] = (
    _left_on,
    _from_to,
    _replaced_by,
    _changed_to,
    _instead_of,
)
