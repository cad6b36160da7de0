"""The role of a store that remembers which entities a person said are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graph.store.values.merges import Merge


class MergeStore(Protocol):
    """Merges of entities, each of which can be undone."""

    def merge(self, merge: Merge) -> bool:
        """Record a person's decision that one entity is another; whether the merge is new.

        From then on reads know only the other entity: what documents, written before or after, say of the merged one
        is read of it. Only `graphs` still gives each document as it was written. Raises MergeError for a circle, and
        for an entity that is merged into a third.
        """
        ...

    def unmerge(self, entity_id: str) -> bool:
        """Undo the merge of that entity, exactly; whether there was one."""
        ...

    def merges(self) -> Sequence[Merge]:
        """All merges, ordered by id."""
        ...
