"""`SqliteStore`: every operation of `GraphStore`, each one transaction on the workspace's file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.model import Concept, Document, DocumentGraph, Entity, VocabularyInfo
from graph.predicates import Predicate
from graph.store.base import (
    Changes,
    CoMention,
    Counts,
    DocumentSummary,
    EntityUse,
    Filter,
    Neighbour,
    State,
    StoreError,
)
from graph.store.sqlite import (
    documents,
    entities,
    merges,
    reads,
    relations,
    revision,
    vocabulary,
    workspace,
    writing,
)
from graph.store.sqlite.connection import Database
from graph.store.sqlite.migrate import migrate
from graph.store.transfer.digest import content_digest
from graph.store.values.chunks import ChunkContent, EntityProfile
from graph.store.values.merges import Merge
from graph.store.values.relations import EdgeKey, Evidence, RelationEdge


class SqliteStore:
    """One workspace in one SQLite file, created on first use; safe to share between threads.

    `busy_timeout` is how long, in seconds, a write waits for another writer before it gives up.
    The operations are documented in `graph.store.base.GraphStore`.
    """

    def __init__(
        self, path: Path, workspace: str = "default", *, read_only: bool = False, busy_timeout: float = 5.0
    ) -> None:
        self.workspace = workspace
        self.path = path
        if read_only and not path.is_file():
            raise StoreError(f"there is no workspace at {path}", hint="ingest something first")
        if not read_only:
            _make_folder(path.parent)
        self._database = Database(path, read_only=read_only, busy_timeout=busy_timeout)
        try:
            migrate(self._database)
        except StoreError:
            self._database.close()
            raise

    def state(self) -> State:
        """See `GraphStore.state`."""
        with self._database.reading() as connection:
            return State(
                revision.current(connection),
                workspace.settings(connection),
                workspace.counts(connection),
                tuple(vocabulary.vocabularies(connection)),
                tuple(merges.merges(connection)),
            )

    def revision(self) -> int:
        """See `GraphStore.revision`."""
        with self._database.reading() as connection:
            return revision.current(connection)

    def setting(self, key: str) -> str | None:
        """See `GraphStore.setting`."""
        with self._database.reading() as connection:
            return workspace.setting(connection, key)

    def remember(self, key: str, value: str) -> None:
        """See `GraphStore.remember`."""
        with self._database.writing() as connection:
            workspace.remember(connection, key, value)

    def write(self, graphs: Sequence[DocumentGraph]) -> None:
        """See `GraphStore.write`. Writing nothing changes nothing."""
        if graphs:
            with self._database.writing() as connection:
                writing.write(connection, graphs)

    def delete(self, ids: Collection[str]) -> int:
        """See `GraphStore.delete`."""
        with self._database.writing() as connection:
            return writing.delete(connection, ids)

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """See `GraphStore.fingerprints`."""
        with self._database.reading() as connection:
            return documents.fingerprints(connection, ids)

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """See `GraphStore.documents`."""
        with self._database.reading() as connection:
            return documents.documents(connection, ids)

    def select(self, where: Filter) -> frozenset[str]:
        """See `GraphStore.select`."""
        with self._database.reading() as connection:
            return documents.select(connection, where)

    def summaries(self, where: Filter, after: str = "", limit: int = 50) -> Sequence[DocumentSummary]:
        """See `GraphStore.summaries`."""
        with self._database.reading() as connection:
            return documents.summaries(connection, where, after, limit)

    def graphs(self, ids: Collection[str] | None = None) -> Iterator[DocumentGraph]:
        """See `GraphStore.graphs`."""
        return documents.graphs(self._database, ids)

    def chunk_contents(self, ids: Collection[str]) -> Mapping[str, ChunkContent]:
        """See `GraphStore.chunk_contents`."""
        with self._database.reading() as connection:
            return reads.chunk_contents(connection, ids)

    def changes(self, since: int) -> Changes:
        """See `GraphStore.changes`."""
        with self._database.reading() as connection:
            return revision.changes(connection, since)

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """See `GraphStore.entities`."""
        with self._database.reading() as connection:
            return entities.entities(connection, ids)

    def entity_use(self, ids: Collection[str]) -> Mapping[str, EntityUse]:
        """See `GraphStore.entity_use`."""
        with self._database.reading() as connection:
            return entities.entity_use(connection, ids)

    def all_entities(self) -> Iterator[tuple[Entity, EntityUse]]:
        """See `GraphStore.all_entities`."""
        return entities.all_entities(self._database)

    def profiles(self, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
        """See `GraphStore.profiles`."""
        with self._database.reading() as connection:
            return reads.profiles(connection, ids, limit)

    def neighbours(self, entity_id: str, limit: int, degree_cap: int = 5000) -> Sequence[Neighbour]:
        """See `GraphStore.neighbours`."""
        with self._database.reading() as connection:
            return entities.neighbours(connection, entity_id, limit, degree_cap)

    def co_mentions(self, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
        """See `GraphStore.co_mentions`."""
        with self._database.reading() as connection:
            return entities.co_mentions(connection, entity_id, other_id, limit)

    def relations(
        self,
        entity_id: str,
        limit: int,
        predicate: Predicate | None = None,
        other_id: str | None = None,
        degree_cap: int = 20_000,
    ) -> Sequence[RelationEdge]:
        """See `GraphStore.relations`."""
        with self._database.reading() as connection:
            return relations.relations(connection, entity_id, limit, predicate, other_id, degree_cap)

    def evidence(self, edges: Collection[EdgeKey], limit: int) -> Mapping[EdgeKey, Sequence[Evidence]]:
        """See `GraphStore.evidence`."""
        with self._database.reading() as connection:
            return relations.evidence(connection, edges, limit)

    def merge(self, merge: Merge) -> bool:
        """See `GraphStore.merge`."""
        with self._database.writing() as connection:
            return merges.merge(connection, merge)

    def unmerge(self, entity_id: str) -> bool:
        """See `GraphStore.unmerge`."""
        with self._database.writing() as connection:
            return merges.unmerge(connection, entity_id)

    def merges(self) -> Sequence[Merge]:
        """See `GraphStore.merges`."""
        with self._database.reading() as connection:
            return merges.merges(connection)

    def put_vocabulary(self, info: VocabularyInfo, concepts: Iterable[Concept]) -> VocabularyInfo:
        """See `GraphStore.put_vocabulary`."""
        with self._database.writing() as connection:
            return vocabulary.put_vocabulary(connection, info, concepts)

    def delete_vocabulary(self, vocabulary_id: str) -> bool:
        """See `GraphStore.delete_vocabulary`."""
        with self._database.writing() as connection:
            return vocabulary.delete_vocabulary(connection, vocabulary_id)

    def vocabularies(self) -> Sequence[VocabularyInfo]:
        """See `GraphStore.vocabularies`."""
        with self._database.reading() as connection:
            return vocabulary.vocabularies(connection)

    def concepts(self, ids: Collection[str]) -> Mapping[str, Concept]:
        """See `GraphStore.concepts`."""
        with self._database.reading() as connection:
            return vocabulary.concepts(connection, ids)

    def all_concepts(self, vocabulary_id: str | None = None) -> Iterator[Concept]:
        """See `GraphStore.all_concepts`."""
        return vocabulary.all_concepts(self._database, vocabulary_id)

    def counts(self) -> Counts:
        """See `GraphStore.counts`."""
        with self._database.reading() as connection:
            return workspace.counts(connection)

    def content_hash(self) -> str:
        """See `GraphStore.content_hash`."""
        return content_digest(self)

    def close(self) -> None:
        """See `GraphStore.close`."""
        self._database.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot create {folder}: {error.strerror}", hint="choose another path") from error
