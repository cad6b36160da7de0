"""Relations that a sentence states by a trigger phrase: what no annotated corpus has, and what needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from graph.model import Assertion
from graph.predicates import Predicate
from ingest.relations.kinds import Kind
from ingest.relations.patterns import PATTERNS, Pattern
from ingest.relations.reading import RelationContext, TokenisedSentence
from ingest.relations.wording import TRIGGER, assertion_of

_FARTHEST = 25  # words between two mentions that a phrase may connect
_BESIDE = 8  # words before and after the two that are read
_ASIDE = re.compile(r"\( (?:[^()]+ ){1,4}?\) ")
_APPOSITION = re.compile(
    r"^, (?:an?|the) (?:(?:\w+|-) ){1,6}, "
)  # "eculizumab, an antibody, is approved for"
_ITEM = r"(?:, (?:and |or )?|and |or |/ )"


# After the last of a list it begins a clause: "is treated with A, and B can be continued" does not list B.
_VERB = re.compile(
    r"(?:can|could|may|might|must|should|will|would|cannot|is|are|was|were|has|have|had|does|do|did)\b"
)
# What follows a name and makes it another: "dopamine antagonist", "calcium channel", "cocaine withdrawal".
_OTHER = re.compile(
    r"@[12] (?:- )?(?:receptors?|antagonists?|agonists?|blockers?|channels?|reuptake|inhibitors?|deficien\w+|"
    r"withdrawal|depletion|antibod(?:y|ies)|gene|resistan\w+|free)\b"
)
# "is effective in COPD and causes cough" says it of what came before; "causes less hyperglycemia" compares.
_OF_ANOTHER = re.compile(r"@1 (?:, )?(?:and|but) $")
_LESS = re.compile(r"\b(?:less|fewer) (?:\w+ )?@2")
# "Withdrawal of A relieved B" does not say that A relieves it; "A for B led to C" not that B led to it.
_TAKEN_AWAY = re.compile(
    r"\b(?:withdrawal|withdrawing|discontinu\w+|cessation|stopping|stopped|removal|omission|withholding) "
    r"(?:of )?(?:the )?@[12]"
)
_GIVEN_FOR = re.compile(r"<(?:chemical|procedure|gene)> (?:[\w']+ |, ){0,5}(?:for|against) (?:\w+ ){0,2}@1 ")
# The beginnings of the words in triggers: a phrase with none of them fits no pattern, and most have none.
_LETTERS = 4
_STEMS = frozenset(
    run[:_LETTERS] for pattern in PATTERNS for run in re.findall(r"(?<![a-z\\])[a-z]{3,}", pattern.trigger)
) - {
    "for",
    "with",
    "from",
    "the",
    "against",
    "agai",
    "not",
    "neve",
    "alwa",
    "ing",
    "ied",
    "ies",
    "ion",
    "off",
    "ying",
}


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A relation that the mentions at words `subject` and `object` of sentence number `sentence` are said to be in."""

    predicate: Predicate
    sentence: int
    subject: int
    object: int
    assertion: Assertion
    confidence: float


def stated(reading: RelationContext) -> Iterator[RuleMatch]:
    """What the sentences of a reading state; of several phrases for the same two mentions the first counts."""
    for number, sentence in enumerate(reading.sentences):
        places = [
            (place, {reading.kinds[id] for id in owners}) for place, owners in sorted(sentence.owners.items())
        ]
        for (low, low_kinds), (high, high_kinds) in combinations(places, 2):
            if high - low <= _FARTHEST and _may_state(sentence, low, high):
                for kind, other in ((k, o) for k in low_kinds for o in high_kinds):
                    found = _match(_phrase(sentence, low, high, kind, other), kind, other)
                    if found is not None:
                        pattern, said = found
                        ends = (high, low) if pattern.backward else (low, high)
                        state = assertion_of(sentence, low, high, said)
                        yield RuleMatch(pattern.predicate, number, *ends, state, pattern.confidence)


def _may_state(sentence: TokenisedSentence, low: int, high: int) -> bool:
    """Whether a word of a trigger stands where a phrase is read."""
    return any(
        word[:_LETTERS] in _STEMS for word in sentence.words[max(0, low - _BESIDE) : high + 1 + _BESIDE]
    )


def _phrase(sentence: TokenisedSentence, low: int, high: int, kind: Kind, other: Kind) -> str:
    """The words around two mentions, without what else is listed beside them and without asides."""
    words = sentence.words
    before = " ".join(words[max(0, low - _BESIDE) : low])
    between = _ASIDE.sub("", " ".join(words[low + 1 : high]) + " ")
    after = " ".join(words[high + 1 : high + 1 + _BESIDE])
    between = _APPOSITION.sub("", between)
    first, last = _listed(kind, other)
    between = first.sub("", between)
    if not _VERB.match(after):
        between = last.sub("", between)
    return f"{before} @1 {between.strip()} @2 {after}".replace("  ", " ").strip()


@cache
def _listed(kind: Kind, other: Kind) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is listed after a first mention of one kind, and before a second of another."""
    after = re.compile(rf"^(?:{_ITEM}(?:\w+ )?<{kind}> )+(?=.)")
    before = re.compile(rf"(?:<{other}> (?:\w+ )?{_ITEM}(?:the |\w+ )?)+$")
    return after, before


@cache
def _patterns(kind: Kind, other: Kind) -> tuple[Pattern, ...]:
    return tuple(
        pattern
        for pattern in PATTERNS
        if (other if pattern.backward else kind) in pattern.subjects
        and (kind if pattern.backward else other) in pattern.objects
    )


def _match(phrase: str, kind: Kind, other: Kind) -> tuple[Pattern, str] | None:
    if _OTHER.search(phrase) or _LESS.search(phrase) or _TAKEN_AWAY.search(phrase):
        return None
    given_for = kind is Kind.DISEASE and _GIVEN_FOR.search(phrase) is not None
    for pattern in _patterns(kind, other):
        match = pattern.phrase.search(phrase)
        if (
            match
            and not _OF_ANOTHER.search(phrase[: match.start("t")])
            and (pattern.backward or not given_for)
        ):
            start, end = match.span("t")
            return pattern, f"{phrase[:start]}{TRIGGER}{phrase[end:]}"
    return None
