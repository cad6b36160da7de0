"""How far triggers reach in a sentence, and which of them decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from graph.model import Assertion
from ingest.assertion.triggers import Match, find
from ingest.assertion.words import SEPARATORS, Word, words_of

# Words between a trigger and a thing, or two items of a list.
_GAP = {"next": 2, "list": 7, "clause": 7}
# Words before a verb that make it another's than that of a clause after a comma.
_NO_CLAUSE = SEPARATORS | {"that", "which", "who", "whose", "when", "where"}
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
    words = words_of(sentence)
    places = _places(words, spans)
    owner = [-1] * len(words)
    for number, (first, last) in enumerate(places):
        owner[first:last] = [number] * (last - first)
    matches = list(find(words, [name >= 0 for name in owner]))
    if all(match.trigger.kind not in ("after", "before") for match in matches):
        return [Assertion.AFFIRMED] * len(spans)
    reader = _Reader(words, owner, matches)
    after = [reader.after(match) for match in matches if match.trigger.kind == "after"]
    before = [reader.before(match) for match in matches if match.trigger.kind == "before"]
    return [reader.decide(first, after, before) for first, _ in places]


def _places(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words that each span touches."""
    starts, ends = [word.start for word in words], [word.end for word in words]
    return [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in spans]


class _Reader:
    """A sentence's words with what each is: part of a name (`owner`, -1 for none), or a mark that ends scopes."""

    def __init__(self, words: Sequence[Word], owner: Sequence[int], matches: Sequence[Match]) -> None:
        self._texts = [word.text for word in words]
        self._owner = owner
        self._mark = {match.start: match.trigger.kind for match in matches if not match.trigger.reach}

    def after(self, match: Match) -> _Scope:
        """From the trigger to what ends its scope."""
        reach, gap, named, acted = match.trigger.reach, 0, False, False
        start = at = match.end
        for at in range(match.end, len(self._texts)):
            text, mark = self._texts[at], self._mark.get(at)
            if self._owner[at] >= 0:
                gap, named = 0, True
                continue
            if (
                mark == "end"
                or (reach == "next" and named)
                or (reach != "clause" and self._stops(at, match, named))
            ):
                break
            acted = acted or (mark in ("verb", "act") and named)
            if mark == "act" and match.trigger.state is Assertion.UNCERTAIN:
                start = at  # "whether X causes Y" doubts that Y comes of X, not X
            if text in SEPARATORS:
                if acted or reach == "next" or self._begins_clause(at):
                    break
                gap = 0
            else:
                gap += text.isalnum()
                if gap > _GAP[reach]:
                    break
        else:
            at = len(self._texts)
        return _Scope(start, at, match)

    def _begins_clause(self, comma: int) -> bool:
        """Whether a clause of its own follows a comma: "in the absence of fever, steroids were given"."""
        if self._texts[comma] != ",":
            return False
        for at in range(comma + 1, len(self._texts)):
            if self._texts[at] in _NO_CLAUSE:
                return False
            if self._mark.get(at) in ("verb", "act"):
                return at > comma + 1
        return False

    def _stops(self, at: int, match: Match, named: bool) -> bool:
        """Whether a preposition or verb ends a list: not the verb of the trigger's own ("failed to reduce")."""
        mark = self._mark.get(at)
        return (mark is not None and not (mark == "act" and at == match.end)) or (
            named and self._texts[at] == "of"
        )

    def before(self, match: Match) -> _Scope:
        """Back from the trigger to what ends its scope: a verb is that of other things, and so is a name between."""
        reach, gap, name, joined = match.trigger.reach, 0, -1, True
        for at in range(match.start - 1, -1, -1):
            text, owner = self._texts[at], self._owner[at]
            if owner >= 0:
                if owner != name and not joined:
                    return _Scope(at + 1, match.start, match)
                gap, name, joined = 0, owner, False
            elif self._mark.get(at) in ("end", "verb", "act") or (reach == "next" and text in SEPARATORS):
                return _Scope(at + 1, match.start, match)
            elif text in SEPARATORS:
                gap, joined = 0, True
            else:
                gap += text.isalnum()
                if gap > _GAP[reach]:
                    return _Scope(at + 1, match.start, match)
        return _Scope(0, match.start, match)

    def decide(self, first: int, after: Sequence[_Scope], before: Sequence[_Scope]) -> Assertion:
        """What holds of the name that begins at a word."""
        found = [scope.match.trigger.state for scope in before if scope.start <= first < scope.end]
        holding = [scope for scope in after if scope.start <= first < scope.end]
        if holding:
            nearest = holding[-1].match
            found.append(nearest.trigger.state)
            found += [
                scope.match.trigger.state
                for scope in holding[:-1]
                if nearest.start < scope.end and not self._listed(scope.start, nearest.start)
            ]
        return max(found, key=_RANK.__getitem__, default=Assertion.AFFIRMED)

    def _listed(self, start: int, end: int) -> bool:
        """Whether an item of a list ends between two words."""
        return any(text in SEPARATORS for text in self._texts[start:end])
