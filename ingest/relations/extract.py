"""Relations of a document: the trained model's, each with the sentence that says it best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.model import Assertion, Chunk, Document, Entity, Mention, Relation
from graph.predicates import SYMMETRIC, Predicate
from ingest.relations.pairs import Pair
from ingest.relations.reading import Reading, Sentence, read
from ingest.relations.scoring import CAUSAL, TYPES, Scored, load_model
from ingest.relations.wording import assertion_of

EXTRACTOR = "relations-1"
STATED = 0.6
"""The confidence from which a relation goes into a graph: four of five such are right on documents never seen."""
FOUND = 0.33
"""The confidence of best F1 on held out training documents, for evaluation."""

_OF_TYPE = {
    "positive": Predicate.POSITIVELY_CORRELATED_WITH,
    "negative": Predicate.NEGATIVELY_CORRELATED_WITH,
    "association": Predicate.ASSOCIATED_WITH,
    "bind": Predicate.INTERACTS_WITH,
}


class RelationExtractor:
    """Finds the relations between a document's entities, from a confidence on.

    Only those that one sentence names both ends of, unless `across_sentences`: what is shown can then be checked where
    it is shown. The others are right about as often, but no sentence of theirs says so.
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
        """In order of the text; each relation once, with its best sentence."""
        reading = read(document, chunks, mentions, entities)
        found = [
            self._relation(document.text, reading, scored, predicate, confidence)
            for scored in self._model.score(reading)
            if scored.pair.places or self._across_sentences
            for predicate, confidence in self._choose(scored)
        ]
        return tuple(sorted(found, key=lambda r: (r.sentence, r.subject_id, r.predicate, r.object_id)))

    def _choose(self, scored: Scored) -> Iterator[tuple[Predicate, float]]:
        """The most telling predicate that is likely enough: `associated_with` follows from every other."""
        telling = {
            _OF_TYPE[name]: scored.related * share
            for name, share in zip(TYPES, scored.types, strict=True)
            if name != "association"
        }
        if scored.pair.kinds == CAUSAL:
            treats = telling[Predicate.NEGATIVELY_CORRELATED_WITH]
            telling = {Predicate.CAUSES: scored.causes, Predicate.TREATS: treats}
        best = max(telling, key=telling.__getitem__)
        if telling[best] >= self._confidence:
            yield best, telling[best]
        elif scored.related >= self._confidence:
            yield Predicate.ASSOCIATED_WITH, scored.related

    def _relation(
        self, text: str, reading: Reading, scored: Scored, predicate: Predicate, confidence: float
    ) -> Relation:
        """The relation with its best sentence: of those that name both, else one that names the second."""
        pair = scored.pair
        subject, target = pair.first.id, pair.second.id
        if predicate in SYMMETRIC and target < subject:
            subject, target = target, subject
        if not pair.places:
            sentence = reading.sentences[_nearest(reading, pair)]
            state, extractor = Assertion.UNCERTAIN, f"{EXTRACTOR}/document"
        else:
            sentence, state = _evidence(text, reading, scored)
            extractor = EXTRACTOR
        return Relation(
            subject, predicate, target, sentence.chunk, sentence.span, state, confidence, extractor
        )


def _evidence(text: str, reading: Reading, scored: Scored) -> tuple[Sentence, Assertion]:
    """The sentence that speaks most for the relation and affirms it; where none does, the one that speaks most."""
    ranked = sorted(zip(scored.support, scored.pair.places, strict=True), reverse=True)
    states = []
    for support, place in ranked:
        sentence = reading.sentences[place.sentence]
        ends = sentence.spans[place.first], sentence.spans[place.second]
        states.append((sentence, assertion_of(text, sentence.span, *ends)))
        if support > 0 and states[-1][1] is Assertion.AFFIRMED:
            return states[-1]
    return states[0]


def _nearest(reading: Reading, pair: Pair) -> int:
    """The sentence that names the second party, nearest to one that names the first, best after it."""

    def distance(index: int) -> tuple[int, bool]:
        number = reading.sentences[index].number
        return min(
            (abs(number - other), number < other)
            for other in (reading.sentences[i].number for i, _ in pair.first.places)
        )

    return min((index for index, _ in pair.second.places), key=distance)
