"""Triggers that are none where they stand: counts of what was found elsewhere, values of no field, acronyms."""

from __future__ import annotations

from collections.abc import Sequence

from graph import Assertion
from ingest.assertion.tokens import Token
from ingest.assertion.triggers import TriggerMatch

_REACH = 30  # words from one count to the next; set by hand, see `scopes`
_NONE_OF = frozenset({"0", "zero"})
_BEFORE_NUMBER = frozenset({"in", "of", "(", "by", "among", "/", "with", "for", "at", "n", "=", "to", "only"})
_AFTER_NUMBER = frozenset(
    {"%", "of", "/", "percent", "in", "on", "with", "given", "receiving", "treated", "taking"}
)
_JOINS = frozenset({",", ";", ")", "and", "or", "but", "v", "while"})
_COMPARISONS = frozenset({"than", "versus", "vs", "compared", "against", "whereas"})
# Without one of these "X should be Y" is advice.
_ERRATUM = frozenset(
    "erratum errata corrigendum correction corrected table abstract page line paragraph published printed legend "
    "sentence text article original misprint error version figure".split()
)
_VALUES = frozenset({"0", "no", "none", "nil", "nad", "ø", "n"})
_DASHES = frozenset({"-", "\u2013"})
_LETTERS = frozenset({"y", "n"})
_SIGNS = frozenset({"(-)", "(+)", "\u2610", "\u2611"})
_LONGEST_ACRONYM = 4  # letters; "(SON)" is no son


def is_misread(
    match: TriggerMatch, words: Sequence[Token], texts: Sequence[str], owner: Sequence[int], sentence: str
) -> bool:
    """Whether what looks like a trigger is none; `owner` are the names that the words, `texts`, are part of."""
    start, end, trigger = match.start, match.end, match.trigger
    if texts[start] in _SIGNS:
        return _is_of_marker(words, start, sentence)
    if not _NONE_OF.isdisjoint(texts[start:end]) and _is_counted_elsewhere(texts, end):
        return True
    if trigger.state is Assertion.OTHER_EXPERIENCER:
        return texts[start] == "(" and _is_acronym(texts[end - 2], sentence)
    return trigger.kind == "before" and _is_no_value(texts, owner, start, end)


def turned(match: TriggerMatch, texts: Sequence[str], owner: Sequence[int]) -> TriggerMatch:
    """A sign, speaking backwards where the first of the sentence stands after a name: "cough (+) fever (-)".

    A word that is no name stands for one where none follows the sign: "SOB (-), cough (+)".
    """
    if texts[match.start] not in _SIGNS:
        return match
    first = next(at for at, text in enumerate(texts) if text in _SIGNS)
    follows = "".join(texts[first + 1 : first + 2]).isalnum()
    if first and (owner[first - 1] >= 0 or (texts[first - 1].isalnum() and not follows)):
        return match._replace(trigger=match.trigger._replace(kind="before"))
    return match


def _is_counted_elsewhere(texts: Sequence[str], end: int) -> bool:
    """Whether after a count of none, that ends at a word, another count of the same thing follows.

    "Nausea in 0% and rash in 12%" counts another thing, "nausea in 0% on placebo and 12% on zinc" the same.
    """
    for at in range(end, min(end + _REACH, len(texts) - 1)):
        text = texts[at]
        if text[0].isdigit() and text != "0" and texts[at + 1] in _AFTER_NUMBER:
            before = at - 1
            while before > end and texts[before] in _BEFORE_NUMBER:
                before -= 1
            return texts[before] in _JOINS or not _COMPARISONS.isdisjoint(texts[end : at + _REACH])
    return False


def _is_no_value(texts: Sequence[str], owner: Sequence[int], start: int, end: int) -> bool:
    """Whether what would say something of the name before it does not.

    "Edema 0, rash 1" has values, "(0, 5 or 10 mg)" and "day 0" none; "X should be Y" replaces X in an erratum only.
    """
    if texts[start] == "should" and texts[end - 1] in ("be", "have", "been"):
        return _ERRATUM.isdisjoint(texts) or not any(name >= 0 for name in owner[end : end + 1])
    if texts[start:end] in (["n"], [":", "n"], ["(", "n", ")"]) and not _is_letter_answer(texts, end):
        return True
    if texts[end - 1] in _DASHES:  # a value beside a plus only: "fever -; cough +"
        return "+" not in texts or start == 0 or owner[start - 1] < 0
    if texts[start] not in _VALUES:
        return False
    is_after_name = start > 0 and owner[start - 1] >= 0
    is_one_of_many = texts[end : end + 1] == [","] and "".join(texts[end + 1 : end + 2])[:1].isdigit()
    return is_one_of_many or not is_after_name


def _is_letter_answer(texts: Sequence[str], end: int) -> bool:
    """Whether a letter N stands for no: beside a Y, or as all that a form's line says of a thing ("syncope: N")."""
    return _LETTERS.issubset(texts) or (texts[end - 2 : end] == [":", "n"] and end == len(texts))


def _is_of_marker(words: Sequence[Token], at: int, sentence: str) -> bool:
    """Whether a sign is part of a name, as in "CD8(-) cells": set to a word that is none of a patient's complaints."""
    if at == 0 or words[at - 1].end < words[at].start:
        return False
    before = sentence[words[at - 1].start : words[at - 1].end]
    after = words[at + 1].text if at + 1 < len(words) else "."
    return not before[1:].islower() or after.isalnum() or after in (")", "(+)", "(-)")


def _is_acronym(text: str, sentence: str) -> bool:
    return len(text) <= _LONGEST_ACRONYM and f"({text.upper()})" in sentence and not sentence.isupper()
