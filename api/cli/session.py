"""One run of the command: what was given before the command's name, and the workspace that it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

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
        """The settings in force; raises SettingsError."""
        from api.service.settings import load_settings

        return load_settings(workspace=self.workspace, home=self.home)

    @cached_property
    def medgraph(self) -> MedGraph:
        """The workspace, nothing of it opened yet; raises SettingsError."""
        from api.service.medgraph import MedGraph

        return MedGraph(self.load_settings())


def medgraph(ctx: typer.Context) -> MedGraph:
    """The workspace that the command works on; raises SettingsError."""
    return ctx.ensure_object(Session).medgraph
