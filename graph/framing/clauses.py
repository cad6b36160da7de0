"""Where the clause of a cue begins and ends, by punctuation and conjunctions; no parser is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What ends a clause, and what may begin a finding after it.
_BREAK = re.compile(
    r"""; | \s[–—-]+\s
    | [?!]\s | \.\s (?-i:(?=[A-Z][a-z]))
    | ,?\s (?: but | however | although | though | whereas | until | nevertheless | nonetheless | instead ) \b
    | , \s (?: while | yet | which | whether | we | our | this | these | here | results? | findings? | there
             | in\ fact | in\ contrast | the\ (?:present|current) )\b
    | ,? \s (?: and | so ) \s (?= (?: we | our | this | these | is | are | was | were | has | have | had
        | (?:\w+ly\s)? (?: found | showed | shows | show | observed | reported | report | concluded | noted
                         | demonstrated ) )\b )
    | , \s (?: and \s )? (?: finding | showing | with\ the\ result )\b
    | ,? \s (?: because | since ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
# An introductory clause ends where its sentence's subject begins: "although A is thought to cause B, C did".
_INTRODUCTION = re.compile(
    r"^\W*(?:[A-Z][A-Z ]*:\s*)?(?:(?:even\s)?though|although|while|whereas|despite|because|since|as|given|after|before"
    r"|when|if|unlike|contrary\sto|(?:in\s)?contrast\sto|(?:in\sorder\s)?to|aiming|assuming|based\son|for)\b",
    re.IGNORECASE,
)
_FINITE = r"\s(?:was|were|is|are|had|has|have|did|does|do|underwent|[a-z]+ed)\b"
_NEW_CLAUSE = r",\s++(?!(?:and|or|nor|with|which|who|that|including|such|whether|if|as)\b)"
_DETERMINED = (
    r"(?:we|our|this|these|those|the|a|an|all|it|there|no|in|\d+|patients|women|men|children|rats|mice)\b"
)
_SUBJECT = re.compile(rf"{_NEW_CLAUSE}(?={_DETERMINED}|[^,;]*?{_FINITE})", re.IGNORECASE)
# After "whether X, Y or Z reduced W" a list has its verb too.
_SUBJECT_AFTER_CLAUSE = re.compile(
    rf"{_NEW_CLAUSE}(?={_DETERMINED}|(?:(?!\s(?:and|or)\s)[^,;])*?{_FINITE})", re.IGNORECASE
)
_CLAUSE = re.compile(r"\b(?:whether|if|that)\b", re.IGNORECASE)
# "Thalidomide, once thought to be safe, caused phocomelia"
_INSERTED = re.compile(
    r",\s(?:(?:which|who)\b[^,]*|(?:(?:\w+ly|once|long)\s)?(?:believed|thought|supposed|presumed|assumed|claimed|said)\sto)$",
    re.IGNORECASE,
)


def clause_extent(sentence: str, start: int, end: int, reach: str) -> tuple[int, int]:
    """The characters that a cue at `[start, end)` frames."""
    breaks = list(_BREAK.finditer(sentence))
    before = [each for each in breaks if each.start() < start]
    begin = min(before[-1].end(), start) if before else 0
    opened = before[-1].start() if before else 0
    stop = _first(breaks, end, len(sentence))
    if _INSERTED.search(sentence, 0, end):
        stop = _first(re.finditer(",", sentence), end, stop)
    elif _INTRODUCTION.match(sentence[opened:end].lstrip(", ")):
        subject = _SUBJECT_AFTER_CLAUSE if _CLAUSE.search(sentence, start, stop) else _SUBJECT
        stop = _first(subject.finditer(sentence), end, stop)
    if reach == "before":
        stop = _first(re.finditer(r",| and ", sentence), end, stop)
    return (start if reach == "after" else begin), stop


def _first(found: Iterable[re.Match[str]], end: int, stop: int) -> int:
    return next((each.start() for each in found if end <= each.start() < stop), stop)
