"""Stated relations: the edges at an entity as documents support them, and the sentences behind an edge."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from graph.model import Span
from graph.predicates import Predicate
from graph.store.shared.codec import is_storable_id, to_json
from graph.store.sqlite.codec import ASSERTIONS, IN_JSON
from graph.store.sqlite.entities import entities
from graph.store.sqlite.filters import NOTICE_TARGETS
from graph.store.sqlite.papers import papers_of
from graph.store.values.relations import (
    EDGES_PER_PLACE,
    DocumentStatement,
    EdgeKey,
    Evidence,
    RelationEdge,
    edge_weight,
    rank_edges,
    sort_by_assertion,
)

# An edge from an entity to itself says nothing: its ends were two entities that a person merged.
_FOLLOWED = """
    SELECT subject, predicate, object, document, place, assertion, confidence, unsound, sample
    FROM evidence INDEXED BY evidence_by_{end}
    WHERE {end} = (SELECT key FROM entity WHERE id = :entity) AND subject <> object
    AND (:predicate IS NULL OR predicate = :predicate) AND {condition}
"""


def _statements_query(of_object: str, of_subject: str) -> str:
    """Each document's best statement of each edge under each assertion."""
    ends = (("subject", of_object), ("object", of_subject))
    followed = "UNION ALL".join(_FOLLOWED.format(end=end, condition=each) for end, each in ends)
    return f"""
        WITH followed AS MATERIALIZED ({followed} ORDER BY sample, document, place LIMIT :cap)
        SELECT subject, predicate, object, document, assertion, MAX(confidence),
            unsound OR document IN ({NOTICE_TARGETS})
        FROM followed GROUP BY subject, object, predicate, document, assertion
    """


_OTHER = "{} = (SELECT key FROM entity WHERE id = :other)"
STATEMENTS = _statements_query("TRUE", "TRUE")
STATEMENTS_BETWEEN = _statements_query(_OTHER.format("object"), _OTHER.format("subject"))

EVIDENCE = f"""
    WITH said AS (
        SELECT d.id, v.sentence_start, v.sentence_stop, v.assertion, v.confidence, v.extractor, v.place,
            v.unsound OR v.document IN ({NOTICE_TARGETS}) AS unsound
        FROM evidence AS v INDEXED BY evidence_by_subject CROSS JOIN document AS d ON d.key = v.document
        WHERE v.subject = (SELECT key FROM entity WHERE id = ?) AND v.predicate = ?
        AND v.object = (SELECT key FROM entity WHERE id = ?)
    ), ranked AS (
        SELECT *, ROW_NUMBER() OVER (
            PARTITION BY assertion ORDER BY unsound, confidence DESC, id, place
        ) AS rank FROM said
    )
    SELECT id, sentence_start, sentence_stop, assertion, confidence, extractor, unsound
    FROM ranked WHERE rank <= ? ORDER BY rank
"""


def relations(
    connection: sqlite3.Connection,
    entity_id: str,
    limit: int,
    predicate: Predicate | None,
    other_id: str | None,
    degree_cap: int,
) -> Sequence[RelationEdge]:
    """The edges at an entity, best supported first."""
    if not all(map(is_storable_id, (entity_id, other_id or ""))):
        return []
    values = {"entity": entity_id, "predicate": predicate, "other": other_id, "cap": max(degree_cap, 0)}
    statements: dict[tuple[int, str, int], list[DocumentStatement]] = defaultdict(list)
    query = STATEMENTS if other_id is None else STATEMENTS_BETWEEN
    for row in connection.execute(query, values):
        subject, verb, object_, document, assertion, confidence, retracted = row
        statement = (document, ASSERTIONS[assertion], confidence, bool(retracted))
        statements[subject, verb, object_].append(statement)
    ids = _ids(connection, {key for subject, _, object_ in statements for key in (subject, object_)})
    stated = {(ids[s], verb, ids[o]): each for (s, verb, o), each in statements.items()}
    weights = {edge: edge_weight(each) for edge, each in stated.items()}
    first = [edge for edge, _ in rank_edges(weights, limit * EDGES_PER_PLACE)]
    same = papers_of(connection, {document for edge in first for document, *_ in stated[edge]})
    best = rank_edges({edge: edge_weight(stated[edge], same) for edge in first}, limit)
    named = entities(connection, {end for (subject, _, object_), _ in best for end in (subject, object_)})
    return [
        RelationEdge(named[subject], Predicate(verb), named[object_], weight)
        for (subject, verb, object_), weight in best
    ]


def evidence(
    connection: sqlite3.Connection, edges: Collection[EdgeKey], limit: int
) -> Mapping[EdgeKey, Sequence[Evidence]]:
    """The sentences that state each edge, affirming ones first."""
    found = {}
    for edge in edges:
        if all(map(is_storable_id, edge)) and (
            rows := connection.execute(EVIDENCE, (*edge, limit)).fetchall()
        ):
            found[edge] = sort_by_assertion(
                Evidence(
                    id_, Span(start, stop), ASSERTIONS[assertion], confidence, extractor, bool(retracted)
                )
                for id_, start, stop, assertion, confidence, extractor, retracted in rows
            )
    return found


def _ids(connection: sqlite3.Connection, keys: Collection[int]) -> dict[int, str]:
    return dict(connection.execute(f"SELECT key, id FROM entity WHERE key {IN_JSON}", (to_json(list(keys)),)))
