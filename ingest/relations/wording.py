"""How a sentence speaks of a relation: it states it, denies it, or holds it possible.

What is said of either end counts (`ingest.assertion`), and what is said of the relation itself between and before them.
"""

from __future__ import annotations

import re

from graph.model import Assertion, Span
from ingest.assertion import assertions

_DENIED = re.compile(
    r"\b(?:(?:did|does|do|could|can|was|were|is|are|has|have|had|would) not|didn ' t|doesn ' t|cannot|"
    r"fail(?:s|ed|ure)? to|neither|nor|never|unrelated to|independent(?:ly)? of|lacks?|lacked|"
    r"no (?:\w+ ){0,3}(?:effects?|associations?|relations?|relationships?|links?|correlations?|interactions?|"
    r"evidence|influence|impact|benefits?|differences?|changes?|increases?|improvements?|risks?))\b"
)
_PSEUDO = re.compile(
    r"\b(?:not only|not necessarily|no (?:significant )?differences? in|"
    r"not (?:been )?(?:known|clear|certain|understood|reported|described|previously)|"
    r"no longer|cannot be (?:excluded|ruled out))\b"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|possibl[ey]|possibility|potential(?:ly)?|probabl[ey]|likely|suspected|suggest(?:s|ed|ing)?|"
    r"presumabl[ey]|presumed|hypothesi[sz]ed?|hypothesis|seem(?:s|ed)? to|appear(?:s|ed)? to|thought to|believed to|"
    r"implicated|suspicion)\b"
)
_ASKED = re.compile(
    r"\b(?:whether|if|to (?:investigate|determine|assess|evaluate|examine|test|study|explore|establish|find out)|"
    r"(?:was|were) (?:investigated|examined|evaluated|assessed|studied|tested) (?:for|to))\b"
)
_BREAK = re.compile(r"[;:]|\b(?:but|however|although|though|whereas|while|yet|because)\b")
_REACH = 60  # characters before the first of the two that what is said there reaches


def assertion_of(text: str, sentence: Span, first: Span, second: Span) -> Assertion:
    """How the sentence asserts that the mentions at `first` and `second` stand in a relation."""
    start, words = sentence.start, sentence.of(text)
    low, high = sorted((first, second))
    ends = assertions(words, [(s.start - start, s.end - start) for s in (low, high)])
    said = _said(words.lower(), low.start - start, high.start - start, high.end - start)
    if Assertion.NEGATED in ends or _denies(said):
        return Assertion.NEGATED
    if Assertion.HYPOTHETICAL in ends or _ASKED.search(said):
        return Assertion.HYPOTHETICAL
    if Assertion.UNCERTAIN in ends or _HEDGED.search(said):
        return Assertion.UNCERTAIN
    return Assertion.AFFIRMED


def _said(words: str, low: int, high: int, end: int) -> str:
    """What stands before and between the two in their clause, and a little behind."""
    before = words[max(0, low - _REACH) : high]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    behind = words[end : end + 25]
    stop = _BREAK.search(behind)
    clause = before[breaks[-1] :] if breaks else before
    return f"{clause} | {behind[: stop.start()] if stop else behind}"


def _denies(said: str) -> bool:
    pseudo = [match.span() for match in _PSEUDO.finditer(said)]
    return any(
        not any(start <= match.start() < end for start, end in pseudo) for match in _DENIED.finditer(said)
    )
