"""`GraphStore`: the one truth of a workspace, and the values its operations speak in.

Every store implements this protocol and passes `tests/contract/`. Search indexes and the lexicon are caches
that follow `revision()` through `changes()`; they never hold anything the store does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.errors import MedgraphError
from graph.model import Concept, Document, DocumentGraph, Entity, Mention, Tier, VocabularyInfo
from graph.predicates import Predicate
from graph.store.values.chunks import ChunkContent, EntityProfile
from graph.store.values.merges import Merge
from graph.store.values.relations import EdgeKey, Evidence, RelationEdge


class StoreError(MedgraphError):
    """The store cannot do what was asked: locked, full, damaged, or of a newer medgraph."""

    code = "store"


class FilterError(MedgraphError):
    """A filter that no document could pass by its own terms."""

    code = "filter"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a document must be to take part in a question. Empty fields admit everything; filled ones AND.

    Text comparisons ignore case. A document of unknown year passes no year bound. Raises FilterError when the
    first year is after the last.
    """

    tiers: tuple[Tier, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    publication_types: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    exclude_retracted: bool = False

    def __post_init__(self) -> None:
        for year in (self.year_from, self.year_to):
            if year is not None and not 0 <= year <= 9999:
                raise FilterError(f"{year} is no year", "give a year of four digits")
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise FilterError(
                f"the first year, {self.year_from}, is after the last, {self.year_to}",
                "give the earlier year first",
            )


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of a document list."""

    id: str
    title: str
    tier: Tier
    year: int | None
    journal: str
    publication_types: tuple[str, ...]
    language: str
    retracted: bool
    chunks: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What a cache must apply to follow the store from an older revision to `revision`."""

    revision: int
    written: tuple[str, ...]
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity named in the same sentences as another one: co-mention, never a stated relation."""

    entity: Entity
    documents: int
    sentences: int


@dataclass(frozen=True, slots=True)
class CoMention:
    """A sentence that names two entities, with how it asserts each."""

    document_id: str
    first: Mention
    second: Mention


@dataclass(frozen=True, slots=True)
class EntityUse:
    """How often the workspace names an entity."""

    documents: int
    mentions: int


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
    """The workspace at one moment: what a question has to know before it can be asked."""

    revision: int
    settings: Mapping[str, str]
    counts: Counts
    vocabularies: tuple[VocabularyInfo, ...]
    merges: tuple[Merge, ...] = ()


class GraphStore(Protocol):
    """One workspace of the graph. Reads may come from many threads, writes from one writer at a time.

    Ids that are not there are left out of mappings, never an error. Every operation raises `StoreError` when
    the store cannot be reached, is locked by another writer, is full or is damaged.
    """

    workspace: str

    def state(self) -> State:
        """Revision, settings, counts and vocabularies in one reading."""
        ...

    def revision(self) -> int:
        """A counter that every write, delete, merge or vocabulary change raises."""
        ...

    def setting(self, key: str) -> str | None:
        """A value the workspace remembers (embedding model, dimension, ...)."""
        ...

    def remember(self, key: str, value: str) -> None:
        """Set a value the workspace remembers."""
        ...

    # documents

    def write(self, graphs: Sequence[DocumentGraph]) -> None:
        """Insert or replace documents in one transaction: all of them or, on any failure, none."""
        ...

    def delete(self, ids: Collection[str]) -> int:
        """Remove documents and what nothing supports any more; how many there were."""
        ...

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """`{document id: (content hash, pipeline fingerprint)}`, so that a re-ingest can skip."""
        ...

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """Whole documents; `retracted` is also set where a stored RETRACTION_OF notice names the document."""
        ...

    def select(self, where: Filter) -> frozenset[str]:
        """The ids of every document that passes the filter."""
        ...

    def summaries(self, where: Filter, after: str = "", limit: int = 50) -> Sequence[DocumentSummary]:
        """Documents that pass, ordered by id, after the given id: one page of a list."""
        ...

    def graphs(self, ids: Collection[str] | None = None) -> Iterator[DocumentGraph]:
        """Whole document graphs as written, ordered by id, streamed; None is all of them."""
        ...

    def chunk_contents(self, ids: Collection[str]) -> Mapping[str, ChunkContent]:
        """Chunks by chunk id, with all that reading them takes; `retracted` as for `documents`."""
        ...

    def changes(self, since: int) -> Changes:
        """Documents written (and still there) or deleted (and not back) after revision `since`."""
        ...

    # entities, what is stated of them, and which are one

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """Entities that at least one document mentions."""
        ...

    def entity_use(self, ids: Collection[str]) -> Mapping[str, EntityUse]:
        """Document and mention counts of entities."""
        ...

    def all_entities(self) -> Iterator[tuple[Entity, EntityUse]]:
        """Every entity with its uses, ordered by id, streamed."""
        ...

    def profiles(self, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
        """What is known of each id that is an entity or a concept; at most `limit` chunks each."""
        ...

    def neighbours(self, entity_id: str, limit: int, degree_cap: int = 5000) -> Sequence[Neighbour]:
        """Entities in the same sentences, by documents then id; at most `degree_cap` mentions are followed.

        A sentence that negates either of the two does not count.
        """
        ...

    def co_mentions(self, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
        """The sentences that name both entities, whatever they assert, ordered by document and place."""
        ...

    def relations(
        self,
        entity_id: str,
        limit: int,
        predicate: Predicate | None = None,
        other_id: str | None = None,
        degree_cap: int = 20_000,
    ) -> Sequence[RelationEdge]:
        """The edges at an entity, of either direction: those that most documents affirm, then the surest, first.

        `predicate` and `other_id` keep those of one predicate, and those with one other end. An edge that is only
        negated, uncertain or said by retracted documents has no support, and is listed last. Of a hub at most
        `degree_cap` statements are weighed, a fair sample, so support is that of the sample.
        """
        ...

    def evidence(self, edges: Collection[EdgeKey], limit: int) -> Mapping[EdgeKey, Sequence[Evidence]]:
        """The sentences that state each edge: affirming ones first, at most `limit` of each assertion.

        Within an assertion retracted documents stand last, and the surest sentence first.
        """
        ...

    def merge(self, merge: Merge) -> bool:
        """Record that a person says one entity is another; whether it was not so already.

        From then on there is only the latter: whatever documents, written before or after, say of the one is read of
        the other, while `graphs` still gives what each said. Raises MergeError for a circle, and for an entity that is
        merged into a third.
        """
        ...

    def unmerge(self, entity_id: str) -> bool:
        """Take back what was said of that entity, exactly; whether anything was."""
        ...

    def merges(self) -> Sequence[Merge]:
        """What was merged, ordered by id."""
        ...

    # vocabulary

    def put_vocabulary(self, info: VocabularyInfo, concepts: Iterable[Concept]) -> VocabularyInfo:
        """Add a vocabulary, or replace the one of that id, in one transaction; counts and priority filled in."""
        ...

    def delete_vocabulary(self, vocabulary_id: str) -> bool:
        """Remove a vocabulary and its concepts; whether it was there."""
        ...

    def vocabularies(self) -> Sequence[VocabularyInfo]:
        """The vocabularies in order of priority (first added first)."""
        ...

    def concepts(self, ids: Collection[str]) -> Mapping[str, Concept]:
        """Concepts by CURIE, each as the first vocabulary that names it has it, its `same_as` completed by mappings."""
        ...

    def all_concepts(self, vocabulary_id: str | None = None) -> Iterator[Concept]:
        """Every concept of one vocabulary, or of all in order of priority then id, streamed."""
        ...

    # the whole

    def counts(self) -> Counts:
        """The size of the workspace."""
        ...

    def content_hash(self) -> str:
        """A digest of everything that was put in, independent of order, revision, machine and store."""
        ...

    def close(self) -> None:
        """Release connections; the store is not used afterwards."""
        ...
