"""Relations of a document: those a phrase states, and the trained model's, each with the sentence that says it best."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from graph.model import Assertion, Chunk, Document, Entity, Mention, Relation
from graph.predicates import SYMMETRIC, Predicate
from ingest.relations.describing import CAUSAL
from ingest.relations.features import place_assertion
from ingest.relations.pairs import Pair
from ingest.relations.reading import RelationContext, TokenisedSentence, read
from ingest.relations.rules import RuleMatch, stated
from ingest.relations.scoring import TYPES, Scored, load_model

MODEL = "relations-1"
ACROSS = f"{MODEL}/document"
RULES = "rules-1"
STATED = 0.6
"""The confidence from which a relation goes into a graph: four of five such are right on documents never seen."""
FOUND = 0.33
"""The confidence of best F1 on held out training documents, for evaluation."""

# How much a sentence alone must speak for a relation to be its evidence, on the scale of `Scored.support` (chemicals
# and diseases add up two heads). Below, it is the rest of the document that speaks, or that so little is named in it.
_SPEAKS = 0.0
_SPEAKS_CAUSAL = -1.0

_LESSENING = re.compile(
    r"\b(?:placebo|fewer|less|lower(?:s|ed|ing)?|reduc\w+|prevent\w*|protect\w*|attenuat\w+|ameliorat\w+"
    r"|not significant)\b"
)

_OF_TYPE = {
    "positive": Predicate.POSITIVELY_CORRELATED_WITH,
    "negative": Predicate.NEGATIVELY_CORRELATED_WITH,
    "association": Predicate.ASSOCIATED_WITH,
    "bind": Predicate.INTERACTS_WITH,
}


class RelationExtractor:
    """Finds the relations between a document's entities, from a confidence on.

    Only those that one sentence speaks for, unless `across_sentences`: what is shown can then be checked where it is.
    """

    def __init__(self, confidence: float = STATED, across_sentences: bool = False) -> None:
        self._model = load_model()
        self._confidence = confidence
        self._across_sentences = across_sentences

    def extract(
        self,
        document: Document,
        chunks: Sequence[Chunk],
        mentions: Iterable[Mention],
        entities: Iterable[Entity],
    ) -> tuple[Relation, ...]:
        """In order of the text; each relation once, and once more where a sentence denies it."""
        reading = read(document, chunks, mentions, entities)
        spoken = list(stated(reading))
        found: dict[tuple[str, str, str, bool], Relation] = {}
        for one in spoken:
            if one.confidence >= self._confidence and not _left_to_model(reading, one):
                for relation in _relations(reading, one):
                    _keep(found, relation)
        by_phrase = {frozenset((subject, target)) for subject, _, target, _ in found}
        for relation in self._by_model(reading, spoken):
            # What phrases say has been weighed in `causes`; of anything else a phrase knows better.
            ends = frozenset((relation.subject_id, relation.object_id))
            if relation.predicate == Predicate.CAUSES or ends not in by_phrase:
                _keep(found, relation)
        return tuple(
            sorted(found.values(), key=lambda r: (r.sentence, r.subject_id, r.predicate, r.object_id))
        )

    def _by_model(self, reading: RelationContext, spoken: Sequence[RuleMatch]) -> Iterator[Relation]:
        said = _said_to_cause(reading, spoken)
        for scored in self._model.score(reading, spoken, self._across_sentences):
            by_phrase = said.get((scored.pair.first.id, scored.pair.second.id), frozenset())
            for predicate, confidence in self._choose(scored, bool(by_phrase)):
                relation = _relation(reading, scored, predicate, confidence, by_phrase)
                if relation.extractor != ACROSS or self._across_sentences:
                    yield relation

    def _choose(self, scored: Scored, said: bool) -> Iterator[tuple[Predicate, float]]:
        """The most telling predicate that is likely enough: `associated_with` follows from every other.

        What a phrase says outright (`said`) is enough for a graph, where the model does not speak against it.
        """
        telling = {
            _OF_TYPE[name]: scored.related * share
            for name, share in zip(TYPES, scored.types, strict=True)
            if name != "association"
        }
        if scored.pair.kinds == CAUSAL:
            treats = telling[Predicate.NEGATIVELY_CORRELATED_WITH]
            causes = max(scored.causes, STATED) if said and scored.causes >= FOUND else scored.causes
            telling = {Predicate.CAUSES: causes, Predicate.TREATS: treats}
        likely = [predicate for predicate in telling if telling[predicate] >= self._confidence]
        for predicate in likely:
            yield predicate, telling[predicate]
        if not likely and scored.related >= self._confidence:
            yield Predicate.ASSOCIATED_WITH, scored.related


def _said_to_cause(
    reading: RelationContext, spoken: Iterable[RuleMatch]
) -> dict[tuple[str, str], frozenset[int]]:
    """The sentences whose phrases affirm that a first entity causes a second."""
    found: dict[tuple[str, str], frozenset[int]] = {}
    for one in spoken:
        if one.predicate is Predicate.CAUSES and one.assertion is Assertion.AFFIRMED:
            owners = reading.sentences[one.sentence].owners
            for ends in product(owners[one.subject], owners[one.object]):
                found[ends] = found.get(ends, frozenset()) | {one.sentence}
    return found


def _left_to_model(reading: RelationContext, one: RuleMatch) -> bool:
    """What a chemical does to a disease the model weighs better than a phrase, unless the phrase denies it."""
    owners = reading.sentences[one.sentence].owners
    kinds = {reading.kinds[id] for place in (one.subject, one.object) for id in owners[place]}
    return (
        one.predicate in (Predicate.CAUSES, Predicate.ASSOCIATED_WITH)
        and one.assertion is not Assertion.NEGATED
        and kinds == set(CAUSAL)
    )


def _keep(found: dict[tuple[str, str, str, bool], Relation], relation: Relation) -> None:
    """Of the same relation twice, the one that is affirmed, then the surer, then the earlier."""
    negated = relation.assertion is Assertion.NEGATED
    key = relation.subject_id, relation.predicate, relation.object_id, negated
    kept = found.get(key)
    if kept is None or _rank(relation) > _rank(kept):
        found[key] = relation


def _rank(relation: Relation) -> tuple[bool, float]:
    return relation.assertion is Assertion.AFFIRMED, relation.confidence


def _ordered(subject: str, predicate: Predicate, target: str) -> tuple[str, str]:
    return (target, subject) if predicate in SYMMETRIC and target < subject else (subject, target)


def _relations(reading: RelationContext, one: RuleMatch) -> Iterator[Relation]:
    """What a phrase states, of each concept that its mentions stand for."""
    sentence = reading.sentences[one.sentence]
    for subject in sentence.owners[one.subject]:
        for target in sentence.owners[one.object]:
            if subject != target:
                first, second = _ordered(subject, one.predicate, target)
                yield Relation(
                    first,
                    one.predicate,
                    second,
                    sentence.chunk,
                    sentence.span,
                    one.assertion,
                    one.confidence,
                    RULES,
                )


def _relation(
    reading: RelationContext, scored: Scored, predicate: Predicate, confidence: float, said: Collection[int]
) -> Relation:
    """The relation with its best sentence; where no sentence says so, one that names the second, as uncertain."""
    pair = scored.pair
    first, second = _ordered(pair.first.id, predicate, pair.second.id)
    evidence = _evidence(reading, scored, predicate, said if predicate is Predicate.CAUSES else ())
    if evidence is not None:
        sentence, state = evidence
        extractor = MODEL
    else:
        sentence, state = reading.sentences[_nearest(reading, pair)], Assertion.UNCERTAIN
        extractor = ACROSS
    return Relation(first, predicate, second, sentence.chunk, sentence.span, state, confidence, extractor)


def _evidence(
    reading: RelationContext, scored: Scored, predicate: Predicate, said: Collection[int]
) -> tuple[TokenisedSentence, Assertion] | None:
    """The sentence that speaks most for the relation and affirms it, else the one that speaks most and denies nothing.

    A phrase that says it outright speaks enough for it (`said`, by the numbers of the sentences).

    None where no sentence that names both speaks for it, or those that do deny it: then no sentence shows it. What
    compares a drug with none, or says that it lessens a thing, never shows that it causes it.
    """
    least = _SPEAKS_CAUSAL if scored.pair.kinds == CAUSAL else _SPEAKS
    hedged = None
    for support, place in sorted(zip(scored.support, scored.pair.places, strict=True), reverse=True):
        sentence = reading.sentences[place.sentence]
        state = place_assertion(sentence, place)
        if support < least and place.sentence not in said:
            continue
        if predicate is Predicate.CAUSES and _lessens(sentence):
            continue
        if state is Assertion.AFFIRMED:
            return sentence, state
        if hedged is None and state is not Assertion.NEGATED:
            hedged = sentence, state
    return hedged


def _lessens(sentence: TokenisedSentence) -> bool:
    return _LESSENING.search(" ".join(sentence.words)) is not None


def _nearest(reading: RelationContext, pair: Pair) -> int:
    """The sentence that names the second party, nearest to one that names the first, best after it."""
    numbers = [reading.sentences[index].number for index, _ in pair.first.places]

    def distance(index: int) -> tuple[int, bool]:
        number = reading.sentences[index].number
        return min((abs(number - other), number < other) for other in numbers)

    return min((index for index, _ in pair.second.places), key=distance)
