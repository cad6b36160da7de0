"""`Neo4jStore`: every operation of `GraphStore`, each one managed transaction on the server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
from graph.store.neo4j import cypher, documents, entities, merges, reads, relations, vocabulary, writing
from graph.store.neo4j.connection import Server
from graph.store.transfer.digest import content_digest
from graph.store.values.chunks import ChunkContent, EntityProfile
from graph.store.values.merges import Merge
from graph.store.values.relations import EdgeKey, Evidence, RelationEdge


class Neo4jStore:
    """One workspace on a Neo4j server; safe to share between threads and processes.

    `uri` is `neo4j://host:port` (or bolt://, neo4j+s://, ...); `auth` user and password, None where the server
    asks for none; `patience` how long, in seconds, a server that does not answer is tried again. The operations
    are documented in `graph.store.base.GraphStore`. Raises StoreError when the server cannot be reached.
    """

    def __init__(
        self,
        uri: str,
        workspace: str = "default",
        *,
        auth: tuple[str, str] | None = None,
        database: str = "neo4j",
        patience: float = 10.0,
    ) -> None:
        self.workspace = workspace
        self._server = Server(uri, workspace, auth, database, patience)
        try:
            self._server.prepare()
        except StoreError:
            self._server.close()
            raise

    def state(self) -> State:
        """See `GraphStore.state`."""
        return self._server.read(reads.state)

    def revision(self) -> int:
        """See `GraphStore.revision`."""
        return int(self._server.read(documents.workspace).get("revision", 0))

    def setting(self, key: str) -> str | None:
        """See `GraphStore.setting`."""
        row = self._server.read(lambda t: t.one(cypher.SETTING, key=key))
        return str(row["value"]) if row else None

    def remember(self, key: str, value: str) -> None:
        """See `GraphStore.remember`."""
        self._server.write(lambda t: t.run(cypher.REMEMBER, key=key, value=value))

    def write(self, graphs: Sequence[DocumentGraph]) -> None:
        """See `GraphStore.write`. Writing nothing changes nothing."""
        if graphs:
            self._server.write(lambda t: writing.write(t, graphs))

    def delete(self, ids: Collection[str]) -> int:
        """See `GraphStore.delete`."""
        return self._server.write(lambda t: writing.delete(t, ids))

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """See `GraphStore.fingerprints`."""
        return self._server.read(lambda t: documents.fingerprints(t, ids))

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """See `GraphStore.documents`."""
        return self._server.read(lambda t: documents.documents(t, ids))

    def select(self, where: Filter) -> frozenset[str]:
        """See `GraphStore.select`."""
        return self._server.read(lambda t: documents.select(t, where))

    def summaries(self, where: Filter, after: str = "", limit: int = 50) -> Sequence[DocumentSummary]:
        """See `GraphStore.summaries`."""
        return self._server.read(lambda t: documents.summaries(t, where, after, limit))

    def graphs(self, ids: Collection[str] | None = None) -> Iterator[DocumentGraph]:
        """See `GraphStore.graphs`."""
        return documents.graphs(self._server, ids)

    def chunk_contents(self, ids: Collection[str]) -> Mapping[str, ChunkContent]:
        """See `GraphStore.chunk_contents`."""
        return self._server.read(lambda t: reads.chunk_contents(t, ids))

    def changes(self, since: int) -> Changes:
        """See `GraphStore.changes`."""
        return self._server.read(lambda t: documents.changes(t, since))

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """See `GraphStore.entities`."""
        return self._server.read(lambda t: entities.entities(t, ids))

    def entity_use(self, ids: Collection[str]) -> Mapping[str, EntityUse]:
        """See `GraphStore.entity_use`."""
        return self._server.read(lambda t: entities.entity_use(t, ids))

    def all_entities(self) -> Iterator[tuple[Entity, EntityUse]]:
        """See `GraphStore.all_entities`."""
        return entities.all_entities(self._server)

    def profiles(self, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
        """See `GraphStore.profiles`."""
        return self._server.read(lambda t: reads.profiles(t, ids, limit))

    def neighbours(self, entity_id: str, limit: int, degree_cap: int = 5000) -> Sequence[Neighbour]:
        """See `GraphStore.neighbours`."""
        return self._server.read(lambda t: entities.neighbours(t, entity_id, limit, degree_cap))

    def co_mentions(self, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
        """See `GraphStore.co_mentions`."""
        return self._server.read(lambda t: entities.co_mentions(t, entity_id, other_id, limit))

    def relations(
        self,
        entity_id: str,
        limit: int,
        predicate: Predicate | None = None,
        other_id: str | None = None,
        degree_cap: int = 20_000,
    ) -> Sequence[RelationEdge]:
        """See `GraphStore.relations`."""
        return self._server.read(
            lambda t: relations.relations(t, entity_id, limit, predicate, other_id, degree_cap)
        )

    def evidence(self, edges: Collection[EdgeKey], limit: int) -> Mapping[EdgeKey, Sequence[Evidence]]:
        """See `GraphStore.evidence`."""
        return self._server.read(lambda t: relations.evidence(t, edges, limit))

    def merge(self, merge: Merge) -> bool:
        """See `GraphStore.merge`."""
        return self._server.write(lambda t: merges.merge(t, merge))

    def unmerge(self, entity_id: str) -> bool:
        """See `GraphStore.unmerge`."""
        return self._server.write(lambda t: merges.unmerge(t, entity_id))

    def merges(self) -> Sequence[Merge]:
        """See `GraphStore.merges`."""
        return self._server.read(merges.merges)

    def put_vocabulary(self, info: VocabularyInfo, concepts: Iterable[Concept]) -> VocabularyInfo:
        """See `GraphStore.put_vocabulary`."""
        loaded = list(concepts)  # a transaction that is tried again needs them again
        return self._server.write(lambda t: vocabulary.put_vocabulary(t, info, loaded))

    def delete_vocabulary(self, vocabulary_id: str) -> bool:
        """See `GraphStore.delete_vocabulary`."""
        return self._server.write(lambda t: vocabulary.delete_vocabulary(t, vocabulary_id))

    def vocabularies(self) -> Sequence[VocabularyInfo]:
        """See `GraphStore.vocabularies`."""
        return self._server.read(vocabulary.vocabularies)

    def concepts(self, ids: Collection[str]) -> Mapping[str, Concept]:
        """See `GraphStore.concepts`."""
        return self._server.read(lambda t: vocabulary.concepts(t, ids))

    def all_concepts(self, vocabulary_id: str | None = None) -> Iterator[Concept]:
        """See `GraphStore.all_concepts`."""
        return vocabulary.all_concepts(self._server, vocabulary_id)

    def counts(self) -> Counts:
        """See `GraphStore.counts`."""
        return self.state().counts

    def content_hash(self) -> str:
        """See `GraphStore.content_hash`."""
        return content_digest(self)

    def close(self) -> None:
        """See `GraphStore.close`."""
        self._server.close()
