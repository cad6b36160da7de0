"""Entities, their mentions, and the sentences they share. Traversal is bounded everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from graph.model import Assertion, Entity
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Row, Server, Transaction, storable_ids
from graph.store.neo4j.documents import mention_from
from graph.store.neo4j.papers import papers_of
from graph.store.neo4j.torn import required
from graph.store.values.entities import (
    PAPER_CAP,
    CoMention,
    CoOccurrence,
    EntityUse,
    Neighbour,
    rank_neighbours,
)

_COUNTED = ("id", "documents", "sentences", "everywhere", "followed", "total")
_BATCH = 1000  # entities a call; within the rows that docs/decisions/0007-store.md gives


def entities(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Entity]:
    """Entities under the (name, category) that most documents give them; of equals the smallest."""
    rows = transaction.run_batched(cypher.ENTITIES, storable_ids(ids))
    found = [_entity(row["e"]) for row in rows]
    return {entity.id: entity for entity in found}


def entity_use(transaction: Transaction, ids: Collection[str]) -> Mapping[str, EntityUse]:
    """Document and mention counts."""
    rows = transaction.run_batched(cypher.ENTITIES, storable_ids(ids))
    found = (required(row["e"], "id", "documents", "mentions") for row in rows)
    return {id_: EntityUse(documents, mentions) for id_, documents, mentions in found}


def paper_count(transaction: Transaction, entity_id: str) -> int:
    """Documents that mention it, those of one paper once."""
    use = entity_use(transaction, [entity_id]).get(entity_id)
    if use is None or not 1 < use.documents <= PAPER_CAP:
        return use.documents if use else 0
    documents = [row["document"] for row in transaction.run(cypher.DOCUMENTS_OF_ENTITY, id=entity_id)]
    return len(set(papers_of(transaction, documents).values()))


def all_entities(server: Server) -> Iterator[tuple[Entity, EntityUse]]:
    """Every entity, ordered by id; no transaction is open while the caller works."""
    after = ""
    while found := server.read(partial(_after, after=after)):
        yield from found
        after = found[-1][0].id


def _after(transaction: Transaction, after: str) -> list[tuple[Entity, EntityUse]]:
    rows = transaction.run(cypher.NEXT_ENTITIES, after=after, limit=_BATCH)
    return [(_entity(row["e"]), EntityUse(*required(row["e"], "documents", "mentions"))) for row in rows]


def _entity(e: Row) -> Entity:
    return Entity(*required(e, "id", "name", "category"))


def neighbours(transaction: Transaction, entity_id: str, limit: int, degree_cap: int) -> Sequence[Neighbour]:
    """Entities in the same sentences, the most telling first."""
    if not storable_ids([entity_id]):
        return []
    rows = transaction.run(cypher.NEIGHBOURS, id=entity_id, cap=max(degree_cap, 0))
    found = {row["id"]: row for row in rows}
    best = rank_neighbours((CoOccurrence(*required(row, *_COUNTED)) for row in rows), limit)
    return [Neighbour(_entity(found[each.id]), each.documents, each.sentences) for each in best]


def co_mentions(transaction: Transaction, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
    """The sentences that name both, each once, in order of document and place."""
    use = entity_use(transaction, [entity_id, other_id])
    if limit <= 0 or len(use) < len({entity_id, other_id}):
        return []
    turned = use[other_id].mentions < use[entity_id].mentions
    rare, common = (other_id, entity_id) if turned else (entity_id, other_id)
    found = []
    for row in transaction.run(cypher.SHARED, rare=rare, common=common, limit=limit):
        document_id, chunk = required(row, "document", "chunk")
        of_rare = mention_from(rare, chunk, _decisive(row["first"]))
        of_common = mention_from(common, chunk, _decisive(row["second"]))
        pair = (of_common, of_rare) if turned else (of_rare, of_common)
        found.append(CoMention(document_id, *pair))
    return found


def _decisive(mentions: list[Row]) -> Row:
    """The first of an entity's mentions in a sentence; a negated one before all others, as the sentence supports then
    nothing.
    """

    def order(m: Row) -> tuple[bool, int, int, int]:
        assertion, start, stop, place = required(m, "assertion", "start", "stop", "place")
        return assertion != Assertion.NEGATED, start, stop, place

    return min(mentions, key=order)
