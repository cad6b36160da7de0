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

    @cached_property
    def medgraph(self) -> MedGraph:
        """The workspace, nothing of it opened yet; raises SettingsError."""
        from api.service.medgraph import MedGraph

        return MedGraph(self.load_settings())


def medgraph(ctx: typer.Context) -> MedGraph:
    """The workspace that the command works on; raises SettingsError."""
    return ctx.ensure_object(Session).medgraph
