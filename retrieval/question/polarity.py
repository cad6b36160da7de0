"""Whether a question asks for what is so or for what is not, and which of the two a sentence says.

Scope is the clause, as in NegEx's descendants (Chapman et al. 2001; Harkema et al. 2009): a negation does not reach
over "but", "whereas" or a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from graph import Span


class Polarity(StrEnum):
    """Which sentences can answer: those that affirm, those that negate, or both ("Does it?", "How?")."""

    ANY = "any"
    AFFIRMED = "affirmed"
    NEGATED = "negated"


# A question for the members of a set: "which statins are", "what drugs should", "name the", "what causes".
_SET = re.compile(
    r"^\W*(?:(?:in|for|of|among|with|to|by|from|on) )?(?:which|who|whom|whose|name|list)\b|"
    r"^\W*what (?:(?:\w+[ -]){1,3}?(?:is|are|was|were|do|does|did|can|could|should|may|must|will|would|has|have|ha[ds]|"
    r"causes?|interacts?|increases?|reduces?|lowers?|treats?|prevents?|prolongs?)\b|(?:should|must|may|can|cannot|"
    r"could|would|does|do|did|will|shouldn't|can't|mustn't|doesn't|\w{4,}[^s]s) )|"
    r"^\W*when (?:should|must|may|can|is|are)\b",
    re.IGNORECASE,
)
_ABOUT_ONE = re.compile(
    r"^\W*what (?:is|are|was|were) (?:the|an?)\b|^\W*what \w+ (?:effects?|role)\b", re.IGNORECASE
)
_QUESTION_NOT = re.compile(
    r"\b(?:not|never|no longer|cannot|neither|fails? to|failed to|lacks?)\b|n['\u2019]t\b", re.IGNORECASE
)
_NO_NEGATION = re.compile(r"\bnot only\b|\bwhether or not\b|\bor not\b|\bwhy not\b", re.IGNORECASE)

_CLAUSES = re.compile(
    r"(?:(?<!\s)\s++)?[;:]\s*|"
    r"(?:,\s++|(?<![\s,])\s++)(?:but|whereas|while|although|though|however|yet|except that)\b\s*|"
    r"(?:,\s++|(?<![\s,])\s++)and\b(?=\s+(?:(?:\w+\s+){0,3}"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|may|will|should)\s+(?:not\b|never\b))|\s+(?:is|are|was|were|does|do|did|has|have|had)\b)",
    re.IGNORECASE,
)
_VERB_NEGATED = re.compile(
    r"\b(?:not|cannot|never|neither|nor|no longer|none|nobody|fail(?:s|ed|ing)? to)\b(?! only\b)|n['\u2019]t\b|"
    r"^\W*(?:in \w+,? )?no\b|\b(?:had|has|have|showed?|found|with|of|was|were|is|are) no\b",
    re.IGNORECASE,
)
# What is said of a thing that is not so, or must not be done, without any "not".
_SAID_OTHERWISE = re.compile(
    r"\b(?:contraindicat\w+|avoid\w*|absen(?:t|ce) (?:of|in|from)?|lack(?:s|ed|ing)?\b|devoid|free (?:of|from)|"
    r"ineffective|unaffected|unchanged|independent(?:ly)? of|spar(?:e|es|ed|ing)\b|unlikely|little|minimal(?:ly)?|"
    r"negligible|unsafe|prohibited|discouraged|without)\b",
    re.IGNORECASE,
)
# Says of the one what it denies of the others, or the other way round.
_EXCEPTS = re.compile(
    r"\b(?:all|every|each|any|most|none|no)\b[^.;]*?\b(?:except|excepting|but|other than|apart from|save|"
    r"with the exception of)\b",
    re.IGNORECASE,
)
_PERMITS = re.compile(
    r"\b(?:can|may|safe(?:ly)?|allowed|permitted|recommended|indicated|suitable|should|advised|preferred|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_PROHIBITS = re.compile(
    r"\b(?:contraindicated|avoided|avoid|unsafe|prohibited|discouraged|forbidden|dangerous|harmful)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"(?:\bnot|n['\u2019]t|\bnever|\bneither|\bnone)\W*$|^\W*(?:nor|neither|unlike)\b", re.IGNORECASE
)


def asked_polarity(question: str, yes_no: bool) -> Polarity:
    """What a question asks for. Only a question for the members of a set excludes a polarity."""
    if yes_no or not _SET.search(question) or _ABOUT_ONE.search(question):
        return Polarity.ANY
    negated = _QUESTION_NOT.search(_NO_NEGATION.sub(" ", question))
    return Polarity.NEGATED if negated else Polarity.AFFIRMED


def polarities_of(sentence: str, on_topic: Callable[[str], bool], question: str = "") -> frozenset[Polarity]:
    """Which polarities the clauses of a sentence have that are `on_topic`; both where it contrasts two.

    "Pravastatin is not" at its end says of the clause before it that it is not so. A word such as "contraindicated"
    negates unless the question has it too, as what is asked for.
    """
    if _EXCEPTS.search(sentence) and on_topic(sentence):
        return frozenset({Polarity.AFFIRMED, Polarity.NEGATED})
    asked = {match.group().casefold() for match in _SAID_OTHERWISE.finditer(question)}
    found: set[Polarity] = set()
    clauses = [sentence[c.start : c.end] for c in clauses_of(sentence)]
    topical = [on_topic(clause) for clause in clauses]
    for clause, topic in zip(clauses, topical, strict=True):
        if not (topic or (any(topical) and _ELLIPSIS.search(clause))):
            continue
        found.add(Polarity.NEGATED if is_negated(clause) else Polarity.AFFIRMED)
        if any(match.group().casefold() not in asked for match in _SAID_OTHERWISE.finditer(clause)):
            found.add(Polarity.NEGATED)
    return frozenset(found)


def clauses_of(sentence: str) -> Iterator[Span]:
    """The clauses of a sentence that say something, in its characters."""
    start = 0
    for end, following in [*(match.span() for match in _CLAUSES.finditer(sentence)), (len(sentence),) * 2]:
        if sentence[start:end].strip():
            yield Span(start, end)
        start = following


def is_prohibited(question: str, sentence: str) -> bool:
    """Whether a question asks what may be done, and a sentence says of something that it must not be."""
    asked = _PERMITS.search(question) is not None and not _PROHIBITS.search(question)
    return asked and _PROHIBITS.search(sentence) is not None


def is_negated(clause: str) -> bool:
    """Whether its verb is negated, or its subject is nothing at all."""
    return _VERB_NEGATED.search(clause) is not None
