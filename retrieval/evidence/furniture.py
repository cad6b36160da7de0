"""What stands between the sentences of a text and states nothing: contents, running heads, notices, headings."""

from __future__ import annotations

import re

# A row of dots up to a page, or a page after a heading in capitals.
_CONTENTS = re.compile(
    r"\.{4,}|(?:\. ){4,}|\u2026{2,}|(?<!\s)\s{3,}\d{1,4}\s*$|^\W*(?:table of contents|contents|index)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:click (?:here|on|the)|(?:was|is) this (?:page|information|article|section) (?:helpful|useful)|rate this page"
    r"|take (?:our|this|a) survey|your feedback|all rights reserved|terms of use|privacy policy|follow us|subscribe to"
    r"|sign up for|share this page|print this page|page last (?:reviewed|updated)|skip to (?:main )?content|back to top"
    r"|copyright \u00a9|cookies?\b.{0,30}\b(?:site|browser)"
    r"|for (?:more|further) information,? (?:visit|see|call|contact|please)|has been reviewed by)|\u00a9 ?\d{4}",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|may|might|can|cannot|could|should|shall|will|would|must"
    r"|let|get|gets|got|go|goes|went|come|comes|came|make|makes|made|take|takes|took|give|gives|gave|given|find|found|show"
    r"|shows|shown|seen|seem|seems|become|becomes|became|lead|leads|led|rise|rose|fell|grow|grows|grew|know|known|use|uses"
    r"|help|helps|need|needs|cause|causes|mean|means|include|includes|occur|occurs|affect|affects|treat|treats|prevent"
    r"|prevents|reduce|reduces|increase|increases|work|works|hurt|hurts|appear|appears|remain|remains|bind|binds|act|acts"
    r"|play|plays|depend|depends|tell|tells|ask|keep|call|see|avoid|talk|\w+n['\u2019]t)\b"
    # And whatever may be one: rather a heading too many than a sentence too few.
    r"|['\u2019](?:s no|re|ve|ll)\b|\b\w{2,}(?:ed|izes?|ises?|ates?|ifies|uces?|ects?|ents|ains?|ults?|[nr]ies|vides?"
    r"|quires?|[bm]its?|vents?|dues?|olves?|rves?|ieves?|orts?|ands?|ends?|ests?)\b",
    re.IGNORECASE,
)
_BARE = 8  # words of a line without a verb that is a heading; set by hand
_ITEM = re.compile(
    r"^\s*(?:[-\u2013*\u2022\u00b7\u25cf\u25aa\u25e6]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)"
)
# "Symptoms Symptoms of gout are", "No treatment This disease cannot be cured".
_REPEATED = re.compile(r"(?P<heading>[A-Z]\w+(?: \w+){0,4}?) (?=(?P=heading)\b)")
_BEFORE_SUBJECT = re.compile(
    r"(?P<heading>[A-Z]\w+(?: \w+){0,4}) (?=(?:This|The|These|It|They|There|If|You|Your|People|Most|Many|Some"
    r"|An|When|Because) [a-z])"
)
_OPEN = re.compile(r"\b(?:of|in|for|with|by|to|and|or|the|a|an|from|on|at|as|than|that)$")


def is_furniture(text: str) -> bool:
    """Whether a line is no sentence of the text, but of its contents, or a notice to its reader."""
    return _CONTENTS.search(text) is not None or _NOTICE.search(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is short and has no verb: a heading, or a piece of a sentence; items of lists are neither."""
    return not _ITEM.match(text) and len(text.split()) < _BARE and _FINITE.search(text) is None


def heading_length(text: str) -> int:
    """How many characters of a heading are glued to the begin of a sentence, with the space after it; 0 for none."""
    if found := _REPEATED.match(text):
        return found.end()
    found = _BEFORE_SUBJECT.match(text)
    if found is None or _FINITE.search(found["heading"]) or _OPEN.search(found["heading"]):
        return 0
    return found.end()
