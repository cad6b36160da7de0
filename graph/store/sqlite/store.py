"""`SqliteStore`: a `GraphStore` whose every operation is one transaction on the workspace's file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from weakref import WeakKeyDictionary

from typing_extensions import override

from graph.files import is_closed, make_file, make_folder
from graph.model import Concept, Document, DocumentGraph, Entity, VocabularyInfo
from graph.predicates import Predicate
from graph.store.base import GraphStore, StoreError
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
from graph.store.sqlite.integrity import integrity
from graph.store.sqlite.migrate import migrate
from graph.store.transfer.digest import content_digest
from graph.store.values.basis import Basis
from graph.store.values.chunks import ChunkContent, EntityProfile
from graph.store.values.damage import Damage, OnDamage, log_damage
from graph.store.values.entities import MENTION_CAP, CoMention, EntityUse, Neighbour
from graph.store.values.filter import Filter
from graph.store.values.merges import Merge
from graph.store.values.relations import STATEMENT_CAP, EdgeKey, Evidence, RelationEdge
from graph.store.values.workspace import Changes, Counts, DocumentSummary, State


class SqliteStore(GraphStore):
    """One workspace in one SQLite file, created on first use; safe to share between threads.

    What may not be written can be read. `busy_timeout` is how long, in seconds, a write waits for another writer before
    it gives up.
    """

    def __init__(
        self, path: Path, workspace: str = "default", *, read_only: bool = False, busy_timeout: float = 5.0
    ) -> None:
        self.workspace = workspace
        self.path = path
        if read_only and not path.is_file():
            raise StoreError(f"there is no workspace at {path}", hint="ingest something first")
        if path.is_file() and (is_closed(path.parent) or not os.access(path, os.W_OK)):
            read_only = True
        if not read_only:
            _make_file(path)
        self._found_altered: WeakKeyDictionary[sqlite3.Connection, tuple[object, frozenset[str]]] = (
            WeakKeyDictionary()
        )
        self._database = Database(path, read_only=read_only, busy_timeout=busy_timeout)
        try:
            migrate(self._database)
        except StoreError:
            self._database.close()
            raise

    @override
    def state(self) -> State:
        return self._database.read(reads.state)

    @override
    def revision(self) -> int:
        return self._database.read(revision.current)

    @override
    def setting(self, key: str) -> str | None:
        return self._database.read(lambda c: workspace.setting(c, key))

    @override
    def remember(self, key: str, value: str) -> None:
        with self._database.write_transaction() as connection:
            workspace.remember(connection, key, value)

    @override
    def write(self, graphs: Sequence[DocumentGraph], basis: Basis | None = None) -> frozenset[str]:
        if not graphs:
            return frozenset()
        with self._database.write_transaction() as connection:
            stale, replaced = writing.write(connection, graphs, basis)
        if replaced:
            self._database.forget()
        return stale

    @override
    def delete(self, ids: Collection[str]) -> int:
        with self._database.write_transaction() as connection:
            count = writing.delete(connection, ids)
        if count:
            self._database.forget()
        return count

    @override
    def fingerprints(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        return self._database.read(lambda c: documents.fingerprints(c, ids))

    @override
    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        return self._database.read(lambda c: documents.documents(c, ids))

    @override
    def sources(self, prefix: str = "") -> Mapping[str, str]:
        return self._database.read(lambda c: documents.sources(c, prefix))

    @override
    def identified(self, identifiers: Collection[str]) -> Mapping[str, Sequence[str]]:
        return self._database.read(lambda c: documents.identified(c, identifiers))

    @override
    def select(self, where: Filter) -> frozenset[str]:
        return self._database.read(lambda c: documents.select(c, where))

    @override
    def altered(self) -> frozenset[str]:
        return self._database.read(self._altered)

    def _altered(self, connection: sqlite3.Connection) -> frozenset[str]:
        """Read again where this process, or by `data_version` any other, has written since."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        at = (version, revision.current(connection))
        kept = self._found_altered.get(connection)
        if kept is None or kept[0] != at:
            kept = self._found_altered[connection] = (at, documents.altered(connection))
        return kept[1]

    @override
    def summaries(self, where: Filter, after: str = "", limit: int = 50) -> Sequence[DocumentSummary]:
        return self._database.read(lambda c: documents.summaries(c, where, after, limit))

    @override
    def graphs(
        self, ids: Collection[str] | None = None, on_damage: OnDamage = log_damage
    ) -> Iterator[DocumentGraph]:
        return documents.graphs(self._database, ids, on_damage)

    @override
    def chunk_contents(self, ids: Collection[str]) -> Mapping[str, ChunkContent]:
        return self._database.read(lambda c: reads.chunk_contents(c, ids))

    @override
    def changes(self, since: int) -> Changes:
        return self._database.read(lambda c: revision.changes(c, since))

    @override
    def history(self, at: int) -> str | None:
        return self._database.read(lambda c: revision.history(c, at))

    @override
    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        return self._database.read(lambda c: entities.entities(c, ids))

    @override
    def entity_use(self, ids: Collection[str]) -> Mapping[str, EntityUse]:
        return self._database.read(lambda c: entities.entity_use(c, ids))

    @override
    def paper_count(self, entity_id: str) -> int:
        return self._database.read(lambda c: entities.paper_count(c, entity_id))

    @override
    def all_entities(self) -> Iterator[tuple[Entity, EntityUse]]:
        return entities.all_entities(self._database)

    @override
    def profiles(self, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
        return self._database.read(lambda c: reads.profiles(c, ids, limit))

    @override
    def neighbours(self, entity_id: str, limit: int, degree_cap: int = MENTION_CAP) -> Sequence[Neighbour]:
        return self._database.read(lambda c: entities.neighbours(c, entity_id, limit, degree_cap))

    @override
    def co_mentions(self, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
        return self._database.read(lambda c: entities.co_mentions(c, entity_id, other_id, limit))

    @override
    def relations(
        self,
        entity_id: str,
        limit: int,
        predicate: Predicate | None = None,
        other_id: str | None = None,
        degree_cap: int = STATEMENT_CAP,
    ) -> Sequence[RelationEdge]:
        return self._database.read(
            lambda c: relations.relations(c, entity_id, limit, predicate, other_id, degree_cap)
        )

    @override
    def evidence(self, edges: Collection[EdgeKey], limit: int) -> Mapping[EdgeKey, Sequence[Evidence]]:
        return self._database.read(lambda c: relations.evidence(c, edges, limit))

    @override
    def merge(self, merge: Merge) -> bool:
        with self._database.write_transaction() as connection:
            return merges.merge(connection, merge)

    @override
    def unmerge(self, entity_id: str) -> bool:
        with self._database.write_transaction() as connection:
            return merges.unmerge(connection, entity_id)

    @override
    def merges(self) -> Sequence[Merge]:
        return self._database.read(merges.merges)

    @override
    def put_vocabulary(self, info: VocabularyInfo, concepts: Iterable[Concept]) -> VocabularyInfo:
        with self._database.write_transaction() as connection:
            return vocabulary.put_vocabulary(connection, info, concepts)

    @override
    def delete_vocabulary(self, vocabulary_id: str) -> bool:
        with self._database.write_transaction() as connection:
            return vocabulary.delete_vocabulary(connection, vocabulary_id)

    @override
    def vocabularies(self) -> Sequence[VocabularyInfo]:
        return self._database.read(vocabulary.vocabularies)

    @override
    def concepts(self, ids: Collection[str]) -> Mapping[str, Concept]:
        return self._database.read(lambda c: vocabulary.concepts(c, ids))

    @override
    def all_concepts(
        self, vocabulary_id: str | None = None, on_damage: OnDamage = log_damage
    ) -> Iterator[Concept]:
        return vocabulary.all_concepts(self._database, vocabulary_id, on_damage)

    @override
    def counts(self) -> Counts:
        return self._database.read(workspace.counts)

    @override
    def integrity(self) -> Iterator[Damage]:
        return integrity(self._database)

    @override
    def content_hash(self) -> str:
        return content_digest(self)

    @override
    def compact(self) -> None:
        self._database.vacuum()

    @override
    def close(self) -> None:
        self._database.close()


def _make_file(path: Path) -> None:
    try:
        make_folder(path.parent)
        if not path.exists():
            make_file(path)  # SQLite gives its journals the rights of the file
    except OSError as error:
        raise StoreError(f"cannot create {path}: {error.strerror}", hint="choose another path") from error
