"""One run of the command: what was given before the command's name, and the workspace that it names."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.output import one_line, say

if TYPE_CHECKING:
    from api.service.medgraph import MedGraph
    from api.service.settings import Settings


@dataclass
class Session:
    """The object of the command's context: commands reach it by `ctx.ensure_object`."""

    workspace: str | None = None
    home: Path | None = None
    as_json: bool = False
    """Whether the command was given --json, which a failure has to follow too."""

    def load_settings(self) -> Settings:
        """The settings in force, what a file in the current folder has to do with them being told; SettingsError."""
        from api.service.settings import describe_file, load_settings

        settings = load_settings(workspace=self.workspace, home=self.home)
        if told := describe_file(workspace=self.workspace, home=self.home):
            say(one_line(told), file=sys.stderr)
        return settings

    def require_workspace(self) -> None:
        """Raise UnknownWorkspaceError for a name of none that was given, or stands beside those of others."""
        workspaces = self.medgraph.workspaces
        if self.workspace or workspaces.list_all():
            workspaces.require(self.medgraph.settings.workspace)

    def tell_new_workspace(self) -> None:
        """Say that the workspace will be new, where its name may be a slip of the pen."""
        name, present = self.medgraph.settings.workspace, self.medgraph.workspaces.list_all()
        if name not in present and (self.workspace or present):
            others = f"; there are: {', '.join(present)}" if present else ""
            say(f"{name} is a new workspace{others}", file=sys.stderr)

    @cached_property
    def medgraph(self) -> MedGraph:
        """The workspace, nothing of it opened yet; raises SettingsError."""
        from api.service.medgraph import MedGraph

        return MedGraph(self.load_settings())


def medgraph(ctx: typer.Context, *, create: bool = False) -> MedGraph:
    """The workspace that the command works on; only what puts something into it may `create` it.

    Raises SettingsError and UnknownWorkspaceError.
    """
    session = ctx.ensure_object(Session)
    if create:
        session.tell_new_workspace()
    else:
        session.require_workspace()
    return session.medgraph
