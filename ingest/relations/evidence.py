"""Which sentence shows what the model says of a pair, and whether one does."""

from __future__ import annotations

import re
from collections.abc import Collection

from graph import Assertion, Predicate
from ingest.relations.context import RelationContext, TokenisedSentence
from ingest.relations.features import sentence_relation_assertion
from ingest.relations.featurisation import CAUSAL
from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair, Place, around
from ingest.relations.scoring import ScoredPair

# The least linear score of a sentence alone, on the scale of `ScoredPair.support`, for it to be shown as evidence; that
# of a chemical and a disease is the sum of two heads. A pair below it owes its score to the rest of the document. Set
# on the precision tables of the dev sets (MODEL_CARD.md).
_MIN_SUPPORT, _MIN_SUPPORT_CAUSAL = 0.0, -1.0

_NEAR = 5  # words before and after the two that are near
_REDUCTION = re.compile(
    r"\b(?:placebo|fewer|less|lower(?:s|ed|ing)?|reduc\w+|prevent\w*|protect\w*|attenuat\w+|ameliorat\w+"
    r"|not significant)\b"
)
# Where no phrase says that a chemical causes a disease, one of these words shows how the two come together.
_TOGETHER = re.compile(
    r"\b(?:adverse|after|associat|attribut|complicat|caus|develop|due|effect|follow|from|induc|lead|led|occur|on|"
    r"precipitat|produc|promot|relat|render|result|secondary|side|toxic|trigger|while|with)"
)
_APART = re.compile(r"\b(?:than\b|arrest|predict)|\bfor (?:\w+ ){0,3}@2")
# A gene or variant and a disease: what it does there, but not how often it was looked for.
_GENETIC = re.compile(
    r"\b(?:mutat|variant|polymorphi|delet|defect|deficien|caus|responsible|suscept|predispos|associat|expansion|"
    r"translocat|amplif)"
)
_COUNTED = re.compile(
    r"\b(?:rates?|frequenc\w+|incidence|prevalence|screen\w*|search\w*|test(?:ed|ing)|investigat\w+|analy[sz]\w+|distribution)\b"
)
# "In patients with A, B was associated with C" says nothing of A and B.
_OF_GROUP = re.compile(r"\b(?:in|among) (?:[\w+-]+ ){0,3}$")


def evidence(
    context: RelationContext, scored: ScoredPair, predicate: Predicate, stating: Collection[int]
) -> tuple[TokenisedSentence, Assertion] | None:
    """The sentence with the most support that affirms the relation, else the one with the most that does not deny it.

    Sentences with a phrase that states it (`stating`, their numbers) need no further support. None where no sentence
    that mentions both supports it, or all that do deny it.
    """
    least = _MIN_SUPPORT_CAUSAL if scored.pair.kinds == CAUSAL else _MIN_SUPPORT
    hedged = None
    for support, place in sorted(zip(scored.support, scored.pair.places, strict=True), reverse=True):
        sentence = context.sentences[place.sentence]
        if place.sentence in stating:
            return sentence, Assertion.AFFIRMED
        if support < least or not _speaks_of_both(sentence, scored.pair, place):
            continue
        if predicate is Predicate.CAUSES and not _shows_cause(sentence, place):
            continue
        state = sentence_relation_assertion(sentence, place)
        if state is Assertion.AFFIRMED:
            return sentence, state
        if hedged is None and state is not Assertion.NEGATED:
            hedged = sentence, state
    return hedged


def shows_genetic_association(sentence: TokenisedSentence, pair: Pair, place: Place) -> bool:
    """Whether a sentence tells what part the gene or variant of a pair has in its disease."""
    low, high = sorted((place.first, place.second))
    near = " ".join(sentence.words[max(0, low - _NEAR) : high + 1 + _NEAR])
    disease = place.second if pair.second.kind is Kind.DISEASE else place.first
    of_group = "associat" in near and _OF_GROUP.search(" ".join([*sentence.words[:disease], ""]))
    return (
        not of_group
        and not _is_aside(sentence, low, high)
        and _GENETIC.search(near) is not None
        and _COUNTED.search(" ".join(sentence.words)) is None
    )


def _is_aside(sentence: TokenisedSentence, low: int, high: int) -> bool:
    """Whether one stands in brackets that speak of another than the other: "A rs1 (gastric), B rs2 (cardia)"."""
    between = sentence.words[low + 1 : high]
    closes, opens = between.count(")") - between.count("("), between.count("(") - between.count(")")
    if closes > 0:  # the first stands in brackets; what comes after them is another item of a list
        return "," in between[between.index(")") :] or ";" in between
    return opens > 0 and any(
        mark in between[: len(between) - between[::-1].index("(")] for mark in (",", ";")
    )


def nearest_sentence(context: RelationContext, pair: Pair) -> int:
    """The index of the sentence with the second participant nearest to one with the first; of two, the later."""
    numbers = [context.sentences[index].number for index, _ in pair.first.places]

    def distance(index: int) -> tuple[int, bool]:
        number = context.sentences[index].number
        return min((abs(number - other), number < other) for other in around(numbers, number))

    return min((index for index, _ in pair.second.places), key=distance)


def _speaks_of_both(sentence: TokenisedSentence, pair: Pair, place: Place) -> bool:
    """Whether the two stand for themselves in a sentence."""
    ends = (place.first, pair.first.kind), (place.second, pair.second.kind)
    return all(sentence.is_argument(word, kind) for word, kind in ends)


def _shows_cause(sentence: TokenisedSentence, place: Place) -> bool:
    """Whether a sentence without a phrase that says so can show that a chemical causes a disease.

    One that compares a drug with placebo, or says that it reduces a thing, or is given for it, never does.
    """
    low, high = sorted((place.first, place.second))
    before, between = sentence.words[max(0, low - _NEAR) : low], sentence.words[low + 1 : high]
    words = " ".join([*before, "@1", *between, "@2", *sentence.words[high + 1 : high + 1 + _NEAR]])
    return (
        _REDUCTION.search(" ".join(sentence.words)) is None
        and _TOGETHER.search(words) is not None
        and _APART.search(words) is None
    )
