"""Runs evaluations: of retrieval in temporary workspaces of their own, of reading by what a workspace is set to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from api.service.medgraph import MedGraph
from api.settings import load_settings
from evaluation.corpora.datasets import Progress
from evaluation.tasks.linking import evaluate_linking
from evaluation.tasks.ner import evaluate_ner
from evaluation.tasks.relation_extraction import evaluate_relation_extraction
from evaluation.tasks.retrieval import evaluate_retrieval
from graph.linking.linker import Link, UnlinkedMention
from ingest.abbreviations import long_forms


def run_retrieval(
    directories: Sequence[Path], vocabularies: Sequence[Path], progress: Progress | None = None
) -> dict[str, Any]:
    """`evaluate_retrieval` over workspaces that share this machine's converted models."""
    models = load_settings().models

    def open_workspace(home: Path) -> MedGraph:
        models.mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
        (home / "models").symlink_to(models, target_is_directory=True)
        return MedGraph(load_settings(home=home, workspace="evaluation"))

    return evaluate_retrieval(
        directories, open_workspace, vocabularies=[[path] for path in vocabularies], progress=progress
    )


def run_ner(
    workspace: MedGraph, files: Sequence[Path], labels: Mapping[str, str], errors: int, progress: Progress
) -> dict[str, Any]:
    """`evaluate_ner` of what the workspace's own vocabularies and recognisers find."""
    analyse = workspace.analyser().analyse
    return evaluate_ner(files, analyse, labels=labels, errors=errors, progress=progress)


def run_linking(
    workspace: MedGraph, files: Sequence[Path], labels: Mapping[str, str], errors: int, progress: Progress
) -> dict[str, Any]:
    """`evaluate_linking` with the workspace's own vocabularies and linker."""
    linker = workspace.linker()

    def link(text: str, mentions: Sequence[UnlinkedMention]) -> list[Link | None]:
        return linker.link(text, mentions, long_forms(text))

    analyse, lexicon = workspace.analyser().analyse, workspace.lexicon()
    return evaluate_linking(files, analyse, link, lexicon, labels=labels, errors=errors, progress=progress)


def run_relations(
    workspace: MedGraph, files: Sequence[Path], gold_entities: bool, errors: int, progress: Progress
) -> dict[str, Any]:
    """`evaluate_relation_extraction` between the gold entities, or those that the workspace's pipeline finds."""
    if gold_entities:
        return evaluate_relation_extraction(files, errors=errors, progress=progress)
    analyse, same_as = workspace.analyser().analyse, workspace.lexicon().canonical
    return evaluate_relation_extraction(files, analyse, same_as, errors=errors, progress=progress)
