"""How a sentence speaks of a relation: it states it, denies it, or holds it possible.

What is said of either end counts (`ingest.assertion`), and what is said of the relation itself before and between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Assertion
from ingest.relations.reading import TokenisedSentence

TRIGGER = "stated"
"""What stands in place of the words that state the relation: a "not" among those belongs to what they state."""

_DENIED = re.compile(
    r"\b(?:(?:did|does|do|could|can|was|were|is|are|has|have|had|would) (?:\w+ly )?not|(?:didn|doesn|isn|wasn) ' t|"
    r"cannot|fail(?:s|ed|ure)? to|neither|nor|never|unrelated to|independent(?:ly)? of|lack(?:s|ed)?|without|"
    r"no (?:\w+ ){0,3}(?:effects?|associations?|relations?|relationships?|links?|correlations?|interactions?|"
    r"evidence|influence|impact|benefits?|differences?|changes?|increases?|improvements?|risks?|stated))\b"
    r"|\bno @[12]|\bnot @1|@1 (?:has|have|had|showed|exerts) no\b"
)
_PSEUDO = re.compile(
    r"\b(?:not only|not necessarily|no longer|no (?:\w+ )?differences? in|cannot be (?:excluded|ruled out)|"
    r"(?:\w+ )?not (?:been )?(?:known|clear|certain|understood|reported|described|previously|inferior|worse))\b"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|possibl[ey]|possibility|potential(?:ly)?|probabl[ey]|likely|suspected|suggest(?:s|ed|ing)?|"
    r"presumabl[ey]|presumed|hypothesi[sz]ed?|hypothesis|seem(?:s|ed)? to|appear(?:s|ed)? to|thought to|believed to|"
    r"implicated|suspicion|hint(?:s|ed)? at)\b"
)
_ASKED = re.compile(
    r"\b(?:whether|if|(?:aim(?:s|ed)?|sought|designed) to|(?:to|will) (?:investigate|determine|assess|evaluate|"
    r"examine|test|study|explore|establish|find out|look for|search for|clarify|ascertain))\b"
    r"|^(?:does|do|did|can|is|are) (?:the )?@1"
)
_BREAK = re.compile(r"[;:]|\b(?:but(?! not)|however|although|though|whereas|while|yet|because)\b")
# What every match of the three begins with or holds: most sentences have none of it and need no closer look.
_SIGN = re.compile(
    r"\b(?:n(?:o|ot|ever|either|or)\b|t\b|cannot|without|fail|lack|unrelated|independent|may\b|might|could|poss|poten|prob|"
    r"likely|susp|sugg|presum|hypoth|seem|appear|thought|believ|implic|hint|whether|if\b|"
    r"aim|sought|designed|(?:to|will) (?:inv|det|ass|eva|exa|tes|stu|exp|est|fin|look|sea|cla|asc))"
    r"|^(?:does|do|did|can|is|are) "
)
_BEFORE = 10  # words before the first of the two that what is said there reaches
_AFTER = 4


def clause(words: Sequence[str], low: int, high: int) -> str:
    """The words of a sentence around the mentions at two places, which become `@1` and `@2`."""
    before = words[max(0, low - _BEFORE) : low]
    return " ".join([*before, "@1", *words[low + 1 : high], "@2", *words[high + 1 : high + 1 + _AFTER]])


def assertion_of(sentence: TokenisedSentence, low: int, high: int, said: str) -> Assertion:
    """How a sentence asserts that two of its mentions stand in a relation; `said` are the words around (`clause`).

    What is screened for, prevented or watched for may be no fact, but that something screens for it is.
    """
    ends = sentence.states[low], sentence.states[high]
    said = _within_clause(said) if _SIGN.search(said) else ""
    if Assertion.NEGATED in ends or _denies(said):
        return Assertion.NEGATED
    if _ASKED.search(said):
        return Assertion.HYPOTHETICAL
    if Assertion.UNCERTAIN in ends or _HEDGED.search(said):
        return Assertion.UNCERTAIN
    return Assertion.AFFIRMED


def _within_clause(said: str) -> str:
    """From the last break of thought before the second mention to the first behind it."""
    head, mention, tail = said.partition("@2")
    starts = [match.end() for match in _BREAK.finditer(head)]
    stop = _BREAK.search(tail)
    return (head[starts[-1] :] if starts else head) + mention + (tail[: stop.start()] if stop else tail)


def _denies(said: str) -> bool:
    pseudo = [match.span() for match in _PSEUDO.finditer(said)]
    return any(
        not any(start <= match.start() < end for start, end in pseudo) for match in _DENIED.finditer(said)
    )
