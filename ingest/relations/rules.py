"""Relations that a sentence states by a trigger phrase: those no corpus annotates, and those that need no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from graph import Assertion, Predicate
from ingest.relations.context import RelationContext, TokenisedSentence
from ingest.relations.kinds import Kind
from ingest.relations.patterns import PATTERNS, Pattern
from ingest.relations.relation_assertion import TRIGGER_PLACEHOLDER, relation_assertion

# Set by hand; tests/ingest/relations/test_figures.py holds the precision and recall that they give.
_MAX_DISTANCE = 25  # words between two mentions that a phrase may connect
_OUTER_WORDS = 8  # words before and after the two that are read
_PARENTHESIS = re.compile(r"\( (?:[^()]+ ){1,4}?\) ")
_APPOSITION = re.compile(
    r"^, (?:an?|the) (?:(?:\w+|-) ){1,6}, "
)  # "eculizumab, an antibody, is approved for"
_ITEM = r"(?:, (?:and |or )?|and |or |/ )"


# After the last of a list it begins a clause: "is treated with A, and B can be continued" does not list B.
_VERB = re.compile(
    r"(?:can|could|may|might|must|should|will|would|cannot|is|are|was|were|has|have|had|does|do|did)\b"
)
# What follows a name and makes it another: "dopamine antagonist", "calcium channel", "cocaine withdrawal".
_COMPOUND = re.compile(
    r"@[12] (?:- )?(?:receptors?|antagonists?|agonists?|blockers?|channels?|reuptake|inhibitors?|deficien\w+|"
    r"withdrawal|depletion|antibod(?:y|ies)|gene|resistan\w+|free)\b"
)
# "is effective in COPD and causes cough" says it of what came before; "causes less hyperglycemia" compares.
_NEW_PREDICATE = re.compile(r"@1 (?:, )?(?:and|but) $")
_COMPARISON = re.compile(r"\b(?:less|fewer) (?:\w+ )?@2")
# "Withdrawal of A relieved B" does not say that A relieves it; "A for B led to C" not that B led to it.
_WITHDRAWAL = re.compile(
    r"\b(?:withdrawal|withdrawing|discontinu\w+|cessation|stopping|stopped|removal|omission|withholding) "
    r"(?:of )?(?:the )?@[12]"
)
_GIVEN_FOR = re.compile(r"<(?:chemical|procedure|gene)> (?:[\w']+ |, ){0,5}(?:for|against) (?:\w+ ){0,2}@1 ")
# The beginnings of the words in triggers: a phrase with none of them fits no pattern, and most have none.
_STEM_LETTERS = 4
_STEMS = frozenset(
    run[:_STEM_LETTERS]
    for pattern in PATTERNS
    for run in re.findall(r"(?<![a-z\\])[a-z]{3,}", pattern.trigger)
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
    """A relation that sentence number `sentence` states of the mentions at its words `subject` and `object`."""

    predicate: Predicate
    sentence: int
    subject: int
    object: int
    assertion: Assertion
    confidence: float


def match_rules(context: RelationContext) -> Iterator[RuleMatch]:
    """The relations that the sentences state; of several phrases for the same two mentions the first counts."""
    for number, sentence in enumerate(context.sentences):
        places = [
            (place, {context.kinds[id] for id in owners}) for place, owners in sorted(sentence.owners.items())
        ]
        for (low, low_kinds), (high, high_kinds) in combinations(places, 2):
            if high - low <= _MAX_DISTANCE and _has_trigger_stem(sentence, low, high):
                for kind, other in ((k, o) for k in low_kinds for o in high_kinds):
                    found = _first_match(_phrase(sentence, low, high, kind, other), kind, other)
                    if found is not None:
                        pattern, phrase_words = found
                        ends = (high, low) if pattern.backward else (low, high)
                        state = relation_assertion(sentence, low, high, phrase_words)
                        yield RuleMatch(pattern.predicate, number, *ends, state, pattern.confidence)


def _has_trigger_stem(sentence: TokenisedSentence, low: int, high: int) -> bool:
    """Whether a word near the two mentions begins like a word of some trigger."""
    return any(
        word[:_STEM_LETTERS] in _STEMS
        for word in sentence.words[max(0, low - _OUTER_WORDS) : high + 1 + _OUTER_WORDS]
    )


def _phrase(sentence: TokenisedSentence, low: int, high: int, kind: Kind, other: Kind) -> str:
    """The words around two mentions, without what else is listed beside them and without asides."""
    words = sentence.words
    before = " ".join(words[max(0, low - _OUTER_WORDS) : low])
    between = _PARENTHESIS.sub("", " ".join(words[low + 1 : high]) + " ")
    after = " ".join(words[high + 1 : high + 1 + _OUTER_WORDS])
    between = _APPOSITION.sub("", between)
    first, last = _list_patterns(kind, other)
    between = first.sub("", between)
    if not _VERB.match(after):
        between = last.sub("", between)
    return f"{before} @1 {between.strip()} @2 {after}".replace("  ", " ").strip()


@cache
def _list_patterns(kind: Kind, other: Kind) -> tuple[re.Pattern[str], re.Pattern[str]]:
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


def _first_match(phrase: str, kind: Kind, other: Kind) -> tuple[Pattern, str] | None:
    if _COMPOUND.search(phrase) or _COMPARISON.search(phrase) or _WITHDRAWAL.search(phrase):
        return None
    given_for = kind is Kind.DISEASE and _GIVEN_FOR.search(phrase) is not None
    for pattern in _patterns(kind, other):
        match = pattern.phrase.search(phrase)
        if (
            match
            and not _NEW_PREDICATE.search(phrase[: match.start("t")])
            and (pattern.backward or not given_for)
        ):
            start, end = match.span("t")
            return pattern, f"{phrase[:start]}{TRIGGER_PLACEHOLDER}{phrase[end:]}"
    return None
