"""The protocol of a workspace that the harness fills and questions; `api.service.medgraph.MedGraph` is one.

The composition root is above this folder, so the harness is handed a factory instead of importing it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from graph.index.encoder import Encoder
from graph.vocabulary.lexicon.lexicon import Lexicon
from ingest.pipeline import IngestReport
from retrieval.search.retriever import Retrieval
from retrieval.settings import RetrievalSettings


class WorkspaceSettings(Protocol):
    """The part of the settings that says how arms are fused."""

    @property
    def retrieval(self) -> RetrievalSettings:
        """How evidence is found."""
        ...


class Workspace(Protocol):
    """One workspace to fill and to question."""

    @property
    def settings(self) -> WorkspaceSettings:
        """The settings in force."""
        ...

    @property
    def encoder(self) -> Encoder:
        """The embedding model, loaded."""
        ...

    def lexicon(self) -> Lexicon:
        """The compiled names of every vocabulary."""
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

    def indexes(self, progress: Callable[[int, int], None] | None = None) -> object:
        """Bring the search indexes up to date."""
        ...

    def retrieve(self, question: str) -> Retrieval:
        """Ranked chunks with the raw scores of every arm."""
        ...

    def close(self) -> None:
        """Release the store."""
        ...


OpenWorkspace = Callable[[Path], Workspace]
"""Opens an empty workspace under a folder that is deleted afterwards."""
