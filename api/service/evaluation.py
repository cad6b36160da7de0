"""Runs evaluations: of retrieval in temporary workspaces of their own, of reading by what a workspace is set to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.service.parts import Parts
from api.service.settings import Settings
from evaluation.corpora import Progress
from evaluation.tasks import (
    AnsweringWorkspace,
    evaluate_evidence,
    evaluate_linking,
    evaluate_ner,
    evaluate_relation_extraction,
    evaluate_retrieval,
)
from graph import make_folder
from graph.linking import Link, UnlinkedMention
from ingest import long_forms

ABLATIONS: Mapping[str, Mapping[str, object]] = {
    "no reader": {"reader": "none"},
    "no graph": {"graph_weight": 0.0},
    "no wording": {"kind_weight": 0.0},
    "one share": {"dense_weight": 0.7},
}
"""What `eval retrieval --ablation` leaves out, by the name of its row, and the settings that do so."""


class Evaluation:
    """How well one workspace reads annotated files, and how well medgraph retrieves and answers.

    `open_workspace` opens the workspaces that retrieval and answers are measured in.
    """

    def __init__(self, parts: Parts, open_workspace: Callable[[Settings], AnsweringWorkspace]) -> None:
        self._parts = parts
        self._open_workspace = open_workspace

    def retrieval(
        self,
        directories: Sequence[Path],
        vocabularies: Sequence[Path],
        progress: Progress | None = None,
        *,
        ablation: bool = False,
    ) -> dict[str, Any]:
        """`evaluate_retrieval` over workspaces that share this machine's converted models.

        `ablation`: also with each part of the ranking left out, by its settings.
        """
        return evaluate_retrieval(
            directories,
            self._temporary,
            vocabularies=[[path] for path in vocabularies],
            variants={name: self._variant(left_out) for name, left_out in ABLATIONS.items()}
            if ablation
            else None,
            progress=progress,
        )

    def evidence(
        self,
        files: Sequence[Path],
        vocabularies: Sequence[Path],
        limit: int | None = None,
        progress: Progress | None = None,
    ) -> dict[str, Any]:
        """`evaluate_evidence` over workspaces that share this machine's converted models."""
        return evaluate_evidence(
            files, self._temporary, vocabularies=vocabularies, limit=limit, progress=progress
        )

    def _variant(self, left_out: Mapping[str, object]) -> Callable[[Path], AnsweringWorkspace]:
        retrieval = self._parts.settings.retrieval.model_copy(update=left_out)

        def opened(home: Path) -> AnsweringWorkspace:
            changes = {"home": home, "workspace": "evaluation", "retrieval": retrieval}
            return self._open_workspace(self._parts.settings.model_copy(update=changes))

        return opened

    def _temporary(self, home: Path) -> AnsweringWorkspace:
        models = self._parts.settings.models
        make_folder(models)
        make_folder(home)
        (home / "models").symlink_to(models.resolve(), target_is_directory=True)
        changes = {"home": home, "workspace": "evaluation"}
        return self._open_workspace(self._parts.settings.model_copy(update=changes))

    def ner(
        self, files: Sequence[Path], labels: Mapping[str, str], errors: int, progress: Progress
    ) -> dict[str, Any]:
        """`evaluate_ner` of what the workspace's own vocabularies and recognisers find."""
        analyse = self._parts.analyser().analyse
        return evaluate_ner(files, analyse, labels=labels, errors=errors, progress=progress)

    def linking(
        self, files: Sequence[Path], labels: Mapping[str, str], errors: int, progress: Progress
    ) -> dict[str, Any]:
        """`evaluate_linking` with the workspace's own vocabularies and linker."""
        linker = self._parts.linker()

        def link(text: str, mentions: Sequence[UnlinkedMention]) -> list[Link | None]:
            return linker.link(text, mentions, long_forms(text))

        analyse, lexicon = self._parts.analyser().analyse, self._parts.lexicon()
        return evaluate_linking(
            files, analyse, link, lexicon, labels=labels, errors=errors, progress=progress
        )

    def relations(
        self, files: Sequence[Path], gold_entities: bool, errors: int, progress: Progress
    ) -> dict[str, Any]:
        """`evaluate_relation_extraction` between the gold entities, or those that the workspace's pipeline finds."""
        if gold_entities:
            return evaluate_relation_extraction(files, errors=errors, progress=progress)
        analyse, same_as = self._parts.analyser().analyse, self._parts.lexicon().canonical
        return evaluate_relation_extraction(files, analyse, same_as, errors=errors, progress=progress)
