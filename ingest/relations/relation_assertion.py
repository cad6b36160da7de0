"""How a sentence asserts a relation: as a fact, as denied, as possible, or as something to be found out.

The assertion of either mention counts (`ingest.assertion`), and cues before and between the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph import Assertion
from ingest.relations.context import TokenisedSentence

TRIGGER_PLACEHOLDER = "stated"
"""Replaces the trigger phrase, so that a "not" within it is not taken for a denial of it."""

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
_INVESTIGATED = re.compile(
    r"\b(?:whether|if|(?:aim(?:s|ed)?|sought|designed) to|(?:to|will) (?:investigate|determine|assess|evaluate|"
    r"examine|test|study|explore|establish|find out|look for|search for|clarify|ascertain))\b"
    r"|^(?:does|do|did|can|is|are) (?:the )?@1"
)
_CLAUSE_BREAK = re.compile(r"[;:]|\b(?:but(?! not)|however|although|though|whereas|while|yet|because)\b")
# Every match of the expressions above begins with or contains one of these: most sentences have none and are done.
_CUE = re.compile(
    r"\b(?:n(?:o|ot|ever|either|or)\b|t\b|cannot|without|fail|lack|unrelated|independent|may\b|might|could|poss|poten|prob|"
    r"likely|susp|sugg|presum|hypoth|seem|appear|thought|believ|implic|hint|whether|if\b|"
    r"aim|sought|designed|(?:to|will) (?:inv|det|ass|eva|exa|tes|stu|exp|est|fin|look|sea|cla|asc))"
    r"|^(?:does|do|did|can|is|are) "
)
# Set by hand; tests/ingest/relations/test_figures.py holds the precision and recall that they give.
_WORDS_BEFORE, _WORDS_AFTER = 10, 4  # words beside the two mentions in which a cue reaches them


def words_around(words: Sequence[str], low: int, high: int) -> str:
    """The words of a sentence around the mentions at two places, which become `@1` and `@2`."""
    before = words[max(0, low - _WORDS_BEFORE) : low]
    return " ".join([*before, "@1", *words[low + 1 : high], "@2", *words[high + 1 : high + 1 + _WORDS_AFTER]])


def relation_assertion(sentence: TokenisedSentence, low: int, high: int, words: str) -> Assertion:
    """How a sentence asserts that two of its mentions stand in a relation; `words` are those of `words_around`.

    A mention that is screened for or prevented may be hypothetical; that something screens for it is still a fact.
    """
    ends = sentence.states[low], sentence.states[high]
    words = _within_clause(words) if _CUE.search(words) else ""
    if Assertion.NEGATED in ends or _is_denied(words):
        return Assertion.NEGATED
    if _INVESTIGATED.search(words):
        return Assertion.HYPOTHETICAL
    if Assertion.UNCERTAIN in ends or _HEDGED.search(words):
        return Assertion.UNCERTAIN
    return Assertion.AFFIRMED


def _within_clause(words: str) -> str:
    """The words from the last clause boundary before the second mention to the first one behind it."""
    head, mention, tail = words.partition("@2")
    starts = [match.end() for match in _CLAUSE_BREAK.finditer(head)]
    stop = _CLAUSE_BREAK.search(tail)
    return (head[starts[-1] :] if starts else head) + mention + (tail[: stop.start()] if stop else tail)


def _is_denied(words: str) -> bool:
    pseudo = [match.span() for match in _PSEUDO.finditer(words)]
    return any(
        not any(start <= match.start() < end for start, end in pseudo) for match in _DENIED.finditer(words)
    )
