"""Torn reads: a read that saw a part of the graph while it was being replaced.

Neo4j reads what is committed at each moment, record by record. A node or relationship that another transaction deletes
while it is read therefore lacks its properties, or can no longer be loaded (`ENTITY_NOT_FOUND`). Such a read is no
error of the reader's: it is begun again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from graph.store.base import StoreError
from graph.store.shared.damage import UNREADABLE, document_damage
from graph.store.values.damage import OnDamage

ENTITY_NOT_FOUND = "Neo.ClientError.Statement.EntityNotFound"


class TornReadError(StoreError):
    """A read found something half deleted."""

    def __init__(self) -> None:
        super().__init__("what was read is being replaced all the time", "try again when the ingest is done")


def complete(values: Sequence[Any]) -> Sequence[Any]:
    """The values, none of which is null in the store. Raises TornReadError where one is."""
    if None in values:
        raise TornReadError
    return values


def required(properties: Mapping[str, Any], *names: str) -> Sequence[Any]:
    """The values of properties that every such node, relationship or row has, in the order of the names.

    Raises TornReadError where one is missing or null: `properties()` of what is deleted meanwhile is empty, and a
    projection of it holds nulls.
    """
    return complete([properties.get(name) for name in names])


@contextmanager
def leaving_out(document_id: str, on_damage: OnDamage, *, last: bool) -> Iterator[None]:
    """Tell of what in the block cannot be decoded, and go on behind it; but while it may only be torn, read again."""
    try:
        yield
    except (TornReadError, *UNREADABLE) as error:
        if not last:
            raise TornReadError from error
        on_damage(document_damage(document_id, error))
