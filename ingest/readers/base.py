"""What a reader of documents is: a small module that turns one source into documents, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from graph import Document, MedgraphError, Tier
from graph.parsing import Problem, Reader


class ReadError(MedgraphError):
    """A source or a record in it could not be read; `str()` names the place and the reason."""

    code = "unreadable"


@dataclass(frozen=True, slots=True)
class Deletion:
    """The source says that this document no longer exists (PubMed's DeleteCitation)."""

    document_id: str


ReadResult = Document | Problem | Deletion


class DocumentReader(Reader[Tier, Iterator[ReadResult]], Protocol):
    """A `Reader` of documents, every record in order; its setting is the tier that they get.

    A record it cannot read becomes a `Problem` and reading goes on; only when nothing more can be had does it yield a
    last `Problem` and stop. `tier` is what its documents are where nobody says otherwise.
    """

    tier: Tier
