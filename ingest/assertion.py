"""How a sentence asserts what it mentions: NegEx (Chapman 2001) and ConText (Harkema 2009) trigger scopes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph.model import Assertion

_PSEUDO = (
    r"not only|no (?:significant )?(?:increase|decrease|change|difference|reduction)s? in|not (?:be )?certain (?:if|whether)|"
    r"not necessarily|no further|gram[- ]negative|without difficulty|not rule[d]? out|cannot (?:be )?(?:exclude|rule)d?(?: out)?|"
    r"could not (?:be )?(?:exclude|rule)d?(?: out)?"
)
_FORWARD = {
    Assertion.NEGATED: (
        r"no evidence (?:of|for)|no signs? of|no (?:known |personal |family )*history of|no cases? of|absence of|free of|denie[sd]|deny|denying|"
        r"neg(?:ative)? for|(?<!was )(?<!were )(?<!been )(?<!be )(?<!not )(?:ruled|rules) out|without|never (?:had|developed)|not have|did not (?:have|develop|show)|"
        r"(?:do|does|did) not (?:\w+ly )?(?:cause|induce|produce|provoke|trigger|lead to|result in)|"
        r"never (?:cause|induce|produce|provoke|trigger|lead|result)[sd]?|"
        r"(?:do|does|did) not (?:\w+ly )?(?:increase|raise|affect) the risks? of|"
        r"not (?:\w+ly )?(?:associated|linked|related|correlated) (?:with|to)|no (?:\w+ )?(?:association|link|relation(?:ship)?|correlation) (?:with|to|between)|"
        r"no|neither|nor|lack of|none of"
    ),
    Assertion.UNCERTAIN: (
        r"possible|possibly|probable|probably|suspected|suspicion of|suspicious for|suggestive of|cannot (?:be )?(?:exclude|rule out)|"
        r"could not (?:be )?(?:exclude|rule out)|may (?:have|be|represent)|might (?:have|be)|questionable|presumed|differential includes"
    ),
    Assertion.HYPOTHETICAL: r"if|return for|return if|in case of|should (?:he|she|they|you|the patient) develop|watch for|as needed for",
    Assertion.OTHER_EXPERIENCER: (
        r"family history of|(?:mother|father|brother|sister|aunt|uncle|grandmother|grandfather|cousin|parent|sibling)s?(?:'s)?"
        r"(?: \w+){0,2} (?:had|has|have|with|died of|history of|diagnosed with|suffered from)"
    ),
}
_BACKWARD = {
    Assertion.NEGATED: (
        r"(?:was|were|is|are|has been|have been) (?:ruled out|excluded|absent|not (?:seen|found|detected|observed|present|identified))|"
        r":\s*(?:negative|none|absent|denied|denies|no|not detected|ruled out)(?=\s*(?:[.;,]|$))|"
        r"(?:(?:is|are|was|were|seems?|appears?) )?unlikely|not (?:seen|found|detected|observed|present|identified)"
    ),
    Assertion.UNCERTAIN: r"(?:was|were|is|are) (?:suspected|possible|probable|not (?:ruled out|excluded))|(?:cannot|can not|could not) be (?:excluded|ruled out)",
    Assertion.OTHER_EXPERIENCER: r"in (?:his|her|the patient's) (?:mother|father|brother|sister|family)",
}
_END = re.compile(
    r"\b(?:but|however|although|though|except|apart from|which|yet|whereas|while|because|secondary to)\b|[;:]",
    re.I,
)
# Between a name and what is said of it after: another verb, and it is said of another name.
_CLAUSE = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|must|may|might|can|could|should|will|would|if|that|when|show\w*|develop\w*)\b",
    re.I,
)
# Records put what is said of a thing in a field of its own, and of a whole section in its heading.
_REFUTED = re.compile(
    r"\bstatus:\s*(?:ruled out|refuted|not present|absent|negative|entered in error)\b", re.I
)
_RELATIVE = r"mother|father|brother|sister|aunt|uncle|grandmother|grandfather|cousin|parent|sibling|son|daughter|family member"
_OF_RELATIVE = re.compile(rf"\brelation(?:ship)?:\s*(?:(?:maternal|paternal) )?(?:{_RELATIVE})\b", re.I)
_RELATIVE_FIRST = re.compile(
    rf"^\W*(?:(?:maternal|paternal) )?(?:{_RELATIVE})s?\s*(?::|\u2013|-|with\b)", re.I
)
_FAMILY_HEADING = re.compile(r"\bfamily (?:medical |health )?history\b|^\W*(?:FH|FHx|FamHx)\W*$", re.I)
_SCOPE = 60  # characters a trigger reaches, about ten words


def _compile(phrases: dict[Assertion, str]) -> list[tuple[Assertion, re.Pattern[str]]]:
    return [(kind, re.compile(rf"\b(?:{pattern})\b", re.I)) for kind, pattern in phrases.items()]


_PSEUDO_RE = re.compile(rf"\b(?:{_PSEUDO})\b", re.I)
_FORWARD_RE, _BACKWARD_RE = _compile(_FORWARD), _compile(_BACKWARD)
_ANY = re.compile("|".join(p.pattern for _, p in [*_FORWARD_RE, *_BACKWARD_RE]), re.I)


def assertions(sentence: str, spans: Sequence[tuple[int, int]], heading: str = "") -> list[Assertion]:
    """The assertion of each span (offsets in the sentence); the nearest trigger whose scope holds it decides.

    Where none does, a field of the sentence may ("Status: ruled out"), or the `heading` of the section it stands in.
    """
    found = _by_triggers(sentence, spans)
    whole = _of_whole(sentence, heading)
    return [whole if each is Assertion.AFFIRMED else each for each in found]


def _of_whole(sentence: str, heading: str) -> Assertion:
    if _REFUTED.search(sentence):
        return Assertion.NEGATED
    if _FAMILY_HEADING.search(heading) or _OF_RELATIVE.search(sentence) or _RELATIVE_FIRST.search(sentence):
        return Assertion.OTHER_EXPERIENCER
    return Assertion.AFFIRMED


def _by_triggers(sentence: str, spans: Sequence[tuple[int, int]]) -> list[Assertion]:
    if not spans or not _ANY.search(sentence):
        return [Assertion.AFFIRMED] * len(spans)
    pseudo = [m.span() for m in _PSEUDO_RE.finditer(sentence)]
    forward = [
        (m.end(), kind) for kind, p in _FORWARD_RE for m in p.finditer(sentence) if _real(m, kind, pseudo)
    ]
    backward = [(m.start(), kind) for kind, p in _BACKWARD_RE for m in p.finditer(sentence)]
    ends = [m.start() for m in _END.finditer(sentence)]
    clauses = sorted([*ends, *(m.start() for m in _CLAUSE.finditer(sentence))])
    return [_decide(start, end, forward, backward, ends, clauses) for start, end in spans]


def _real(match: re.Match[str], kind: Assertion, pseudo: list[tuple[int, int]]) -> bool:
    """A pseudo-negation hides the negation inside it, not the uncertainty it expresses."""
    return kind is not Assertion.NEGATED or not any(
        s <= match.start() and match.end() <= e for s, e in pseudo
    )


def _decide(
    start: int,
    end: int,
    forward: list[tuple[int, Assertion]],
    backward: list[tuple[int, Assertion]],
    ends: list[int],
    clauses: list[int],
) -> Assertion:
    best, nearest = Assertion.AFFIRMED, _SCOPE + 1
    for place, kind in forward:
        distance = start - place
        if 0 <= distance < nearest and not _between(ends, place, start):
            best, nearest = kind, distance
    for place, kind in backward:
        distance = place - end
        if 0 <= distance < nearest and not _between(clauses, end, place):
            best, nearest = kind, distance
    return best


def _between(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted `places` lies in `[start, end)`."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
