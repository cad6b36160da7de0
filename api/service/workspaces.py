"""Every workspace of the home, or of the server where the graph is kept on one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from api.service.settings import Settings
from graph import MedgraphError
from graph.store import delete_workspace, list_workspaces


class UnknownWorkspaceError(MedgraphError):
    """There is no workspace of that name."""

    code = "unknown_workspace"


class Workspaces:
    """Which workspaces there are, and taking one away."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def list_all(self) -> Sequence[str]:
        """Their names, in order; raises StoreError."""
        s = self._settings
        return list_workspaces(s.store, s.folder.parent, s.neo4j)

    def require(self, name: str) -> None:
        """Raise UnknownWorkspaceError, with those that there are, where there is none of that name."""
        present = self.list_all()
        if name in present:
            return
        if not present:
            hint = "put documents into one with: medgraph ingest FOLDER (or try: medgraph demo)"
            raise UnknownWorkspaceError(f"there is no workspace {name!r}, and no other yet", hint)
        near = get_close_matches(name, present, 1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise UnknownWorkspaceError(
            f"there is no workspace {name!r}", f"{meant}there are: {', '.join(present)}"
        )

    def delete(self, name: str) -> None:
        """Delete a workspace with all that is in it, for good; raises UnknownWorkspaceError and StoreError."""
        self.require(name)
        s = self._settings
        delete_workspace(s.store, name, s.folder.parent, s.neo4j)
