"""What is true of a workspace as a whole: its size, its revision, and lists of its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Tier, VocabularyInfo
from graph.store.values.merges import Merge


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of a workspace; `relations` counts each sentence that states one."""

    documents: int
    chunks: int
    mentions: int
    entities: int
    concepts: int
    relations: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """The workspace at one moment: what a question has to know before it can be asked.

    `history` is the token of the revision: two states are of the same content where both are the same.
    """

    revision: int
    settings: Mapping[str, str]
    counts: Counts
    vocabularies: tuple[VocabularyInfo, ...]
    merges: tuple[Merge, ...] = ()
    history: str = field(default="", compare=False)  # drawn by chance


@dataclass(frozen=True, slots=True)
class Changes:
    """What a cache must apply to follow the store from an older revision to `revision`."""

    revision: int
    written: tuple[str, ...]
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of a document list; `damaged` says what is wrong with a document of which no more can be read."""

    id: str
    title: str
    tier: Tier
    year: int | None
    journal: str
    publication_types: tuple[str, ...]
    language: str
    retracted: bool
    chunks: int
    patient: str = ""
    date: str = ""
    damaged: str = ""
