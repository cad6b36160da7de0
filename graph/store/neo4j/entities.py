"""Entities, their mentions, and the sentences they share. Traversal is bounded everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from graph.model import Assertion, Entity
from graph.store.base import CoMention, EntityUse, Neighbour
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Row, Server, Transaction, known, whole
from graph.store.neo4j.documents import mention_from

_BATCH = 1000


def entities(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Entity]:
    """Entities under the smallest (name, category) that a document gives them."""
    rows = [row["e"] for row in transaction.each(cypher.ENTITIES, known(ids))]
    return {e["id"]: Entity(e["id"], e["name"], e["category"]) for e in rows}


def entity_use(transaction: Transaction, ids: Collection[str]) -> Mapping[str, EntityUse]:
    """Document and mention counts."""
    rows = [row["e"] for row in transaction.each(cypher.ENTITIES, known(ids))]
    return {e["id"]: EntityUse(e["documents"], e["mentions"]) for e in rows}


def all_entities(server: Server) -> Iterator[tuple[Entity, EntityUse]]:
    """Every entity, ordered by id; no transaction is open while the caller works."""
    after = ""
    while found := server.read(partial(_after, after=after)):
        yield from found
        after = found[-1][0].id


def _after(transaction: Transaction, after: str) -> list[tuple[Entity, EntityUse]]:
    rows = [
        whole(row["e"], "name") for row in transaction.run(cypher.NEXT_ENTITIES, after=after, limit=_BATCH)
    ]
    return [
        (Entity(e["id"], e["name"], e["category"]), EntityUse(e["documents"], e["mentions"])) for e in rows
    ]


def neighbours(transaction: Transaction, entity_id: str, limit: int, degree_cap: int) -> Sequence[Neighbour]:
    """Entities in the same sentences, most documents first."""
    if not known([entity_id]):
        return []
    values = {"id": entity_id, "limit": max(limit, 0), "cap": max(degree_cap, 0)}
    rows = [whole(row, "name") for row in transaction.run(cypher.NEIGHBOURS, **values)]
    return [
        Neighbour(Entity(row["id"], row["name"], row["category"]), row["documents"], row["sentences"])
        for row in rows
    ]


def co_mentions(transaction: Transaction, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
    """The sentences that name both, each once, in order of document and place."""
    use = entity_use(transaction, [entity_id, other_id])
    if limit <= 0 or len(use) < len({entity_id, other_id}):
        return []
    turned = use[other_id].mentions < use[entity_id].mentions
    rare, common = (other_id, entity_id) if turned else (entity_id, other_id)
    found = []
    for row in transaction.run(cypher.SHARED, rare=rare, common=common, limit=limit):
        of_rare = mention_from(rare, row["chunk"], _spoken(row["first"]))
        of_common = mention_from(common, row["chunk"], _spoken(row["second"]))
        pair = (of_common, of_rare) if turned else (of_rare, of_common)
        found.append(CoMention(row["document"], *pair))
    return found


def _spoken(found: list[Row]) -> Row:
    """Of an entity's mentions in a sentence the first; a negated one before all, for it takes the support away."""
    return min(found, key=lambda m: (m["assertion"] != Assertion.NEGATED, m["start"], m["stop"], m["place"]))
