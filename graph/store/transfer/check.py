"""Reading all of a workspace to see whether it is as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph.store.base import GraphStore
from graph.store.shared.damage import AlteredError, document_damage
from graph.store.values.damage import Damage

Progress = Callable[[int, int], None]


def check_store(store: GraphStore, progress: Progress | None = None) -> Iterator[Damage]:
    """Every damage of the storage, of documents with all that was found in them, and of concepts.

    `progress(done, total)` counts documents. Raises StoreError where so much is damaged that nothing can be read.
    """
    yield from store.integrity()
    damages: list[Damage] = []
    total = store.counts().documents
    done = _counted(store.graphs(on_damage=damages.append), total, progress)
    told = set()
    for damage in _told(done, damages):
        told.add(damage.subject)
        yield damage
    for id_ in sorted(store.altered() - told):
        yield document_damage(id_, AlteredError("what filters go by is not as it was written"))
    for vocabulary in store.vocabularies():
        yield from _told(store.all_concepts(vocabulary.id, damages.append), damages)


def _counted(items: Iterable[Any], total: int, progress: Progress | None) -> Iterator[Any]:
    for done, item in enumerate(items, 1):
        if progress:
            progress(done, total)
        yield item


def _told(items: Iterable[Any], damages: list[Damage]) -> Iterator[Damage]:
    """What is told of damage while the items are read."""
    for _ in items:
        yield from damages
        damages.clear()
    yield from damages
    damages.clear()
