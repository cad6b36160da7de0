"""The workspace as a whole: its size, its files, its copies."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from api.service.parts import CountProgress, Parts
from api.service.workspaces import Workspaces
from graph.store import Counts, check_export, copy_workspace, export_workspace, import_workspace


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What copying a workspace did: documents written, and documents that are the same in both now."""

    written: int
    documents: int


class Workspace:
    """One workspace, taken as a whole."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def counts(self) -> Counts:
        """How much is in it."""
        return self._parts.store.counts()

    def export(self, path: Path | str, progress: CountProgress | None = None) -> int:
        """Write the whole workspace to one file; how many documents."""
        return export_workspace(self._parts.store, Path(path), progress)

    def import_(self, path: Path | str, progress: CountProgress | None = None) -> int:
        """Add an exported workspace to this one; how many documents."""
        check_export(Path(path))  # before the workspace is made
        try:
            return import_workspace(self._parts.store, Path(path), progress)
        finally:  # what it replaced is quoted no more, whatever of it was refused
            self._parts.answers.forget()

    def copy(self, source: str, target: str, progress: CountProgress | None = None) -> CopyReport:
        """Copy the workspace between two stores, each an address of a server or '' for the local file.

        Raises UnknownWorkspaceError where the first has no such workspace, CopyError when the two are not the same
        afterwards, and StoreError.
        """
        Workspaces(self._parts.settings.model_copy(update={"store": source})).require(
            self._parts.settings.workspace
        )
        with (
            closing(self._parts.open_store(source)) as original,
            closing(self._parts.open_store(target)) as copied,
        ):
            written = copy_workspace(original, copied, progress)
            return CopyReport(written, copied.counts().documents)

    def compact(self, progress: CountProgress | None = None) -> None:
        """Give back the space of what was deleted, and leave nothing of it in any file of the workspace."""
        self._parts.store.compact()
        self._parts.forget(progress)

    def update_indexes(self, progress: CountProgress | None = None) -> None:
        """Bring the search indexes to the store's present revision, so that no question has to wait for it."""
        self._parts.indexes(progress)

    def warm(self, progress: CountProgress | None = None) -> None:
        """Load what questions need, so that the first one is as quick as the others."""
        self._parts.indexes(progress)
        self._parts.lexicon()
        self._parts.encoder.encode(["warm"])
        if (chat_model := self._parts.chat_model) is not None:
            chat_model.warm()
