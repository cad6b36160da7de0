"""Whether a sentence reports an effect or the absence of one: enough to notice that two sources disagree."""

from __future__ import annotations

import re
from enum import StrEnum


class Finding(StrEnum):
    """What a sentence reports."""

    EFFECT = "effect"
    NO_EFFECT = "no effect"
    OTHER = "other"


_NO_EFFECT = re.compile(
    r"\bno (?:\w+ ){0,3}(?:differences?|effects?|benefits?|associations?|reductions?|increases?|improvements?|"
    r"changes?|impact|influence|relationship|correlation|advantage)\b"
    r"|\b(?:did|does|do|was|were|is|are|has|have|had) not (?:\w+ly )?(?:reduc|increas|improv|prevent|lower|rais|"
    r"chang|affect|differ|associat|influenc|alter|decreas|protect|benefit|effective|help|significant|shown? to)\w*"
    r"|\bfailed to (?:\w+ly )?\w+|\bineffective\b|\bunchanged\b|\bneither \w+ nor \w+ (?:reduc|increas|improv|prevent)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:reduc(?:e[sd]?|ing|tion)|increas(?:e[sd]?|ing)|improv(?:e[sd]?|ing|ement)|prevent(?:s|ed|ing)?|"
    r"lower(?:s|ed|ing)?|rais(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|protect(?:s|ed|ive)?|(?:is|was|were|are) "
    r"(?:\w+ly )?associated|effective|benefi(?:t|ts|ted|cial)|fewer|halv(?:e[sd]?|ing)|doubl(?:e[sd]?|ing)|"
    r"caus(?:e[sd]?|ing)|worsen(?:s|ed)?)\b",
    re.IGNORECASE,
)


def reported_finding(sentence: str) -> Finding:
    """What the sentence reports, by trigger phrases; a stated absence of effect wins over words of effect."""
    if _NO_EFFECT.search(sentence):
        return Finding.NO_EFFECT
    return Finding.EFFECT if _EFFECT.search(sentence) else Finding.OTHER
