"""The scope of a trigger that speaks for what stands before it."""

from __future__ import annotations

from ingest.assertion.phrases import group_words
from ingest.assertion.reach import ALL_COMPANIONS, GAP, MAX_WORDS, Scope
from ingest.assertion.sentence import VERBS, ScopedSentence
from ingest.assertion.tokens import SEPARATORS
from ingest.assertion.triggers import TriggerMatch

# "The number of adults with X was zero" says it of X.
_COUNTS = frozenset("number numbers count counts proportion percentage share fraction".split())
_BEFORE_GROUP = 5  # words from a count to its group; set by hand
# "The cause of X is unknown" says of the cause, not of X, that it is unknown.
_ATTRIBUTES = frozenset(
    "cause causes etiology aetiology origin source mechanism mechanisms pathogenesis significance nature reason "
    "reasons course duration extent".split()
)


def backward_scope(sentence: ScopedSentence, match: TriggerMatch) -> Scope:
    """The scope before a trigger: it ends at a verb, and goes past a name only where that is one of a list.

    In "X, Y and Z were excluded" commas make a list only once a word has. Of reach `predicate` it begins with its verb,
    and of "X after Y occurred in none" it is X.
    """
    return _Walk(sentence, match).scope()


class _Walk:
    """A walk back from a trigger to the begin of its scope, and what it met on the way."""

    def __init__(self, sentence: ScopedSentence, match: TriggerMatch) -> None:
        self._sentence = sentence
        self._match = match
        self._reach = match.trigger.reach
        self._end = match.start
        self._gap, self._name, self._preposition = 0, -1, 0
        self._joined, self._is_list = True, False

    def scope(self) -> Scope:
        """The words of the scope; none where the trigger says only something of the name."""
        start = self._match.start
        first = max(-1, start - MAX_WORDS)
        for at in range(start - 1, first, -1):
            if self._name >= 0 and self._sentence.owner[at] < 0 and _is_attribute(self._sentence, at):
                return Scope(start, start, self._match)
            if self._ends(at):
                return Scope(at + 1, self._end, self._match)
        return Scope(first + 1, self._end, self._match)

    def _ends(self, at: int) -> bool:
        """Whether a word is before the scope; remembers the word."""
        text, owner, mark = self._sentence.texts[at], self._sentence.owner[at], self._sentence.marks.get(at)
        if owner >= 0:
            return self._meet_name(owner)
        if mark == "end" or (self._reach == "next" and text in SEPARATORS):
            return True
        if mark in VERBS and (self._reach != "predicate" or self._name >= 0):
            return True
        if text in SEPARATORS:
            self._is_list = self._is_list or text != ","
            self._gap, self._joined = 0, self._is_list or self._name < 0
            return False
        is_preposition = mark == "soft" or text in ALL_COMPANIONS
        if self._reach == "predicate" and is_preposition and not _is_counted(self._sentence, at):
            self._preposition = at
        self._gap += text[0].isalnum()
        return self._gap > GAP[self._reach]

    def _meet_name(self, owner: int) -> bool:
        """Whether a name is before the scope, being neither the next, nor of a list, nor the head of "X after Y"."""
        if owner != self._name and not self._joined:
            if not self._preposition:
                return True
            self._end = self._preposition
        self._gap, self._name, self._joined, self._preposition = 0, owner, False, 0
        return False


def _is_attribute(sentence: ScopedSentence, at: int) -> bool:
    """Whether the name after a word says only whose thing the sentence is about: "patients with X", "cause of X"."""
    text, before = sentence.texts[at], sentence.texts[max(0, at - 1)]
    if text in ("with", "without"):
        return not _is_counted(sentence, at) and (before == "those" or before in group_words())
    return text == "of" and before in _ATTRIBUTES


def _is_counted(sentence: ScopedSentence, at: int) -> bool:
    """Whether a preposition tells what is counted: "the number of X", "of women with X"."""
    if sentence.texts[at] not in ("of", "with"):
        return False
    return not _COUNTS.isdisjoint(sentence.texts[max(0, at - _BEFORE_GROUP) : at])
