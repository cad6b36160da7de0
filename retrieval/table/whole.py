"""How much says of a count that it is the whole of those studied: what stands before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph import SectionKind
from retrieval.table.numbers import COUNT, count_of
from retrieval.table.study import StudySentence
from retrieval.table.units import ANIMALS, BETWEEN, PEOPLE

_WHOLE_BEFORE = re.compile(
    r"(?:\btotal(?:ling)?(?: number)? of|\b(?:altogether|in all|in total),?|\b(?:all|data from|sample of"
    r"|cohort of|series of|population of|trial of|study of|survey of|review of|analysis of|experience with|"
    r"records of|charts of|notes of|files of|total))"
    r" (?:the |these |our |a |data from )?$|"
    r"\b(?:study|test|patient) (?:group|population|sample|cohort) (?:was|were|comprised|included|consisted of) $",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"(?:^|[.;,] )(?:out )?of (?:the |these |our |all )?$", re.IGNORECASE)
_ACTED_BEFORE = re.compile(
    r"\b(?:randomi[sz]ed|enrolled|recruited|included|studied|examined|investigated|evaluated|reviewed|analy[sz]ed|"
    r"compared|assigned|followed|interviewed|surveyed|assessed|identified|comprised|comprising|involved|involving|"
    r"performed (?:in|on)|typed|genotyped|sequenced|screened|conducted (?:in|on|among|with)|consisted of|"
    r"consisting of|treated|invited|obtained from|"
    r"collected from|measured in|determined in|carried out (?:in|on)|tested (?:in|on)|administered to|given to|used)"
    r" (?:a |the |in |on |of |from |data from |to |for |up |with ){0,3}$",
    re.IGNORECASE,
)
_ACTED_AFTER = re.compile(
    r"^[^.;]{0,100}?\b(?:(?:was|were|are|have been|had been) (?:\w+ly |also |then |finally |thus |eventually ){0,2}"
    r"(?:randomi[sz]ed|randomly|enrolled|recruited|included|studied|examined|investigated|evaluated|reviewed|"
    r"analy[sz]ed|assigned|allocated|interviewed|surveyed|assessed|entered|eligible|divided|followed|selected|"
    r"treated|"
    r"identified|admitted|operated|registered|invited|available|given|injected|fed|exposed|surveyed|asked|used|"
    r"collected|obtained|drawn|taken)|participated|completed|underwent|received|took part|"
    r"responded|met (?:the )?(?:inclusion|eligibility|our|all)|fulfilled|entered|enrolled)\b",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^[^.;,]{0,40}?(?:\bsurvived\b|\bof (?:this|the|these|our) (?:cohort|patients|group|sample|series|study)\b|"
    r"\bin (?:each|the (?:\w+[- ]){1,3}group)\b|\bper (?:group|arm)\b|/group|\beach\b|\((?:\d+(?:\.\d+)?) ?%\))|"
    r"^[^.;]{0,60}?\b(?:died|dropped out|withdrew|discontinued|were excluded|was excluded|lost to|refused|declined|"
    r"did not)\b",
    re.IGNORECASE,
)
# "Of 511 people identified, 105 were recruited": those who were asked are more than those who came.
_ASKED_AFTER = re.compile(
    r"[^.;,]{0,60}?\b(?:identified|screened|approached|invited|contacted|referred|eligible|"
    r"assessed for eligibility)\b"
    r"[^.;]{0,20}[,;] ?(?:and |of (?:whom|which|these) )?\d",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"(?:\b(?:groups? of|per|every|each|to|than|least|most|about|only|remaining|other|another|first|last|excluded|"
    r"excluding|additional|further|these|those|and|versus|vs\.?|or|sub-?group of)|\d+(?:/| of| out of))"
    r" (?:the )?$|\([^()]{0,40}$",
    re.IGNORECASE,
)
# "One group consisted of 16 participants": of a group, whatever was done with it.
_GROUP_BEFORE = re.compile(
    r"(?<!study )(?<!test )(?<!patient )(?<!total )(?<!entire )(?<!whole )"
    r"\b(?:groups?|arms?|cohorts?)\b(?: [A-Z\d]{1,3}\b)?[:,]? ?\(?(?:(?:was|were|consisted|included|comprised|"
    r"comprising|had|with|of|and|the"
    r"|received|which|that|containing|consisting) ?){0,4}$|\beach (?:[\w-]+ ){1,4}$",
    re.IGNORECASE,
)
_ACTED = re.compile(
    r"\b(?:studied|investigated|examined|assessed|measured|evaluated|compared|analy[sz]ed|determined|performed|"
    r"tested|"
    r"genotyped|screened|sequenced|obtained|collected|conducted|carried out|reviewed|done|made)\b",
    re.IGNORECASE,
)
# A group beside that which is studied: its size is not the study's.
_AS_CONTROL = re.compile(
    r"\b(?:as|serv\w+ as) (?:a |the |\w+ )?(?:control|comparison|reference)s?\b|\bcontrols?\b", re.IGNORECASE
)
# "In 63 subjects": in the methods they are all, among results they are some.
_SOME_BEFORE = re.compile(r"\b(?:in|among|for|from|by) (?:the )?$", re.IGNORECASE)
_SUBGROUP = re.compile(
    r"\bsub-?(?:groups?|samples?|sets?|cohorts?) of\b|\bsub-?(?:group|sample|set) analys", re.IGNORECASE
)
# The group that a sentence compares the counted one with: "37 patients with asthma and 40 healthy controls".
SECOND = re.compile(
    rf"^(?P<gap>(?:[^.;:()\d]|\d\d(?=[- ]years?)|\([^()]{{0,60}}\)){{0,120}}?)(?:,? and| versus| vs\.?|"
    rf" compared (?:with|to)| or)(?: (?:with|a|in|of|also|another|"
    rf"group|control|other)){{0,3}} (?P<n>{COUNT})(?![\w.]*[%/±]|[.,]\d| ?[%±–]) "
    rf"{BETWEEN}(?:(?P<unit>controls?|healthy|{PEOPLE}|{ANIMALS})\b|(?:to|in) (?:the |"
    rf"a )?(?:[\w-]+ ){{1,3}}(?:group|arm))",
    re.IGNORECASE,
)
_FOUND_ONLY = re.compile(
    r"\b(?:retrieved|screened|identified|found|yielded|potentially|titles|abstracts|search)\b", re.IGNORECASE
)
_INCLUDED = re.compile(
    r"\b(?:included|met|eligible|selected|analy[sz]ed|fulfilled|inclusion|pooled|reviewed|meta-analys\w+|"
    r"contributed|comprising|"
    r"involving|enrolling|with (?:a total of )?\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of units at `[start, end)` of a sentence; `weight` is how much says that it is the whole."""

    sentence: StudySentence
    start: int
    end: int
    n: int
    weight: float
    unit_end: int


# Weights of what is said of a count, set by hand on abstracts that took no part in the figures of docs/asking.md.
LEAST = 1.0
_WHOLE, _OF, _DID, _IN_TITLE, _METHODS, _PART = 3.0, 2.0, 2.0, 2.5, 0.5, -2.5


def weigh(sentence: StudySentence, match: re.Match[str]) -> Count:
    """The count of a match of `units.COUNTS` with its weight."""
    text, start, n = sentence.text, match.start("n"), count_of(match["n"])
    is_part = _PART_AFTER.search(match["then"]) is not None or _ASKED_AFTER.match(match["then"]) is not None
    weight = 1.0 + _weight_before(sentence, start, is_part)
    if is_part:
        weight += _PART
    elif _ACTED_AFTER.search(match["then"]):
        weight += _DID
    weight -= 2.0 if _SUBGROUP.search(text) else 0.0
    if _is_sum(n, text[match.end("unit") :]):
        weight += _WHOLE
    elif _AS_CONTROL.search(match["unit"] + match["then"]) and not SECOND.match(text[match.end("unit") :]):
        weight += _PART
    return Count(sentence, start, match.end("n"), n, placed(weight, sentence, n), match.end("unit"))


def _weight_before(sentence: StudySentence, start: int, is_part: bool) -> float:
    """What the words before a count add to its weight: of those that are there the first in this order."""
    text, back = sentence.text, max(0, start - 80)
    if _WHOLE_BEFORE.search(text, back, start):
        return 0.0 if is_part else _WHOLE
    for pattern, weight in (
        (_OF_BEFORE, 0.0 if is_part else _OF),
        (_GROUP_BEFORE, _PART),
        (_ACTED_BEFORE, _DID),
        (_PART_BEFORE, -1.0),
    ):
        if pattern.search(text, back, start):
            return weight
    if sentence.kind is SectionKind.METHODS:
        return 0.0
    some = _SOME_BEFORE.search(text, back, start) and not _ACTED.search(text, 0, start)
    return -1.0 if some or text[back:start].endswith(" of ") else 0.0


def weigh_studies(sentence: StudySentence, match: re.Match[str]) -> Count:
    """The count of studies of a match, with its weight: those that were included, not those that were found."""
    around = sentence.text[max(0, match.start() - 60) : match.end()]
    weight = 1.0 + (_DID if _INCLUDED.search(around) else 0.0)
    weight -= 2.0 if _FOUND_ONLY.search(around) and not _INCLUDED.search(match["then"]) else 0.0
    weight += 0.5 if re.search(r"total of $", sentence.text[: match.start()]) else 0.0
    n = count_of(match["n"])
    return Count(sentence, match.start("n"), match.end("n"), n, weight if n > 1 else 0.0, match.end("unit"))


def has_whole_before(count: Count) -> bool:
    """Whether the words before a count say that it is the whole."""
    return _WHOLE_BEFORE.search(count.sentence.text, max(0, count.start - 80), count.start) is not None


def is_of_before(count: Count) -> bool:
    """Whether parts of the count follow: "Of the 50 patients, 20 ..."."""
    return _OF_BEFORE.search(count.sentence.text, 0, count.start) is not None


def names_controls(text: str) -> bool:
    """Whether a text speaks of controls."""
    return _AS_CONTROL.search(text) is not None


def _is_sum(n: int, text: str) -> bool:
    """Whether a bracket that follows tells the parts of the whole: "34 infants (15 with eczema and 19 healthy)"."""
    bracket = re.match(r"[^().]{0,60}\(([^()]{3,80})", text)
    parts = (
        [int(each) for each in re.findall(r"(?<![\d.,])\d{1,5}(?![\d.,]*[%\d])", bracket[1])]
        if bracket
        else []
    )
    return n > 2 and any(sum(parts[: k + 1]) == n for k in range(1, len(parts)))


def placed(weight: float, sentence: StudySentence, n: int) -> float:
    """The weight by where the sentence stands; two patients are of a larger study, or a report that tells itself."""
    if sentence.kind is SectionKind.TITLE:
        weight += _IN_TITLE
    if sentence.kind is SectionKind.METHODS:
        weight += _METHODS
    if sentence.kind is SectionKind.RESULTS:
        weight -= _METHODS
    if sentence.kind in (SectionKind.CONCLUSION, SectionKind.DISCUSSION):
        weight -= 1.5
    return weight if n > 2 else min(weight, 0.0)


def sure_of(weight: float) -> float:
    """How sure a count of that weight is; see `Cell.confidence`."""
    return 0.95 if weight >= _WHOLE else 0.9 if weight >= _DID else 0.75
