"""A sentence prepared for scopes: its tokens, which of them are names, its triggers and the marks that end scopes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.assertion.tokens import SEPARATORS, tokenise
from ingest.assertion.triggers import TriggerMatch, find_triggers

VERBS = frozenset({"verb", "act"})
# Words before a verb that make it another's than that of a clause after a comma.
_NO_CLAUSE = SEPARATORS | {"that", "which", "who", "whose", "when", "where"}

_MAX_SUBJECT_WORDS = 12  # within which a subject has its verb; set by hand, see `scopes`
_DETERMINERS = frozenset({"his", "her", "their", "its", "the", "this", "these", "all"})


class ScopedSentence:
    """`texts` are its words, `owner` the name that each word is part of (-1 for none), `marks` what ends scopes.

    `names` are the words `[first, last)` of each span, `matches` the triggers in order.
    """

    def __init__(self, sentence: str, spans: Sequence[tuple[int, int]]) -> None:
        words = tokenise(sentence)
        starts, ends = [word.start for word in words], [word.end for word in words]
        self.texts = [word.text for word in words]
        self.names = [(bisect_right(ends, start), bisect_left(starts, end)) for start, end in spans]
        self.owner = [-1] * len(words)
        for number, (first, last) in enumerate(self.names):
            self.owner[first:last] = [number] * (last - first)
        found = list(find_triggers(words, [name >= 0 for name in self.owner]))
        self.marks = {match.start: match.trigger.kind for match in found if not match.trigger.reach}
        self.matches: list[TriggerMatch] = [match for match in found if match.trigger.reach]

    def begins_clause(self, at: int, items: int) -> bool:
        """Whether a clause of its own follows what separates: "in the absence of fever, steroids were given".

        After ", and" only where it cannot be the last of several `items` ("no rash, and the fever fell"), after "and"
        only with a word that begins one ("no rash and her fever fell").
        """
        separators = [text for text in self.texts[at : at + 2] if text in SEPARATORS]
        first = at + len(separators)
        if separators == ["and"]:
            possible = self.texts[first : first + 1] != [] and self.texts[first] in _DETERMINERS
        else:
            possible = separators == [","] or (separators == [",", "and"] and not items)
        return possible and self._has_verb(first)

    def _has_verb(self, first: int) -> bool:
        """Whether the words from one on, up to what separates, are a subject with its verb."""
        for at in range(first, min(first + _MAX_SUBJECT_WORDS, len(self.texts))):
            if self.texts[at] in _NO_CLAUSE:
                return False
            if self.marks.get(at) in VERBS or self._is_past(at):
                return at > first
        return False

    def has_separator(self, start: int, end: int) -> bool:
        """Whether an item of a list ends between two words."""
        return any(text in SEPARATORS for text in self.texts[start:end])

    def _is_past(self, at: int) -> bool:
        """Whether a word right after a name looks like its verb: "the fever subsided"."""
        return self.texts[at].endswith("ed") and self.owner[at - 1] >= 0 > self.owner[at]
