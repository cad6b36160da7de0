"""Stated relations: the edges at an entity as documents support them, and the sentences behind an edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.model import Assertion, DocumentGraph, Entity, Relation, Span
from graph.predicates import Predicate
from graph.store.neo4j import relation_cypher
from graph.store.neo4j.connection import Row, Transaction, whole
from graph.store.shared.codec import findable
from graph.store.shared.sampling import sample_rank
from graph.store.values.relations import (
    EdgeKey,
    Evidence,
    RelationEdge,
    affirming_first,
    is_unsound,
    ordered_ends,
    weigh,
)


def relations(
    transaction: Transaction,
    entity_id: str,
    limit: int,
    predicate: Predicate | None,
    other_id: str | None,
    degree_cap: int,
) -> Sequence[RelationEdge]:
    """The edges at an entity, best supported first."""
    if not all(map(findable, (entity_id, other_id or ""))):
        return []
    values: dict[str, Any] = {"id": entity_id, "other": other_id, "predicate": predicate}
    values |= {"limit": max(limit, 0), "cap": max(degree_cap, 0)}
    return [_edge(whole(row, "predicate")) for row in transaction.run(relation_cypher.STATED, **values)]


def evidence(
    transaction: Transaction, edges: Collection[EdgeKey], limit: int
) -> Mapping[EdgeKey, Sequence[Evidence]]:
    """The sentences that state each edge, affirming ones first."""
    asked = [list(edge) for edge in edges if all(map(findable, edge))]
    found: dict[EdgeKey, list[Evidence]] = defaultdict(list)
    for row in transaction.each(relation_cypher.EVIDENCE, asked, "rows", limit=max(limit, 0)):
        subject, predicate, object_ = row["row"]
        found[subject, predicate, object_].append(_evidence(*row["each"]))
    return {edge: affirming_first(each) for edge, each in found.items()}


def relations_of(transaction: Transaction, ids: list[str]) -> Mapping[str, list[Relation]]:
    """What each document states, in its order."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for row in transaction.run(relation_cypher.RELATIONS_OF_DOCUMENTS, ids=ids):
        found[row["id"]].append(_relation(row["subject"], row["object"], row["r"]))
    return found


def stated_rows(graph: DocumentGraph, root: dict[str, str]) -> Iterator[Row]:
    """One row for each sentence that states a relation; `root` says what stands for a merged entity."""
    sample, unsound = sample_rank(graph.document.id), is_unsound(graph.document)
    for place, relation in enumerate(graph.relations):
        subject, object_ = ordered_ends(relation, lambda id_: root.get(id_, id_))
        values = {
            "said_subject": subject if subject in root else None,
            "said_object": object_ if object_ in root else None,
            "predicate": str(relation.predicate),
            "document": graph.document.id,
            "place": place,
            "chunk": relation.chunk,
            "sentence_start": relation.sentence.start,
            "sentence_stop": relation.sentence.end,
            "assertion": str(relation.assertion),
            "confidence": float(relation.confidence),
            "extractor": relation.extractor,
            "unsound": unsound,
            "sample": sample,
        }
        yield {"subject": root.get(subject, subject), "object": root.get(object_, object_), "values": values}


def _edge(row: Row) -> RelationEdge:
    subject, object_ = (Entity(**whole(row[end], "name")) for end in ("subject", "object"))
    said = ((document, Assertion(assertion), *rest) for document, assertion, *rest in row["said"])
    return RelationEdge(subject, Predicate(row["predicate"]), object_, weigh(said))


def _evidence(
    document: str,
    start: int,
    stop: int,
    assertion: str,
    confidence: float,
    extractor: str,
    unsound: bool,
) -> Evidence:
    return Evidence(document, Span(start, stop), Assertion(assertion), confidence, extractor, unsound)


def _relation(subject: str, object_: str, r: dict[str, Any]) -> Relation:
    sentence = Span(r["sentence_start"], r["sentence_stop"])
    about = (r["chunk"], sentence, Assertion(r["assertion"]), r["confidence"], r["extractor"])
    relation = Relation(subject, r["predicate"], object_, *about)
    subject, object_ = ordered_ends(relation)
    return replace(relation, subject_id=subject, object_id=object_)
