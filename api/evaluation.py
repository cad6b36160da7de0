"""Runs evaluations: of retrieval in temporary workspaces of their own, of reading by what a workspace is set to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from api.service import MedGraph
from api.settings import load_settings
from evaluation.gold import Progress as GoldProgress
from evaluation.ner import evaluate_ner
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


def run_ner(
    workspace: MedGraph, files: Sequence[Path], labels: Mapping[str, str], errors: int, progress: GoldProgress
) -> dict[str, Any]:
    """`evaluation.ner.evaluate_ner` of what the workspace's own vocabularies and recognisers find."""
    analyser = workspace.analyser()
    return evaluate_ner(files, analyser.analyse, labels=labels, errors=errors, progress=progress)
