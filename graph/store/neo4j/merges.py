"""Merges of entities, and what moves with a merged one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Entity
from graph.predicates import SYMMETRIC
from graph.store.neo4j import cypher, merge_cypher
from graph.store.neo4j.connection import Row, Transaction
from graph.store.neo4j.torn import required
from graph.store.shared.codec import is_storable_id
from graph.store.values.merges import Merge, canonical_ids, is_new, reassigned_ids


def merges(transaction: Transaction) -> Sequence[Merge]:
    """All merges, ordered by id."""
    return merges_from(row["m"] for row in transaction.run(merge_cypher.MERGES))


def merges_from(rows: Iterable[Row]) -> Sequence[Merge]:
    """Merges from their nodes' properties, ordered by id."""
    found = (
        Merge(
            Entity(*required(m, "id", "name", "category")),
            Entity(*required(m, "into", "into_name", "into_category")),
        )
        for m in rows
    )
    return sorted(found, key=lambda each: each.entity.id)


def merge(transaction: Transaction, new: Merge) -> bool:
    """Record and apply a merge; whether it is new."""
    existing = merges(transaction)
    if not is_new(existing, new):
        return False
    one, into = new.entity, new.into
    values = {
        "id": one.id,
        "name": one.name,
        "category": one.category,
        "into": into.id,
        "into_name": into.name,
        "into_category": into.category,
    }
    transaction.run(merge_cypher.CREATE_MERGE, values=values)
    _apply(transaction, existing)
    return True


def unmerge(transaction: Transaction, entity_id: str) -> bool:
    """Take a merge back; whether there was one."""
    if not is_storable_id(entity_id):
        return False
    existing = merges(transaction)
    deleted = bool(transaction.run(merge_cypher.DELETE_MERGE, ids=[entity_id])[0]["deleted"])
    if deleted:
        _apply(transaction, existing)
    return deleted


def show_merged(transaction: Transaction, ids: Iterable[str], canonical: dict[str, str]) -> None:
    """Set the names and counts of those of these entities that others were merged into."""
    transaction.run_batched(merge_cypher.SHOW_MERGED, sorted(set(ids) & set(canonical.values())))


def _apply(transaction: Transaction, before: Sequence[Merge]) -> None:
    """Move what hangs on every entity whose canonical id changed."""
    transaction.run(cypher.RAISE)
    now = canonical_ids(merges(transaction))
    reassigned = reassigned_ids(canonical_ids(before), now)
    rows = [{"id": id_, "former": former, "canonical": new} for id_, former, new in reassigned]
    former = sorted({row["former"] for row in rows})
    ids = sorted({row["canonical"] for row in rows} | set(former))
    count = _count(transaction, ids)
    for query in (
        merge_cypher.MOVE_NAMES,
        merge_cypher.MOVE_MENTIONS,
        merge_cypher.MOVE_SUBJECTS,
        merge_cypher.MOVE_OBJECTS,
    ):
        transaction.run_batched(query, rows, "rows")
    transaction.run_batched(merge_cypher.ORDER_ENDS, ids, symmetric=sorted(SYMMETRIC))
    transaction.run_batched(cypher.DELETE_ENTITIES, former)
    for query in (cypher.SHOW_NAMES, cypher.REFER_ENTITIES):
        transaction.run_batched(query, ids)
    show_merged(transaction, ids, now)
    sizes = dict.fromkeys(("documents", "chunks", "mentions", "relations"), 0)
    transaction.run(cypher.COUNT, **sizes, entities=_count(transaction, ids) - count)


def _count(transaction: Transaction, ids: list[str]) -> int:
    return sum(row["count"] for row in transaction.run_batched(cypher.COUNT_ENTITIES, ids))
