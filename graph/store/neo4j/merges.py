"""Merges: what a person says is one, and what moves with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Entity
from graph.predicates import SYMMETRIC
from graph.store.neo4j import cypher, merge_cypher
from graph.store.neo4j.connection import Row, Transaction
from graph.store.shared.codec import findable
from graph.store.values.merges import Merge, is_new, moved, roots


def merges(transaction: Transaction) -> Sequence[Merge]:
    """What was merged, ordered by id."""
    return merges_from(row["m"] for row in transaction.run(merge_cypher.MERGES))


def merges_from(rows: Iterable[Row]) -> Sequence[Merge]:
    """Merges from their nodes' properties, ordered by id."""
    found = (
        Merge(
            Entity(m["id"], m["name"], m["category"]),
            Entity(m["into"], m["into_name"], m["into_category"]),
        )
        for m in rows
    )
    return sorted(found, key=lambda each: each.entity.id)


def merge(transaction: Transaction, new: Merge) -> bool:
    """Make one entity another; whether it was not so already."""
    there = merges(transaction)
    if not is_new(there, new):
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
    _settle(transaction, there)
    return True


def unmerge(transaction: Transaction, entity_id: str) -> bool:
    """Take a merge back; whether there was one."""
    if not findable(entity_id):
        return False
    there = merges(transaction)
    gone = bool(transaction.run(merge_cypher.DELETE_MERGE, ids=[entity_id])[0]["deleted"])
    if gone:
        _settle(transaction, there)
    return gone


def show_merged(transaction: Transaction, ids: Iterable[str], root: dict[str, str]) -> None:
    """Of these entities, name and count those that stand for merged ones."""
    transaction.each(merge_cypher.SHOW_MERGED, sorted(set(ids) & set(root.values())))


def _settle(transaction: Transaction, before: Sequence[Merge]) -> None:
    transaction.run(cypher.RAISE)
    now = roots(merges(transaction))
    rows = [{"id": id_, "former": former, "root": root} for id_, former, root in moved(roots(before), now)]
    former = sorted({row["former"] for row in rows})
    ids = sorted({row["root"] for row in rows} | set(former))
    there = _count(transaction, ids)
    for query in (
        merge_cypher.MOVE_NAMES,
        merge_cypher.MOVE_MENTIONS,
        merge_cypher.MOVE_SUBJECTS,
        merge_cypher.MOVE_OBJECTS,
    ):
        transaction.each(query, rows, "rows")
    transaction.each(merge_cypher.TURN_STATED, ids, symmetric=sorted(SYMMETRIC))
    transaction.each(cypher.DELETE_ENTITIES, former)
    for query in (cypher.SHOW_NAMES, cypher.REFER_ENTITIES):
        transaction.each(query, ids)
    show_merged(transaction, ids, now)
    sizes = dict.fromkeys(("documents", "chunks", "mentions", "relations"), 0)
    transaction.run(cypher.COUNT, **sizes, entities=_count(transaction, ids) - there)


def _count(transaction: Transaction, ids: list[str]) -> int:
    return sum(row["count"] for row in transaction.each(cypher.COUNT_ENTITIES, ids))
