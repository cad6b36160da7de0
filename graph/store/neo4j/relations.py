"""Stated relations: the edges at an entity as documents support them, and the sentences behind an edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.model import Assertion, DocumentGraph, Entity, Relation, Span
from graph.predicates import Predicate
from graph.store.neo4j import relation_cypher
from graph.store.neo4j.connection import Row, Transaction
from graph.store.neo4j.papers import papers_of
from graph.store.neo4j.torn import complete, required
from graph.store.shared.codec import is_storable_id
from graph.store.shared.sampling import sample_rank
from graph.store.values.relations import (
    EDGES_PER_PLACE,
    EdgeKey,
    Evidence,
    RelationEdge,
    edge_weight,
    is_retracted_or_notice,
    ordered_ends,
    rank_edges,
    sort_by_assertion,
)

# Properties that every STATED relationship has.
_STATED = ("predicate", "chunk", "sentence_start", "sentence_stop", "assertion", "confidence", "extractor")


def relations(
    transaction: Transaction,
    entity_id: str,
    limit: int,
    predicate: Predicate | None,
    other_id: str | None,
    degree_cap: int,
) -> Sequence[RelationEdge]:
    """The edges at an entity, best supported first."""
    if not all(map(is_storable_id, (entity_id, other_id or ""))):
        return []
    values: dict[str, Any] = {"id": entity_id, "other": other_id, "predicate": predicate}
    values |= {"limit": max(limit, 0) * EDGES_PER_PLACE, "cap": max(degree_cap, 0)}
    rows = transaction.run(relation_cypher.STATED, **values)
    same = papers_of(transaction, {statement[0] for row in rows for statement in row["statements"]})
    edges = {edge.edge: edge for edge in (_edge(row, same) for row in rows)}
    return [edges[key] for key, _ in rank_edges({key: e.weight for key, e in edges.items()}, limit)]


def evidence(
    transaction: Transaction, edges: Collection[EdgeKey], limit: int
) -> Mapping[EdgeKey, Sequence[Evidence]]:
    """The sentences that state each edge, affirming ones first."""
    rows = [list(edge) for edge in edges if all(map(is_storable_id, edge))]
    found: dict[EdgeKey, list[Evidence]] = defaultdict(list)
    for row in transaction.run_batched(relation_cypher.EVIDENCE, rows, "rows", limit=max(limit, 0)):
        subject, predicate, object_ = row["row"]
        found[subject, predicate, object_].append(_evidence(*complete(row["each"])))
    return {edge: sort_by_assertion(each) for edge, each in found.items()}


def relation_from(row: Row) -> Relation:
    """A relation as its document states it, from a row of RELATIONS_OF_DOCUMENTS."""
    subject, object_ = required(row, "subject", "object")
    return _relation(subject, object_, row["r"])


def stated_rows(graph: DocumentGraph, canonical: dict[str, str]) -> Iterator[Row]:
    """One row for each sentence that states a relation; `canonical` holds the canonical ids of merged entities."""
    sample, retracted = sample_rank(graph.document.id), is_retracted_or_notice(graph.document)
    for place, relation in enumerate(graph.relations):
        subject, object_ = ordered_ends(relation, lambda id_: canonical.get(id_, id_))
        values = {
            "said_subject": subject if subject in canonical else None,
            "said_object": object_ if object_ in canonical else None,
            "predicate": str(relation.predicate),
            "document": graph.document.id,
            "place": place,
            "chunk": relation.chunk,
            "sentence_start": relation.sentence.start,
            "sentence_stop": relation.sentence.end,
            "assertion": str(relation.assertion),
            "confidence": float(relation.confidence),
            "extractor": relation.extractor,
            "unsound": retracted,
            "sample": sample,
        }
        ends = {"subject": canonical.get(subject, subject), "object": canonical.get(object_, object_)}
        yield ends | {"values": values}


def _edge(row: Row, same: Mapping[str | int, str | int]) -> RelationEdge:
    subject, object_ = (
        Entity(*required(row[end], "id", "name", "category")) for end in ("subject", "object")
    )
    (predicate,) = required(row, "predicate")
    statements = (
        (document, Assertion(assertion), confidence, retracted)
        for document, assertion, confidence, retracted in map(complete, row["statements"])
    )
    return RelationEdge(subject, Predicate(predicate), object_, edge_weight(statements, same))


def _evidence(
    document: str,
    start: int,
    stop: int,
    assertion: str,
    confidence: float,
    extractor: str,
    retracted: bool,
) -> Evidence:
    return Evidence(document, Span(start, stop), Assertion(assertion), confidence, extractor, retracted)


def _relation(subject: str, object_: str, r: dict[str, Any]) -> Relation:
    predicate, chunk, start, stop, assertion, confidence, extractor = required(r, *_STATED)
    sentence = Span(start, stop)
    relation = Relation(
        subject, predicate, object_, chunk, sentence, Assertion(assertion), confidence, extractor
    )
    subject, object_ = ordered_ends(relation)
    return replace(relation, subject_id=subject, object_id=object_)
