"""The role of a store as the keeper of one workspace: its revision, settings, size and life."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from graph.store.values.damage import Damage
from graph.store.values.workspace import Changes, Counts, State


class WorkspaceStore(Protocol):
    """The workspace as a whole."""

    workspace: str

    def state(self) -> State:
        """Revision, settings, counts, vocabularies and merges, in one read."""
        ...

    def revision(self) -> int:
        """A counter that every write, delete, merge or vocabulary change raises."""
        ...

    def history(self, at: int) -> str | None:
        """A random token that the write gave the revision `at`; None where the store's past has no such revision.

        A counter alone does not tell a store from one that was restored from a copy and then written to: their tokens
        differ from where they parted.
        """
        ...

    def changes(self, since: int) -> Changes:
        """Documents written (and still there) or deleted (and not back) after revision `since`."""
        ...

    def setting(self, key: str) -> str | None:
        """The value of a setting of the workspace (`model`, `store.id`), None where it is not set."""
        ...

    def remember(self, key: str, value: str) -> None:
        """Set a setting of the workspace."""
        ...

    def counts(self) -> Counts:
        """The size of the workspace."""
        ...

    def content_hash(self) -> str:
        """A digest of everything that was put in, independent of order, revision, machine and store."""
        ...

    def compact(self) -> None:
        """Give back the space of what was deleted, and leave nothing of it behind; the content stays as it is."""
        ...

    def integrity(self) -> Iterator[Damage]:
        """What of the storage itself is not sound, as far as the database can tell; reads all of it."""
        ...

    def close(self) -> None:
        """Release connections; the store is not used afterwards."""
        ...
