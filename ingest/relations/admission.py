"""What of the relations found goes into a graph: what one sentence states, of things that are what they are taken for.

A wrong claim costs more than a missing one. Evaluation asks for all that the model finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph import Assertion, Entity, Mention, Predicate, Relation
from ingest.relations.context import RelationContext
from ingest.relations.evidence import shows_genetic_association
from ingest.relations.generic import is_generic
from ingest.relations.kinds import Kind
from ingest.relations.pairs import Pair

# What was linked by no more than words that the two names share, and not surely, is mostly a broader concept or
# another: "wound pain" is not Wounds and Injuries, "nasal fractures" not Nose Diseases. Of 110 read at random four of
# five with a lower score were wrong, and one of four of the others.
_BY_WORDS, _SURE_LINK = "words", 0.6
_TORN = re.compile(r"^(?:and|or|of|the|with|in|for)\s|\s(?:and|or|of|the|with|in|for)$", re.IGNORECASE)
# A gene or variant and a disease are called associated where the model is this sure and the sentence tells of it: read
# in 600 abstracts, 9 of 10 such statements were right, and 4 of 10 without the two.
_SURE_ASSOCIATION = 0.85
_GENETIC_KINDS = {(Kind.GENE, Kind.DISEASE), (Kind.VARIANT, Kind.DISEASE)}
# Where the sentence itself speaks of no more than an association, the model makes it a cause only when this sure: below
# it, "the bilirubin level is associated with atrial fibrillation" was one.
_SURE_CAUSE = 0.8


def sure_mentions(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """The mentions that are whole names, and whose concept is the one that they name."""
    for mention in mentions:
        sure = mention.score >= _SURE_LINK or not mention.method.endswith(_BY_WORDS)
        if sure and not _TORN.search(text[mention.start : mention.end]):
            yield mention


def is_stated(context: RelationContext, pair: Pair, relation: Relation, only_associated: bool) -> bool:
    """Whether what the model says of a pair is sure enough; `only_associated` where its sentence says no more."""
    if relation.predicate == Predicate.CAUSES:
        return not only_associated or relation.confidence >= _SURE_CAUSE
    return (
        relation.predicate == Predicate.ASSOCIATED_WITH
        and pair.kinds in _GENETIC_KINDS
        and relation.confidence >= _SURE_ASSOCIATION
        and any(
            shows_genetic_association(context.sentences[place.sentence], pair, place)
            for place in pair.places
            if context.sentences[place.sentence].span == relation.sentence
        )
    )


def telling(relations: Iterable[Relation], entities: Iterable[Entity]) -> Iterator[Relation]:
    """Without statements of names too general to tell anything, and those that say less than another of the pair."""
    general = {entity.id for entity in entities if is_generic(entity.name)}
    kept = [r for r in relations if r.subject_id not in general and r.object_id not in general]
    said_more = {
        frozenset((r.subject_id, r.object_id))
        for r in kept
        if r.predicate != Predicate.ASSOCIATED_WITH and r.assertion is Assertion.AFFIRMED
    }
    for relation in kept:
        ends = frozenset((relation.subject_id, relation.object_id))
        if relation.predicate != Predicate.ASSOCIATED_WITH or ends not in said_more:
            yield relation
