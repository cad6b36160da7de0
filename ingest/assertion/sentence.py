"""A sentence prepared for scopes: its tokens, which of them are names, its triggers and the marks that end scopes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from graph import Assertion
from ingest.assertion.misreadings import is_misread, turned
from ingest.assertion.tokens import JOINT, SEPARATORS, tokenise
from ingest.assertion.triggers import TriggerMatch, find_triggers

VERBS = frozenset({"verb", "act", "spare"})
"""The marks of finite verbs."""
_COMES_OF = frozenset(
    "induced related associated mediated dependent treated caused exposed attributable".split()
)


# What a recogniser may take for the last word of a name: "fever -ve".
_VALUE = re.compile(r"(?<![\s:])[\s:]++(?:[-+\u2013]ve|nil|none|no|0|absent|nad|neg|pos|denied)$", re.I)


def _value_length(name: str) -> int:
    value = _VALUE.search(name)
    return len(value[0]) if value else 0


class ScopedSentence:
    """`texts` are its words, `owner` the name that each word is part of (-1 for none), `marks` what ends scopes.

    `names` are the words `[first, last)` of each span, `matches` the triggers in order.
    """

    def __init__(self, sentence: str, spans: Sequence[tuple[int, int]]) -> None:
        words = tokenise(sentence)
        self._starts, self._ends = [word.start for word in words], [word.end for word in words]
        self.texts = [word.text for word in words]
        self.names = [self.words(start, end - _value_length(sentence[start:end])) for start, end in spans]
        self.owner = [-1] * len(words)
        for number, (first, last) in enumerate(self.names):
            self.owner[first:last] = [number] * (last - first)
        found = list(find_triggers(words, self.owner))
        self.marks = {
            match.start: match.trigger.kind
            for match in found
            if not match.trigger.reach and not self._is_adjective(match)
        }
        self.matches: list[TriggerMatch] = [
            turned(match, self.texts, self.owner)
            for match in found
            if match.trigger.reach and not is_misread(match, words, self.texts, self.owner, sentence)
        ]

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words `[first, last)` of some characters."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def has_separator(self, start: int, end: int) -> bool:
        """Whether an item of a list ends between two words."""
        return any(text in SEPARATORS for text in self.texts[start:end])

    def is_agent(self, last: int) -> bool:
        """Whether a name up to a word is only what another comes of: "isoniazid-induced hepatitis"."""
        if self.texts[last : last + 1] == ["("]:  # "cyclosporine (CsA)-induced"
            inside = self.texts[last + 1 : last + 5]
            last += inside.index(")") + 1 if ")" in inside else 0
        if self.texts[last : last + 1] == [")"]:
            last += 1
        if self.texts[last : last + 1] == [JOINT]:
            return self.texts[last + 1] in _COMES_OF
        return "".join(self.texts[last : last + 1]) == "induced" and self.texts[last + 1 : last + 2] != ["by"]

    def states_inside(self, first: int, last: int) -> Iterator[Assertion]:
        """What is said of the name at the words `[first, last)` by a phrase that it is part of: "no allergy to".

        A name that is the group whom a phrase speaks of ("no patients") is not denied, nor one that had no effect
        ("failure of propofol to").
        """
        for match in self.matches:
            if match.start < first < match.end and match.trigger.reach not in ("predicate", "effect"):
                state = match.trigger.state
                if state is Assertion.NEGATED or (state is Assertion.HYPOTHETICAL and last == match.end):
                    yield state

    def _is_adjective(self, match: TriggerMatch) -> bool:
        """Whether a mark is no verb, but the end of an adjective: "isoniazid-induced"."""
        return match.trigger.kind in VERBS and self.texts[match.start - 1 : match.start] == [JOINT]
