"""How far triggers reach in a sentence, and which of them decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from graph.model import Assertion
from ingest.assertion.sentence import VERBS, ScopedSentence
from ingest.assertion.triggers import Match
from ingest.assertion.words import SEPARATORS

# Words between a trigger and a thing, or two items of a list.
_GAP = {"next": 2, "list": 7, "clause": 7}
# Words of the longest list; bounds the work on texts that are no sentences.
_FURTHEST = 80
# What is said of an effect is said of its object: "whether X causes Y" doubts that Y comes of X, not X.
_OF_EFFECTS = (Assertion.UNCERTAIN, Assertion.NEGATED)
# What brings in another thing after the one that is spoken for: "probable stroke with aphasia".
_BESIDE, _BESIDE_ALL = frozenset({"of"}), frozenset({"of", "with"})
# "Patients with X were excluded" says nothing of X.
_GROUPS = frozenset(
    "patients subjects women men children those people individuals participants adults infants volunteers cases "
    "mice rats".split()
)
# "The cause of X is unknown" says of the cause, not of X, that it is unknown.
_OF_IT = frozenset(
    "cause causes etiology aetiology origin source mechanism mechanisms pathogenesis significance nature reason "
    "reasons course duration extent".split()
)
# Where several triggers speak for a thing, what each takes from it: another's is not the patient's at all, and so on.
_RANK = {
    state: rank
    for rank, state in enumerate(
        (
            Assertion.AFFIRMED,
            Assertion.HISTORICAL,
            Assertion.UNCERTAIN,
            Assertion.NEGATED,
            Assertion.HYPOTHETICAL,
            Assertion.OTHER_EXPERIENCER,
        )
    )
}


class _Scope(NamedTuple):
    """The words `[start, end)` that a trigger speaks for."""

    start: int
    end: int
    match: Match


def by_triggers(sentence: str, spans: Sequence[tuple[int, int]]) -> list[Assertion]:
    """The assertion of each span by the triggers whose scope holds it, AFFIRMED where none does.

    Of those before it the nearest decides, with any that speaks for that trigger itself ("denies a history of"); one
    after it counts besides.
    """
    read = ScopedSentence(sentence, spans)
    after = [_Forwards(read, match).scope() for match in read.matches if match.trigger.kind == "after"]
    before = [_backwards(read, match) for match in read.matches if match.trigger.kind == "before"]
    if not after and not before:
        return [Assertion.AFFIRMED] * len(spans)
    return [_decide(read, first, after, before) for first, _ in read.names]


def _decide(read: ScopedSentence, first: int, after: Sequence[_Scope], before: Sequence[_Scope]) -> Assertion:
    """What holds of the name that begins at a word."""
    near = bisect_right(after, first, key=_trigger_end)
    low = bisect_left(after, first - _FURTHEST, hi=near, key=_trigger_end)
    holding = [scope for scope in after[low:near] if scope.start <= first < scope.end]
    low = bisect_right(before, first, key=_trigger_start)
    near = bisect_right(before, first + _FURTHEST, lo=low, key=_trigger_start)
    found = [scope.match.trigger.state for scope in before[low:near] if scope.start <= first < scope.end]
    if holding:
        nearest = holding[-1].match
        found.append(nearest.trigger.state)
        found += [
            scope.match.trigger.state
            for scope in holding[:-1]
            if nearest.start < scope.end and not read.listed(scope.match.end, nearest.start)
        ]
    return max(found, key=_RANK.__getitem__, default=Assertion.AFFIRMED)


def _trigger_end(scope: _Scope) -> int:
    return scope.match.end


def _trigger_start(scope: _Scope) -> int:
    return scope.match.start


class _Forwards:
    """A walk from a trigger to the end of its scope, and what was met on the way."""

    def __init__(self, read: ScopedSentence, match: Match) -> None:
        self._read = read
        self._match = match
        self._reach = match.trigger.reach
        self._start = match.end
        self._gap = self._items = 0
        self._named = self._spoken = self._acted = False

    def scope(self) -> _Scope:
        """The scope of the trigger."""
        last = min(len(self._read.texts), self._match.end + _FURTHEST)
        end = next((at for at in range(self._match.end, last) if self._ends(at)), last)
        return _Scope(self._start, end, self._match)

    def _ends(self, at: int) -> bool:
        """Whether the scope ends at a word; remembers the word."""
        read = self._read
        if read.owner[at] >= 0:
            self._gap, self._named = 0, True
            return False
        mark, text = read.marks.get(at), read.texts[at]
        if mark == "end" or (self._reach == "next" and (self._named or text in SEPARATORS)):
            return True
        if self._reach != "clause" and self._stops(at, mark):
            return True
        if mark in VERBS:
            self._meet_verb(at, acts=mark == "act")
        if text in SEPARATORS:
            complete = self._spoken or read.begins_clause(at, self._items)
            self._gap, self._items = 0, self._items + 1
            return complete
        self._gap += text.isalnum()
        return self._gap > _GAP[self._reach]

    def _stops(self, at: int, mark: str | None) -> bool:
        """Whether a preposition or verb ends a list; not the trigger's own verb ("failed to reduce")."""
        if mark is None:
            goes_with = _BESIDE if self._match.trigger.state is Assertion.NEGATED else _BESIDE_ALL
            return self._named and self._read.texts[at] in goes_with
        return mark != "act" or at > self._match.end

    def _meet_verb(self, at: int, acts: bool) -> None:
        self._spoken = self._spoken or self._named
        if acts:
            if self._named and not self._acted and self._match.trigger.state in _OF_EFFECTS:
                self._start = at
            self._acted = True


def _backwards(read: ScopedSentence, match: Match) -> _Scope:
    """Back from a trigger: a verb is that of other things; a name is passed only where it is one of a list.

    In "X, Y and Z were excluded" commas make a list only once a word has.
    """
    reach, gap, name, joined, is_list = match.trigger.reach, 0, -1, True, False
    for at in range(match.start - 1, max(-1, match.start - _FURTHEST), -1):
        text, owner = read.texts[at], read.owner[at]
        if owner >= 0:
            if owner != name and not joined:
                return _Scope(at + 1, match.start, match)
            gap, name, joined = 0, owner, False
            continue
        mark = read.marks.get(at)
        if text in ("with", "without") and name >= 0 and read.texts[max(0, at - 1)] in _GROUPS:
            return _Scope(match.start, match.start, match)
        if text == "of" and name >= 0 and read.texts[max(0, at - 1)] in _OF_IT:
            return _Scope(match.start, match.start, match)
        if mark == "end" or mark in VERBS or (reach == "next" and text in SEPARATORS):
            return _Scope(at + 1, match.start, match)
        if text in SEPARATORS:
            is_list = is_list or text != ","
            gap, joined = 0, is_list or name < 0
        else:
            gap += text.isalnum()
            if gap > _GAP[reach]:
                return _Scope(at + 1, match.start, match)
    return _Scope(max(0, match.start - _FURTHEST + 1), match.start, match)
