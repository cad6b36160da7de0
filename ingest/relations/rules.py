"""Relations that a sentence states by a trigger phrase: those no corpus annotates, and those that need no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import NamedTuple

from graph import Assertion, Predicate
from ingest.relations.arguments import follows_preposition
from ingest.relations.context import RelationContext, TokenisedSentence
from ingest.relations.kinds import Kind
from ingest.relations.patterns import PATTERNS, RELIEF, Form, Pattern
from ingest.relations.relation_assertion import TRIGGER_PLACEHOLDER, phrase_assertion

# Set by hand; tests/ingest/relations/test_figures.py holds the precision and recall that they give.
_MAX_DISTANCE = 25  # words between two mentions that a phrase may connect
_OUTER_WORDS = 12  # words before and after the two that are read
_PARENTHESIS = re.compile(r"\( [^()]{1,80} \) ")
_APPOSITION = re.compile(
    r"^, (?:an?|the) (?:(?:\w+|-) ){1,6}, "
)  # "eculizumab, an antibody, is approved for"
_ITEM = r"(?:, (?:and |or |nor )?|and |or |nor |/ )"


# After the last of a list it begins a clause: "is treated with A, and B can be continued" does not list B.
_VERB = re.compile(
    r"(?:can|could|may|might|must|should|will|would|cannot|is|are|was|were|has|have|had|does|do|did)\b"
)
# The second of two in the name of a third: "attenuates cocaine-induced seizures" does not speak of cocaine.
_OBJECT_IN_NAME = re.compile(r"@2 (?:\( [^()]+ \) )?- \w")
_FINITE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|remains?|remained|became|may|can|could)\b")
_PARTICIPLE = re.compile(r"\w+ing\b|associated|linked|responsible|mutated|defective|deficient")
# "Six years of A therapy for B": the noun goes with the name, whatever stands before the two.
_NOUNS = frozenset(
    {"therapy", "treatment", "monotherapy", "prophylaxis", "prevention", "vaccination", "management"}
)
# "The reduction of A was caused by B": B does not cause A.
_RELIEF_OF = re.compile(rf"\b(?:{RELIEF}) (?:of|in) (?:\w+ ){{0,2}}@1")
# "is effective in COPD and causes cough" says it of what came before; "causes less hyperglycemia" compares.
_NEW_PREDICATE = re.compile(r"@1 (?:, )?(?:and|but) $")
# "Withdrawal of A relieved B" does not say that A relieves it; "failure of A", "A should be used cautiously".
_TAKES_BACK = re.compile(
    r"\b(?:less|fewer) (?:\w+ )?@2"
    r"|\b(?:withdrawal|withdrawing|discontinu\w+|cessation|stopping|stopped|removal|omission|withholding) "
    r"(?:of )?(?:the )?@[12]"
    r"|\b(?:failures?|lack|absence|ineffectiveness|inefficacy) of @[12]|\bcautio\w+|\bshould have\b"
)
_PREVENTION = re.compile(r"\b(?:chemo)?(?:prevent\w*|prophyla\w+)\b")
# What says no more than that something is or was given: "treated with", but not "relieved by".
_USE = re.compile(r"\b(?:treat\w*|therapy|used|given|manag\w+)\b")
_ANIMALS = frozenset(
    "rat rats mouse mice animal animals rabbit rabbits dog dogs monkey monkeys hamsters pigs".split()
)
# "A for B led to C" does not say that B led to it.
_GIVEN_FOR = re.compile(r"<(?:chemical|procedure|gene)> (?:[\w']+ |, ){0,5}(?:for|against) (?:\w+ ){0,2}@1 ")
# The beginnings of the words in triggers: a phrase with none of them fits no pattern, and most have none.
_STEM_LETTERS = 4


def _stems(trigger: str) -> frozenset[str]:
    return frozenset(run[:_STEM_LETTERS] for run in re.findall(r"(?<![a-z\\])[a-z]{3,}", trigger))


_STEMS = frozenset(stem for pattern in PATTERNS for stem in _stems(pattern.trigger)) - {
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
    form: Form


class _Match(NamedTuple):
    """A pattern that fits, the phrase with the placeholder for its trigger, and the trigger as written."""

    pattern: Pattern
    phrase: str
    trigger: str


def match_rules(context: RelationContext) -> Iterator[RuleMatch]:
    """The relations that the sentences state; of several phrases for the same two mentions the first counts."""
    for number, sentence in enumerate(context.sentences):
        places = [
            (place, {kind for kind in _kinds(context, owners) if sentence.is_argument(place, kind)})
            for place, owners in sorted(sentence.owners.items())
        ]
        for (low, low_kinds), (high, high_kinds) in combinations(places, 2):
            if high - low <= _MAX_DISTANCE and _has_trigger_stem(sentence, low, high):
                for kind, other in ((k, o) for k in low_kinds for o in high_kinds):
                    found = _first_match(_phrase(sentence, low, high, kind, other), kind, other)
                    if found is None or _says_less(sentence, low, high, found):
                        continue
                    pattern, phrase, _ = found
                    ends = (high, low) if pattern.backward else (low, high)
                    state = phrase_assertion(sentence, low, high, phrase, pattern)
                    yield RuleMatch(pattern.predicate, number, *ends, state, pattern.confidence, pattern.form)


def _kinds(context: RelationContext, owners: list[str]) -> set[Kind]:
    return {context.kinds[id] for id in owners}


def _says_less(sentence: TokenisedSentence, low: int, high: int, found: _Match) -> bool:
    """Whether a phrase fits two mentions, but says nothing of the two.

    "Heparin-induced thrombocytopenia or sepsis" says nothing of sepsis; "phenylketonuria is a disorder caused by PAH
    deficiency" says what it is, not that it causes a disorder.
    "A and B were treated with C and D, respectively" does not say in words that stand together which with which.
    Rats that were given a disease and then a drug do not show that it helps.
    """
    pattern = found.pattern
    if pattern.form is Form.NAME and "or" in sentence.words[low:high]:
        return True
    if pattern.form is not Form.NAME and "respectively" in sentence.words:
        return True
    if (
        pattern.predicate is Predicate.TREATS
        and _USE.search(found.trigger)
        and not _ANIMALS.isdisjoint(sentence.words)
    ):
        return any("induced" in sentence.words[max(0, place - 4) : place] for place in (low, high))
    same = set(sentence.owners[high])
    return pattern.backward and any(
        same & set(sentence.owners[place]) for place in sentence.owners if place < low
    )


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
    # "In patients on A, B caused" lists nothing: a list has its "and".
    after = re.compile(rf"^(?:, (?:\w+ )?<{kind}> )*(?:(?:, )?(?:and|or|nor) |/ )(?:\w+ )?<{kind}> (?=.)")
    before = re.compile(rf"(?:<{other}> (?>(?:\w+ )?{_ITEM}(?:the |\w+ )?))+$")
    return after, before


@cache
def _patterns(kind: Kind, other: Kind) -> tuple[tuple[Pattern, frozenset[str]], ...]:
    """The patterns for a first mention of one kind and a second of another, each with the stems of its trigger."""
    return tuple(
        (pattern, _stems(pattern.trigger))
        for pattern in PATTERNS
        if (other if pattern.backward else kind) in pattern.subjects
        and (kind if pattern.backward else other) in pattern.objects
    )


def _first_match(phrase: str, kind: Kind, other: Kind) -> _Match | None:
    given_for = kind is Kind.DISEASE and _GIVEN_FOR.search(phrase) is not None
    stems = {word[:_STEM_LETTERS] for word in phrase.split()}
    for pattern, its_stems in _patterns(kind, other):
        match = None if its_stems.isdisjoint(stems) else pattern.phrase.search(phrase)
        if (
            match
            and not _NEW_PREDICATE.search(phrase[: match.start("t")])
            and (pattern.backward or not given_for)
            and not _TAKES_BACK.search(phrase)
            and not (pattern.predicate is Predicate.TREATS and _PREVENTION.search(match[0]))
            and (pattern.form is Form.NAME or _has_arguments(pattern, phrase, kind, match))
        ):
            start, end = match.span("t")
            return _Match(pattern, f"{phrase[:start]}{TRIGGER_PLACEHOLDER}{phrase[end:]}", match["t"])
    return None


def _has_arguments(pattern: Pattern, phrase: str, kind: Kind, match: re.Match[str]) -> bool:
    """Whether the verb of a phrase speaks of the two, not of what they are part of: "in A, B caused"."""
    if _OBJECT_IN_NAME.search(phrase):
        return False
    causes = pattern.predicate is Predicate.CAUSES
    if pattern.backward and causes and _RELIEF_OF.search(phrase):
        return False
    if match["t"] in _NOUNS or not match[0].startswith("@1"):
        return True
    between = phrase[phrase.index("@1") : match.start("t")]
    if between == "@1 - ":
        return True  # "A-treated patients with B"
    if not _FINITE.search(between) and (pattern.backward or _PARTICIPLE.match(match["t"])):
        return True  # "in patients with A due to B": it goes with the name itself
    before = _PARENTHESIS.sub("", phrase[: phrase.index("@1")]).split()
    return not follows_preposition(before, kind, of_groups=pattern.backward and not causes)
