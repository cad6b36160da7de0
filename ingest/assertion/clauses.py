"""Subjects, verbs and clauses in a sentence, by the marks of its words: enough to see whose verb is whose."""

from __future__ import annotations

from ingest.assertion.sentence import VERBS, ScopedSentence
from ingest.assertion.tokens import SEPARATORS

# Within which a subject has its verb, after a comma and after "no patients"; set by hand, see `scopes`.
_MAX_SUBJECT_WORDS = 12
_MAX_PHRASE_WORDS = 30
RELATIVES = frozenset({"who", "that", "which", "whose", "whom"})
"""Words that begin a clause about the word before."""
# Words before a verb that make it another's than that of a clause after a comma.
_NO_CLAUSE = SEPARATORS | {"that", "which", "who", "whose", "when", "where"}
_PRESENTED = frozenset("presented presents complains complained admitted".split())
_JOINS = frozenset({"and", "or", "nor", "versus", "vs", "than", "against"})
_DETERMINERS = frozenset({"his", "her", "their", "its", "the", "this", "these", "all"})


def begins_clause(sentence: ScopedSentence, at: int, items: int) -> bool:
    """Whether a clause of its own follows what separates: "in the absence of fever, steroids were given".

    After ", and" only where it cannot be the last of several `items` ("no rash, and the fever fell"), after "and" only
    with a word that begins one ("no rash and her fever fell").
    """
    texts = sentence.texts
    separators = [text for text in texts[at : at + 2] if text in SEPARATORS]
    first = at + len(separators)
    if separators == ["and"]:
        possible = texts[first : first + 1] != [] and texts[first] in _DETERMINERS
    else:
        possible = separators == [","] or (separators == [",", "and"] and not items)
    return possible and _has_verb(sentence, first)


def _has_verb(sentence: ScopedSentence, first: int) -> bool:
    """Whether the words from one on, up to what separates, are a subject with its verb."""
    for at in range(first, min(first + _MAX_SUBJECT_WORDS, len(sentence.texts))):
        if sentence.texts[at] in _NO_CLAUSE:
            return False
        if sentence.marks.get(at) in VERBS or _is_past(sentence, at):
            return at > first
    return False


def _is_past(sentence: ScopedSentence, at: int) -> bool:
    """Whether a word right after a name looks like its verb: "the fever subsided"."""
    return sentence.texts[at].endswith("ed") and sentence.owner[at - 1] >= 0 > sentence.owner[at]


def main_verb(sentence: ScopedSentence, start: int) -> int | None:
    """The word at which a subject that goes on from `start` has its verb; without one, that of "who"; else None.

    "(No child) with asthma who took zinc | had eczema", "(no child) | who had eczema".
    """
    relative, first = False, None
    for at in range(start, min(start + _MAX_PHRASE_WORDS, len(sentence.texts))):
        mark, text = sentence.marks.get(at), sentence.texts[at]
        if mark == "end" and text not in ("and", ","):
            return at if text in _PRESENTED else first
        if text in RELATIVES:
            relative = True
        elif first is None and not relative and sentence.texts[at : at + 2] == [",", "and"]:
            return None  # another clause
        elif mark in VERBS or (
            _is_past(sentence, at) and sentence.texts[at + 1 : at + 2] in ([], ["."], [","])
        ):
            if not relative:
                return at
            first = at if first is None else first
            relative = sentence.marks.get(at + 1) in VERBS  # "who had received"
    return first


def is_second_subject(sentence: ScopedSentence, start: int) -> bool:
    """Whether what begins at a word only joins another subject: "11 of the users and none of the others had"."""
    if sentence.texts[max(0, start - 1)] not in _JOINS:
        return False
    begin = next((word + 1 for word in range(start - 1, -1, -1) if sentence.marks.get(word) == "end"), 0)
    denied = any(begin <= m.start < start and m.trigger.reach == "predicate" for m in sentence.matches)
    return not denied and all(sentence.marks.get(at) not in VERBS for at in range(begin, start))
