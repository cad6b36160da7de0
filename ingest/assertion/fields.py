"""Assertions that a field of a record ("Status: refuted") or a section's heading make of everything in a sentence."""

from __future__ import annotations

import re

from graph import Assertion

_REFUTED = re.compile(
    r"\bstatus:\s*(?:ruled out|refuted|not present|absent|negative|entered in error)\b", re.I
)
_RELATIVE = (
    "mother|mom|mum|father|dad|brother|bro|sister|sis|aunt|uncle|grand(?:mother|father|ma|pa|parent)|cousin|parent"
    "|sibling|son|daughter|niece|nephew|twin|family member|(?:first|second)[- ]degree relative|relative"
)
_SIDE = r"(?:(?:maternal|paternal|mat|pat|older|younger|half)[. -]+)*"
_OF_RELATIVE = re.compile(
    rf"\b(?:relation(?:ship)?|relative|family member|affected)\s*[:=]\s*{_SIDE}(?:{_RELATIVE})s?\b", re.I
)
_OTHERS_FIRST = re.compile(
    rf"\W*(?:{_SIDE}(?:{_RELATIVE})(?:s?\s*(?:[:=]|[\u2013-]\s|\([^)]*\)\s*[:,]?)|\s+with\b)|m?[mp]g[mf]\s*:"
    r"|fam(?:ily|\.)?\s+(?:medical |health )?(?:history|hx|hist)\s*[:\u2013-])",
    re.I,
)
_FAMILY = re.compile(
    r"\bfam(?:ily|\.)?\s+(?:medical |health |psychiatric )?(?:history|hx|hist)\b|^\W*(?:FH|FHx|F/H|FamHx|FMHx)\W*$",
    re.I,
)
_ANSWER = re.compile(r"\s*(?:no|none|nil|nope|never|denie[sd]|negative|neg|absent)\b(?!\s+\w)", re.I)


def sentence_assertion(sentence: str, heading: str) -> Assertion:
    """The assertion that a field of the sentence, or the heading, makes of every mention in it; else AFFIRMED."""
    has_field = ":" in sentence or "=" in sentence
    if has_field and _REFUTED.search(sentence):
        return Assertion.NEGATED
    of_another = (
        (heading and _FAMILY.search(heading))
        or (has_field and _OF_RELATIVE.search(sentence))
        or _OTHERS_FIRST.match(sentence)
    )
    return Assertion.OTHER_EXPERIENCER if of_another else Assertion.AFFIRMED


def is_answered_no(sentence: str, following: str) -> bool:
    """Whether a question of a form ("Migraine?") is answered no by what stands after it."""
    return sentence.rstrip().endswith("?") and _ANSWER.match(following) is not None
