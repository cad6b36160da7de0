"""Relations of a document, by trigger phrases and by the trained model, each with the sentence that shows it best."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product

from graph import SYMMETRIC, Assertion, Chunk, Document, Entity, Mention, Predicate, Relation
from ingest.relations.admission import is_stated, sure_mentions, telling
from ingest.relations.context import RelationContext, build_context
from ingest.relations.evidence import evidence, nearest_sentence
from ingest.relations.featurisation import CAUSAL
from ingest.relations.rules import RuleMatch, match_rules
from ingest.relations.scoring import RELATION_TYPES, ScoredPair, load_model

MODEL_EXTRACTOR = "relations-1"
ACROSS_EXTRACTOR = f"{MODEL_EXTRACTOR}/document"
RULES_EXTRACTOR = "rules-1"
GRAPH_CONFIDENCE = 0.6
"""The least confidence of a relation in a graph. Set on the precision tables of the dev sets (MODEL_CARD.md): four of
five such relations are right there (docs/relations.md)."""
BEST_F1_CONFIDENCE = 0.33
"""The confidence of best F1 on held out training documents (docs/relations.md), for evaluation."""

_PREDICATE_OF_TYPE = {
    "positive": Predicate.POSITIVELY_CORRELATED_WITH,
    "negative": Predicate.NEGATIVELY_CORRELATED_WITH,
    "association": Predicate.ASSOCIATED_WITH,
    "bind": Predicate.INTERACTS_WITH,
}


class RelationExtractor:
    """Finds the relations between a document's entities that have at least the given confidence.

    Only those that a single sentence states, unless `across_sentences`: a reader can check each in its sentence. Of
    what the model alone says, only what chemicals cause and which genes have a part in a disease count as stated.
    """

    def __init__(self, confidence: float = GRAPH_CONFIDENCE, across_sentences: bool = False) -> None:
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
        """The relations in order of the text, each once, and once more where a sentence denies it."""
        entities = list(entities)
        if not self._across_sentences:
            mentions = sure_mentions(mentions, document.text)
        context = build_context(document, chunks, mentions, entities)
        matches = list(match_rules(context))
        found: dict[tuple[str, str, str, bool], Relation] = {}
        for one in matches:
            if one.confidence >= self._confidence and not _is_left_to_model(context, one):
                for relation in _rule_relations(context, one):
                    _keep(found, relation)
        by_phrase = {frozenset((subject, target)) for subject, _, target, _ in found}
        for relation in self._model_relations(context, matches):
            # The model's `causes` has the phrases among its features; for any other predicate a phrase is more
            # reliable.
            ends = frozenset((relation.subject_id, relation.object_id))
            if relation.predicate == Predicate.CAUSES or ends not in by_phrase:
                _keep(found, relation)
        relations: Iterable[Relation] = found.values()
        if not self._across_sentences:
            relations = telling(relations, entities)
        return tuple(sorted(relations, key=lambda r: (r.sentence, r.subject_id, r.predicate, r.object_id)))

    def _model_relations(self, context: RelationContext, matches: Sequence[RuleMatch]) -> Iterator[Relation]:
        caused, associated = (
            _stating_sentences(context, matches, predicate)
            for predicate in (Predicate.CAUSES, Predicate.ASSOCIATED_WITH)
        )
        for scored in self._model.score(context, matches, self._across_sentences):
            pair = scored.pair
            ends = pair.first.id, pair.second.id
            sentences = caused.get(ends, frozenset())
            for predicate, confidence in self._predicates(scored, bool(sentences)):
                relation = _model_relation(context, scored, predicate, confidence, sentences)
                only_associated = not sentences and ends in associated
                if self._across_sentences or (
                    relation.extractor != ACROSS_EXTRACTOR
                    and is_stated(context, pair, relation, only_associated)
                ):
                    yield relation

    def _predicates(self, scored: ScoredPair, stated: bool) -> Iterator[tuple[Predicate, float]]:
        """The most specific predicates that are likely enough: `associated_with` follows from every other.

        A cause that a phrase states outright (`stated`) has the confidence a graph asks for, unless the model's is
        below `BEST_F1_CONFIDENCE`.
        """
        specific = {
            _PREDICATE_OF_TYPE[name]: scored.related * share
            for name, share in zip(RELATION_TYPES, scored.types, strict=True)
            if name != "association"
        }
        if scored.pair.kinds == CAUSAL:
            treats = specific[Predicate.NEGATIVELY_CORRELATED_WITH]
            causes = scored.causes
            if stated and causes >= BEST_F1_CONFIDENCE:
                causes = max(causes, GRAPH_CONFIDENCE)
            specific = {Predicate.CAUSES: causes, Predicate.TREATS: treats}
        likely = [predicate for predicate in specific if specific[predicate] >= self._confidence]
        for predicate in likely:
            yield predicate, specific[predicate]
        if not likely and scored.related >= self._confidence:
            yield Predicate.ASSOCIATED_WITH, scored.related


def _stating_sentences(
    context: RelationContext, matches: Iterable[RuleMatch], predicate: Predicate
) -> dict[tuple[str, str], frozenset[int]]:
    """The sentences whose phrases affirm a predicate of a first entity and a second."""
    found: dict[tuple[str, str], frozenset[int]] = {}
    for one in matches:
        if one.predicate is predicate and one.assertion is Assertion.AFFIRMED:
            owners = context.sentences[one.sentence].owners
            for subject, target in product(owners[one.subject], owners[one.object]):
                for ends in ((subject, target), (target, subject))[: 1 + (predicate in SYMMETRIC)]:
                    found[ends] = found.get(ends, frozenset()) | {one.sentence}
    return found


def _is_left_to_model(context: RelationContext, one: RuleMatch) -> bool:
    """Whether a match says what a chemical does to a disease: the model is better at that, except at denials."""
    owners = context.sentences[one.sentence].owners
    kinds = {context.kinds[id] for place in (one.subject, one.object) for id in owners[place]}
    return (
        one.predicate is Predicate.CAUSES and one.assertion is not Assertion.NEGATED and kinds == set(CAUSAL)
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


def _rule_relations(context: RelationContext, one: RuleMatch) -> Iterator[Relation]:
    """The relations of a match, one for each pair of entities that its two mentions stand for."""
    sentence = context.sentences[one.sentence]
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
                    RULES_EXTRACTOR,
                )


def _model_relation(
    context: RelationContext,
    scored: ScoredPair,
    predicate: Predicate,
    confidence: float,
    stating: Collection[int],
) -> Relation:
    """The relation with its best sentence; without one, with a sentence that mentions the second, as uncertain."""
    pair = scored.pair
    first, second = _ordered(pair.first.id, predicate, pair.second.id)
    shown = evidence(context, scored, predicate, stating if predicate is Predicate.CAUSES else ())
    if shown is not None:
        sentence, state = shown
        extractor = MODEL_EXTRACTOR
    else:
        sentence, state = context.sentences[nearest_sentence(context, pair)], Assertion.UNCERTAIN
        extractor = ACROSS_EXTRACTOR
    return Relation(first, predicate, second, sentence.chunk, sentence.span, state, confidence, extractor)
