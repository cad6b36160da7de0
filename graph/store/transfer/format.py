"""What exporting and importing agree on, and how both fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from graph.errors import MedgraphError
from graph.parsing.reader import Problem

FORMAT = "medgraph-workspace/1"
LONGEST_LINE = 512 << 20
"""Bytes: a document of 50 MiB, the largest that is read, has under four hundred with its vectors and mentions."""
Progress = Callable[[int, int], None]


class ArchiveError(MedgraphError):
    """A file is no medgraph export, or is damaged."""

    code = "archive"


class RefusedRowsError(ArchiveError):
    """Of an import some rows were refused; everything else was imported."""

    def __init__(self, path: Path, problems: Sequence[Problem], documents: int) -> None:
        super().__init__(
            f"{path}: {len(problems)} rows were refused, the first of them {problems[0].place}: "
            f"{problems[0].reason}; {documents} documents were imported",
            "export the workspace again where it came from; what was imported stays",
        )
        self.problems = problems
        self.documents = documents
