"""Clauses that tell a lowered risk: where harms are asked for, what they name is none."""

from __future__ import annotations

import re

from retrieval.question.polarity import clauses_of

_LOWERS = re.compile(
    r"\b(?:reduc\w+|lower(?:s|ed|ing)?|decreas\w+|diminish\w*) (?:(?:the|their|its|relative|absolute|overall|in) ){0,3}"
    r"(?:\w+ )?(?:risks?|incidence|rates?|odds|frequency|likelihood)\b"
    r"|\bprevent(?:s|ed|ing|ion of)?\b|\bprotect(?:s|ed|ive|ion)?\b",
    re.IGNORECASE,
)
_RAISES = re.compile(r"\b(?:raise|increase|cause|induce|worsen)\w*", re.IGNORECASE)
_OWN_WORDS = 4  # that a sentence must say besides; set by hand


def is_benefit(clause: str) -> bool:
    """Whether a clause says that something was made rarer, and not that something was made more."""
    return _LOWERS.search(clause) is not None and _RAISES.search(clause) is None


def tells_benefit(sentence: str) -> bool:
    """Whether a sentence says nothing else."""
    clauses = [sentence[c.start : c.end] for c in clauses_of(sentence)]
    besides = [clause for clause in clauses if not is_benefit(clause)]
    return len(besides) < len(clauses) and sum(len(clause.split()) for clause in besides) < _OWN_WORDS
