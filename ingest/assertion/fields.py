"""Assertions that a field of a record ("Status: refuted") or a section's heading make of everything in a sentence."""

from __future__ import annotations

import re

from graph import Assertion

_REFUTED = re.compile(
    r"\bstatus:\s*(?:ruled out|refuted|not present|absent|negative|entered in error)\b", re.I
)
_RELATIVE = (
    "mother|father|brother|sister|aunt|uncle|grandmother|grandfather|cousin|parent|sibling|son|daughter|"
    "family member"
)
_OF_RELATIVE = re.compile(rf"\brelation(?:ship)?:\s*(?:(?:maternal|paternal) )?(?:{_RELATIVE})\b", re.I)
_RELATIVE_FIRST = re.compile(
    rf"^\W*(?:(?:maternal|paternal) )?(?:{_RELATIVE})s?\s*(?::|\u2013|-|with\b)", re.I
)
_FAMILY_HEADING = re.compile(r"\bfamily (?:medical |health )?history\b|^\W*(?:FH|FHx|FamHx)\W*$", re.I)


def sentence_assertion(sentence: str, heading: str) -> Assertion:
    """The assertion that a field of the sentence, or the heading, makes of every mention in it; else AFFIRMED."""
    if _REFUTED.search(sentence):
        return Assertion.NEGATED
    if _FAMILY_HEADING.search(heading) or _OF_RELATIVE.search(sentence) or _RELATIVE_FIRST.search(sentence):
        return Assertion.OTHER_EXPERIENCER
    return Assertion.AFFIRMED
