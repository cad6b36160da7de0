"""The scopes of triggers in a sentence, and which of several decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from graph import Assertion
from ingest.assertion.sentence import VERBS, ScopedSentence
from ingest.assertion.tokens import SEPARATORS
from ingest.assertion.triggers import TriggerMatch

# The most words between a trigger and a mention, or two items of a list. Set by hand, as all of this folder, on the
# sentences of tests/ingest/assertion; docs/assertion.md has the figures on sentences held back.
_GAP = {"next": 2, "list": 7, "clause": 7}
# The most words of a list; bounds the work on texts that are no sentences.
_MAX_WORDS = 80
# A doubt or denial of an effect is one of its object: "whether X causes Y" doubts that Y comes of X, not X.
_ABOUT_OBJECT = (Assertion.UNCERTAIN, Assertion.NEGATED)
# Prepositions that introduce another thing after the one in scope: "probable stroke with aphasia".
_COMPANIONS, _ALL_COMPANIONS = frozenset({"of"}), frozenset({"of", "with"})
# "Patients with X were excluded" says nothing of X.
_GROUPS = frozenset(
    "patients subjects women men children those people individuals participants adults infants volunteers cases "
    "mice rats".split()
)
# "The cause of X is unknown" says of the cause, not of X, that it is unknown.
_ATTRIBUTES = frozenset(
    "cause causes etiology aetiology origin source mechanism mechanisms pathogenesis significance nature reason "
    "reasons course duration extent".split()
)
# Of several triggers with a mention in scope the highest decides: what is another person's is not the patient's at all.
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
    """The words `[start, end)` in the scope of a trigger."""

    start: int
    end: int
    match: TriggerMatch


def assertions_by_triggers(text: str, spans: Sequence[tuple[int, int]]) -> list[Assertion]:
    """The assertion of each span by the triggers whose scope holds it, AFFIRMED where none does.

    Of those before it the nearest decides, with any whose scope holds that trigger itself ("denies a history of"); one
    after it counts besides.
    """
    sentence = ScopedSentence(text, spans)
    after = [
        _ForwardScope(sentence, match).scope() for match in sentence.matches if match.trigger.kind == "after"
    ]
    before = [
        _backward_scope(sentence, match) for match in sentence.matches if match.trigger.kind == "before"
    ]
    if not after and not before:
        return [Assertion.AFFIRMED] * len(spans)
    return [_decide(sentence, first, after, before) for first, _ in sentence.names]


def _decide(
    sentence: ScopedSentence, first: int, after: Sequence[_Scope], before: Sequence[_Scope]
) -> Assertion:
    """The assertion of the name that begins at a word."""
    near = bisect_right(after, first, key=_trigger_end)
    low = bisect_left(after, first - _MAX_WORDS, hi=near, key=_trigger_end)
    holding = [scope for scope in after[low:near] if scope.start <= first < scope.end]
    low = bisect_right(before, first, key=_trigger_start)
    near = bisect_right(before, first + _MAX_WORDS, lo=low, key=_trigger_start)
    found = [scope.match.trigger.state for scope in before[low:near] if scope.start <= first < scope.end]
    if holding:
        nearest = holding[-1].match
        found.append(nearest.trigger.state)
        found += [
            scope.match.trigger.state
            for scope in holding[:-1]
            if nearest.start < scope.end and not sentence.has_separator(scope.match.end, nearest.start)
        ]
    return max(found, key=_RANK.__getitem__, default=Assertion.AFFIRMED)


def _trigger_end(scope: _Scope) -> int:
    return scope.match.end


def _trigger_start(scope: _Scope) -> int:
    return scope.match.start


class _ForwardScope:
    """A walk from a trigger to the end of its scope, and what it met on the way."""

    def __init__(self, sentence: ScopedSentence, match: TriggerMatch) -> None:
        self._sentence = sentence
        self._match = match
        self._reach = match.trigger.reach
        self._start = match.end
        self._gap = self._item_count = 0
        self._met_name = self._met_verb = self._met_action = False

    def scope(self) -> _Scope:
        """The scope of the trigger."""
        last = min(len(self._sentence.texts), self._match.end + _MAX_WORDS)
        end = next((at for at in range(self._match.end, last) if self._ends(at)), last)
        return _Scope(self._start, end, self._match)

    def _ends(self, at: int) -> bool:
        """Whether the scope ends at a word; remembers the word."""
        sentence = self._sentence
        if sentence.owner[at] >= 0:
            self._gap, self._met_name = 0, True
            return False
        mark, text = sentence.marks.get(at), sentence.texts[at]
        if mark == "end" or (self._reach == "next" and (self._met_name or text in SEPARATORS)):
            return True
        if self._reach != "clause" and self._stops(at, mark):
            return True
        if mark in VERBS:
            self._meet_verb(at, acts=mark == "act")
        if text in SEPARATORS:
            complete = self._met_verb or sentence.begins_clause(at, self._item_count)
            self._gap, self._item_count = 0, self._item_count + 1
            return complete
        self._gap += text.isalnum()
        return self._gap > _GAP[self._reach]

    def _stops(self, at: int, mark: str | None) -> bool:
        """Whether a preposition or verb ends a list; not the trigger's own verb ("failed to reduce")."""
        if mark is None:
            goes_with = _COMPANIONS if self._match.trigger.state is Assertion.NEGATED else _ALL_COMPANIONS
            return self._met_name and self._sentence.texts[at] in goes_with
        return mark != "act" or at > self._match.end

    def _meet_verb(self, at: int, acts: bool) -> None:
        self._met_verb = self._met_verb or self._met_name
        if acts:
            if self._met_name and not self._met_action and self._match.trigger.state in _ABOUT_OBJECT:
                self._start = at
            self._met_action = True


def _backward_scope(sentence: ScopedSentence, match: TriggerMatch) -> _Scope:
    """The scope before a trigger: it ends at a verb, and goes past a name only where that is one of a list.

    In "X, Y and Z were excluded" commas make a list only once a word has.
    """
    reach, gap, name, joined, is_list = match.trigger.reach, 0, -1, True, False
    for at in range(match.start - 1, max(-1, match.start - _MAX_WORDS), -1):
        text, owner = sentence.texts[at], sentence.owner[at]
        if owner >= 0:
            if owner != name and not joined:
                return _Scope(at + 1, match.start, match)
            gap, name, joined = 0, owner, False
            continue
        mark = sentence.marks.get(at)
        if text in ("with", "without") and name >= 0 and sentence.texts[max(0, at - 1)] in _GROUPS:
            return _Scope(match.start, match.start, match)
        if text == "of" and name >= 0 and sentence.texts[max(0, at - 1)] in _ATTRIBUTES:
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
    return _Scope(max(0, match.start - _MAX_WORDS + 1), match.start, match)
