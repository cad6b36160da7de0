"""The protocol of a workspace that the harness fills and questions; `api.service.medgraph.MedGraph` is one.

The composition root is above this folder, so the harness is handed a factory instead of importing it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.store import Filter
from ingest import IngestReport
from retrieval import RetrievalSettings
from retrieval.answer import Answer
from retrieval.search import Passage, Retrieval


class WorkspaceSettings(Protocol):
    """The part of the settings that says how arms are fused."""

    @property
    def retrieval(self) -> RetrievalSettings:
        """How evidence is found."""
        ...


class EvaluationWorkspace(Protocol):
    """One workspace to fill and to question."""

    @property
    def settings(self) -> WorkspaceSettings:
        """The settings in force."""
        ...

    def add_vocabulary(
        self, path: Path | str, *, vocabulary_id: str | None = None, companions: Sequence[Path | str] = ()
    ) -> object:
        """Load a vocabulary file, completed by its companions."""
        ...

    def ingest(
        self, paths: Sequence[Path | str], *, progress: Callable[[IngestReport], None] | None = None
    ) -> IngestReport:
        """Read files into the workspace."""
        ...

    def warm(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring the search indexes up to date and load every model that questions need."""
        ...

    def retrieve(self, question: str) -> Retrieval:
        """Ranked chunks with the raw scores of every arm."""
        ...

    def close(self) -> None:
        """Release the store."""
        ...


class AnsweringWorkspace(EvaluationWorkspace, Protocol):
    """One that answers too."""

    def ask(self, question: str, where: Filter | None = None, *, llm: bool = True) -> Answer:
        """The answer, every sentence cited."""
        ...

    def search(self, question: str, where: Filter | None = None, limit: int = 10) -> list[Passage]:
        """The best documents, each by its best passage."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of texts by the workspace's embedding model."""
        ...


OpenWorkspace = Callable[[Path], EvaluationWorkspace]
"""Opens an empty workspace under a folder that is deleted afterwards."""
OpenAnsweringWorkspace = Callable[[Path], AnsweringWorkspace]
"""The same of one that answers."""
