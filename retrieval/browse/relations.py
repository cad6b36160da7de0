"""What documents state of an entity: each relation with its weight, and the sentences for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from graph import SYMMETRIC, Assertion, Document
from graph.store import DocumentStore, Evidence, RelationEdge, RelationStore
from retrieval.browse.quotes import QuotedSentence, distinct, quote_fields

Direction = Literal["outgoing", "incoming", "mutual"]


@dataclass(frozen=True, slots=True)
class RelationSentence(QuotedSentence):
    """A sentence that states a relation, how it asserts it, and what extracted it, how surely (0 to 1).

    `retracted`: the document is retracted, or is the notice that retracts another, and supports nothing.
    """

    assertion: str
    confidence: float
    extractor: str
    retracted: bool


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation that documents state between the viewed entity and the one of `id`.

    `direction` is outgoing where the viewed entity is the subject, incoming where it is the object, mutual where the
    predicate is symmetric. `support` counts the documents that affirm the relation and `negated` those that deny it;
    `otherwise` counts, by assertion, those that state it as uncertain, hypothetical, historical or of another person.
    `retracted` counts retracted documents, which are in none of these. `confidence` is the noisy-or over the documents
    that affirm it.
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


class StatementStore(RelationStore, DocumentStore, Protocol):
    """Stated relations, and the documents that state them."""


def stated_relations(
    store: StatementStore, entity_id: str, limit: int, sentences: int
) -> tuple[RelationView, ...]:
    """At most `limit` relations of an entity, best supported first, with `sentences` of each assertion behind each."""
    edges = store.relations(entity_id, limit)
    evidence = store.evidence([each.edge for each in edges], sentences)
    documents = store.documents({each.document_id for behind in evidence.values() for each in behind})
    quoted = {
        edge: distinct(
            [_sentence(documents[e.document_id], e) for e in behind if e.document_id in documents], documents
        )
        for edge, behind in evidence.items()
    }
    return tuple(_relation(each, entity_id, quoted.get(each.edge, ())) for each in edges)


def _relation(edge: RelationEdge, entity_id: str, evidence: tuple[RelationSentence, ...]) -> RelationView:
    outgoing = edge.subject.id == entity_id
    other = edge.object if outgoing else edge.subject
    direction: Direction = "outgoing" if outgoing else "incoming"
    not_affirmed = {a.value: n for a, n in edge.weight.documents.items() if a is not Assertion.AFFIRMED}
    return RelationView(
        predicate=edge.predicate.value,
        direction="mutual" if edge.predicate in SYMMETRIC else direction,
        id=other.id,
        name=other.name,
        category=other.category,
        support=edge.weight.support,
        confidence=round(edge.weight.confidence, 4),
        negated=not_affirmed.pop(Assertion.NEGATED.value, 0),
        otherwise=not_affirmed,
        retracted=edge.weight.retracted,
        evidence=evidence,
    )


def _sentence(document: Document, evidence: Evidence) -> RelationSentence:
    return RelationSentence(
        *quote_fields(document, evidence.sentence),
        assertion=evidence.assertion.value,
        confidence=evidence.confidence,
        extractor=evidence.extractor,
        retracted=evidence.retracted,
    )
