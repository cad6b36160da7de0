"""What a reader is: a small module that turns one source into documents, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from graph.errors import MedgraphError
from graph.model import Document, Tier
from ingest.readers.sources.source import Source


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
    """Turns one source into documents.

    A reader streams: it holds one record at a time, never the file. A record it cannot read becomes a
    `Problem` and reading goes on; only when nothing more can be had does it yield a last `Problem` and stop.
    It never raises for what a source contains. `tier` is what its documents are where nobody says otherwise.
    """

    name: str
    tier: Tier

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether this reader reads the source; `head` is its first 16 KiB, decompressed when gzipped.

        What the head says decides; a suffix counts only for formats without a mark of their own.
        """
        ...

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """Every record of the source, in order."""
        ...
