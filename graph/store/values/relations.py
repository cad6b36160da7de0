"""Stated relations between entities: an edge as its documents together support it, and the sentences behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Assertion, Document, Entity, Relation, Span
from graph.predicates import SYMMETRIC, Predicate

EdgeKey = tuple[str, str, str]
"""`(subject id, predicate, object id)`."""

DocumentStatement = tuple[str | int, Assertion, float, bool]
"""`(document, assertion, best confidence, retracted)`: one document's statement of an edge under one assertion.

`retracted` is true of a notice of retraction too, as in `Evidence`.
"""

STATEMENT_CAP = 20_000  # docs/decisions/0007-store.md
"""How many statements of an entity are weighed for its edges."""

EDGES_PER_PLACE = 4
"""Of how many edges for each that is asked for the papers behind are told apart, before the best are chosen."""

_ASSERTION_ORDER = {assertion: place for place, assertion in enumerate(Assertion)}


@dataclass(frozen=True, slots=True)
class EdgeWeight:
    """How far documents support an edge. A document counts once under each assertion with which it states the edge.

    Documents of one paper (`graph.store.values.papers`) are one: retracted if one is, and as sure as the surest.

    `documents` counts them by assertion. Retracted documents and notices of retraction are not among these: they are
    counted in `retracted`, whatever they assert.

    `confidence` is the noisy-or over the documents that affirm it: 1 - product over d of (1 - c(d)), where c(d) is the
    confidence of the best affirming sentence of document d. Documents are taken to be independent of each other,
    the sentences of one document are not. 0 when no document affirms it.
    """

    documents: Mapping[Assertion, int]
    confidence: float
    retracted: int

    @property
    def support(self) -> int:
        """How many documents affirm it."""
        return self.documents.get(Assertion.AFFIRMED, 0)


@dataclass(frozen=True, slots=True)
class RelationEdge:
    """A directed edge that documents state; for a symmetric predicate `subject` has the smaller id."""

    subject: Entity
    predicate: Predicate
    object: Entity
    weight: EdgeWeight

    @property
    def edge(self) -> EdgeKey:
        """Its key."""
        return self.subject.id, self.predicate, self.object.id


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, in document offsets, that states an edge.

    `retracted` is true where the document is retracted or is a notice that retracts another: it supports nothing.
    """

    document_id: str
    sentence: Span
    assertion: Assertion
    confidence: float
    extractor: str
    retracted: bool


def is_retracted_or_notice(document: Document) -> bool:
    """Whether, by the document's own record, what it states supports nothing."""
    return document.retracted or document.is_retraction_notice


def ordered_ends(relation: Relation, key: Callable[[str], str] = str) -> tuple[str, str]:
    """Subject and object; those of a symmetric predicate in the order of `key` of their ids."""
    ends = relation.subject_id, relation.object_id
    if relation.predicate in SYMMETRIC and key(ends[0]) > key(ends[1]):
        return ends[1], ends[0]
    return ends


def edge_weight(
    statements: Iterable[DocumentStatement], papers: Mapping[str | int, str | int] | None = None
) -> EdgeWeight:
    """The weight of an edge, from all documents' statements of it; `papers` says which of these are one."""
    if papers:
        statements = _of_papers(statements, papers)
    documents: dict[Assertion, int] = defaultdict(int)
    retracted = set()
    affirmed = []
    for document, assertion, confidence, is_retracted in statements:
        if is_retracted:
            retracted.add(document)
            continue
        documents[assertion] += 1
        if assertion is Assertion.AFFIRMED:
            affirmed.append(confidence)
    doubt = 1.0
    # Multiplied in one order, so that every store gets the same bits.
    for confidence in sorted(affirmed, reverse=True):
        doubt *= 1 - confidence
    return EdgeWeight(dict(documents), 1 - doubt, len(retracted))


def _of_papers(
    statements: Iterable[DocumentStatement], papers: Mapping[str | int, str | int]
) -> list[DocumentStatement]:
    stated: dict[tuple[str | int, Assertion], float] = {}
    retracted: set[str | int] = set()
    for document, assertion, confidence, is_retracted in statements:
        paper = papers.get(document, document)
        stated[paper, assertion] = max(confidence, stated.get((paper, assertion), 0.0))
        if is_retracted:
            retracted.add(paper)
    return [(paper, how, sure, paper in retracted) for (paper, how), sure in stated.items()]


def rank_edges(weights: Mapping[EdgeKey, EdgeWeight], limit: int) -> Sequence[tuple[EdgeKey, EdgeWeight]]:
    """The best `limit` edges: by support, then by confidence, then by id."""
    ordered = sorted(weights.items(), key=lambda each: (-each[1].support, -each[1].confidence, each[0]))
    return ordered[: max(limit, 0)]


def sort_by_assertion(evidence: Iterable[Evidence]) -> Sequence[Evidence]:
    """Evidence in the order in which `Assertion` lists the assertions; within one the given order stays."""
    return sorted(evidence, key=lambda each: _ASSERTION_ORDER[each.assertion])
