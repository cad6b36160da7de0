"""Runs an evaluation in temporary workspaces of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from api.service import MedGraph
from api.settings import load_settings
from evaluation.retrieval import Progress, run


def run_retrieval(
    directories: Sequence[Path], vocabularies: Sequence[Path], progress: Progress | None = None
) -> dict[str, Any]:
    """`evaluation.retrieval.run` over workspaces that share this machine's converted models."""
    models = load_settings().models

    def open_workspace(home: Path) -> MedGraph:
        models.mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
        (home / "models").symlink_to(models, target_is_directory=True)
        return MedGraph(load_settings(home=home, workspace="evaluation"))

    return run(directories, open_workspace, vocabularies=[[path] for path in vocabularies], progress=progress)
