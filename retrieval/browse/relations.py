"""What documents state of an entity: each relation with its weight, and the sentences for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model import Assertion
from graph.predicates import SYMMETRIC
from graph.store.base import GraphStore
from graph.store.values.relations import Evidence, RelationEdge

Direction = Literal["outgoing", "incoming", "mutual"]


@dataclass(frozen=True, slots=True)
class RelationSentence:
    """A sentence that states a relation; `quote == document.text[start:end]`.

    `retracted` says that the document is, or is the notice that retracts another: it supports nothing.
    """

    document_id: str
    title: str
    year: int | None
    start: int
    end: int
    quote: str
    assertion: str
    confidence: float
    extractor: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation that documents state between the entity and the one of `id`.

    `direction` is outgoing where the entity is the subject, incoming where it is the object, mutual where the predicate
    says the same of both. `support` counts the documents that affirm it and `negated` those that deny it; `otherwise`
    counts, by assertion, those that say it as uncertain, hypothetical, historical or of another person. `retracted`
    ones are counted in none of these. `confidence`: the noisy-or over the documents that affirm it.
    """

    predicate: str
    direction: Direction
    id: str
    name: str
    category: str
    support: int
    confidence: float
    negated: int
    otherwise: dict[str, int]
    retracted: int
    evidence: tuple[RelationSentence, ...]
    kind: Literal["stated"] = "stated"


def stated_relations(
    store: GraphStore, entity_id: str, limit: int, sentences: int
) -> tuple[RelationView, ...]:
    """At most `limit` relations of an entity, best supported first, with `sentences` of each assertion behind each."""
    found = store.relations(entity_id, limit)
    behind = store.evidence([each.edge for each in found], sentences)
    statements = _Statements(store, [each for edge in behind.values() for each in edge])
    return tuple(_relation(each, entity_id, statements.of(behind.get(each.edge, ()))) for each in found)


def _relation(stated: RelationEdge, entity_id: str, evidence: tuple[RelationSentence, ...]) -> RelationView:
    outgoing = stated.subject.id == entity_id
    other = stated.object if outgoing else stated.subject
    direction: Direction = "outgoing" if outgoing else "incoming"
    apart = {a.value: n for a, n in stated.weight.documents.items() if a is not Assertion.AFFIRMED}
    return RelationView(
        predicate=stated.predicate.value,
        direction="mutual" if stated.predicate in SYMMETRIC else direction,
        id=other.id,
        name=other.name,
        category=other.category,
        support=stated.weight.support,
        confidence=round(stated.weight.confidence, 4),
        negated=apart.pop(Assertion.NEGATED.value, 0),
        otherwise=apart,
        retracted=stated.weight.retracted,
        evidence=evidence,
    )


class _Statements:
    """The documents behind all relations, fetched at once."""

    def __init__(self, store: GraphStore, evidence: Sequence[Evidence]) -> None:
        self._documents = store.documents({each.document_id for each in evidence})

    def of(self, evidence: Sequence[Evidence]) -> tuple[RelationSentence, ...]:
        return tuple(self._statement(each) for each in evidence if each.document_id in self._documents)

    def _statement(self, evidence: Evidence) -> RelationSentence:
        document, span = self._documents[evidence.document_id], evidence.sentence
        return RelationSentence(
            document_id=document.id,
            title=document.title,
            year=document.year,
            start=span.start,
            end=span.end,
            quote=span.of(document.text),
            assertion=evidence.assertion.value,
            confidence=evidence.confidence,
            extractor=evidence.extractor,
            retracted=evidence.retracted,
        )
