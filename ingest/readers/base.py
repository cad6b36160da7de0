"""What a reader is: a small module that turns one source into documents, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.errors import MedgraphError
from graph.model import Document, Tier


class ReadError(MedgraphError):
    """A source or a record in it could not be read; `str()` names the place and the reason."""

    code = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """A record (or whole file) that was not read: reported, counted, and never the end of a job."""

    source: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """The source says that this document no longer exists (PubMed's DeleteCitation)."""

    document_id: str


ReadResult = Document | Problem | Deletion


class Reader(Protocol):
    """Turns one file into documents.

    A reader streams: it holds one record at a time, never the file. A record it cannot read becomes a
    `Problem` and reading goes on; only when nothing more can be had does it yield a last `Problem` and stop.
    It never raises for what a file contains.
    """

    name: str

    def accepts(self, path: Path, head: bytes) -> bool:
        """Whether this reader reads the file; `head` is its first 4 KiB, decompressed when gzipped."""
        ...

    def read(self, path: Path, tier: Tier) -> Iterator[ReadResult]:
        """Every record of the file, in order."""
        ...
