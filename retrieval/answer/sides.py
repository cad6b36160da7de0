"""Which side of a yes/no question a sentence takes: by its words, where the stance reader thinks that it takes one.

The reader alone tells a denial where nothing is denied, so it may only take a side away;
docs/decisions/0019-reader.md has the figures of both.
"""

from __future__ import annotations

import re
from enum import StrEnum

from retrieval.answer.writers.polarity import Finding, reported_finding
from retrieval.question.polarity import is_negated


class Stance(StrEnum):
    """How a document stands to the question; `neither`: it speaks of it, and takes no side."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEITHER = "neither"


_ASKS_SAFETY = re.compile(
    r"\b(?:un)?safe(?:ly|ty)?\b|\ballowed\b|\bpermitted\b|\bpermissible\b|\bharmful\b|\bharmless\b"
    r"|\bdangerous\b|\btolerat\w+"
    r"|\b(?:can|may|could|should) (?:\w+ ){0,6}?(?:take|use|have|drink|eat|receive|get"
    r"|be (?:given|used|taken|combined))\b"
    r"|\brecommend\w*|\bcontraindicat\w+|\bokay\b|\bok to\b",
    re.IGNORECASE,
)
_ASKS_HARM = re.compile(r"\b(?:unsafe|harmful|dangerous|contra-?indicat\w+)\b", re.IGNORECASE)
_HARMLESS = re.compile(r"\bno (?:\w+ ){0,3}(?:harm|risk|malformation)", re.IGNORECASE)
_SAFE = re.compile(
    r"\bsafe(?:ly|ty)?\b|\bwell[- ]tolerated\b|\brecommended\b"
    r"|\b(?:may|can) be (?:given|used|taken)\b"
    r"|\bno (?:\w+ ){0,3}(?:adverse|serious|increased risk|harm)",
    re.IGNORECASE,
)
_UNSAFE = re.compile(
    r"\bunsafe\b|\bnot (?:be )?(?:safe|recommended|advised|allowed|given|used|taken)\b|\bcontra-?indicat\w+|\bavoid\w*"
    r"|\bshould not\b|\bmust not\b|\bteratogen\w*|\bmalformations?\b|\bbirth defects?\b"
    r"|\btoxic\w*|\bfatal\b|\bharm(?:s|ful|ed)?\b"
    r"|\bdangerous\b|\b(?:increas\w+|higher|excess) (?:\w+ ){0,2}risk",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:(?:increas|rais|elevat|worse|aggravat|promot|induc|exacerbat|caus|trigger|enhanc|gain|prolong|lengthen|"
    r"accelerat)\w*|ris(?:e[sn]?|ing)|rose|higher|more|greater|longer|risk factors?|le(?:d|ads?|ading) to)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:(?:decreas|reduc|diminish|prevent|protect|alleviat|attenuat|inhibit|suppress|shorten|reliev|mitigat|"
    r"ameliorat)\w*|lower\w*|fewer|less|fall(?:s|ing|en)?|fell|drop\w*|los(?:es?|ing|t)|loss|shorter|relief)\b",
    re.IGNORECASE,
)
_WORSE = re.compile(r"\b(?:worse|aggravat|exacerbat|deteriorat)\w*", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:improv|better|ameliorat|alleviat|reliev)\w*", re.IGNORECASE)
_DIRECTIONS = ((_MORE, _LESS), (_WORSE, _BETTER))
_THAN = re.compile(r"\bthan\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"[a-z]{4,}")


def side_of(asked: str, sentence: str) -> Stance:
    """The side by words: a denial refutes what is asked, anything else supports it, but for two kinds of question.

    What may be done is answered only by what is called safe or unsafe. And a sentence of the opposite direction,
    "lowers" where "raises" is asked about, takes no side: it may speak of another thing. Nor does one that compares
    others, or in the other order, where a comparison is asked for.
    """
    if _THAN.search(asked) and not _compares_the_same(asked, sentence):
        return Stance.NEITHER
    if _ASKS_SAFETY.search(asked):
        return _safety(asked, sentence)
    if is_negated(sentence) or reported_finding(sentence) is Finding.NO_EFFECT:
        return Stance.REFUTES
    return Stance.NEITHER if _is_opposite(asked, sentence) else Stance.SUPPORTS


def _safety(asked: str, sentence: str) -> Stance:
    is_harm_asked = _ASKS_HARM.search(asked) is not None
    if _UNSAFE.search(sentence) and not _HARMLESS.search(sentence):
        return Stance.SUPPORTS if is_harm_asked else Stance.REFUTES
    if _SAFE.search(sentence) and not is_negated(sentence):
        return Stance.REFUTES if is_harm_asked else Stance.SUPPORTS
    return Stance.NEITHER


def _compares_the_same(asked: str, sentence: str) -> bool:
    """Whether a sentence compares the same in the same order: what stands before and after "than" stands there too."""
    if not _THAN.search(sentence):
        return False
    (first, second), (one, other) = (
        [set(_LONG_WORD.findall(part.lower())) for part in _THAN.split(text, maxsplit=1)]
        for text in (asked, sentence)
    )
    first, second = first - second, second - first
    return bool(first & one and second & other) and not second & one


def _is_opposite(asked: str, sentence: str) -> bool:
    """Whether only the other direction is told. Of two in the question the last counts: "cause a loss of weight"."""
    return any(_tells_only_the_other(asked, sentence, *ways) for ways in _DIRECTIONS)


def _tells_only_the_other(asked: str, sentence: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    first, second = (max((m.start() for m in way.finditer(asked)), default=-1) for way in (one, other))
    if first == second:  # neither is asked about
        return False
    wanted, unwanted = (one, other) if first > second else (other, one)
    return unwanted.search(sentence) is not None and wanted.search(sentence) is None
