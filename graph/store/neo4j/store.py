"""`Neo4jStore`: a `GraphStore` whose every operation is one managed transaction on the server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from typing_extensions import override

from graph.model import Concept, Document, DocumentGraph, Entity, VocabularyInfo
from graph.predicates import Predicate
from graph.store.base import GraphStore, StoreError
from graph.store.neo4j import cypher, documents, entities, merges, reads, relations, vocabulary, writing
from graph.store.neo4j.connection import Server
from graph.store.transfer.digest import content_digest
from graph.store.values.basis import Basis
from graph.store.values.chunks import ChunkContent, EntityProfile
from graph.store.values.damage import Damage, OnDamage, log_damage
from graph.store.values.entities import MENTION_CAP, CoMention, EntityUse, Neighbour
from graph.store.values.filter import Filter
from graph.store.values.merges import Merge
from graph.store.values.relations import STATEMENT_CAP, EdgeKey, Evidence, RelationEdge
from graph.store.values.workspace import Changes, Counts, DocumentSummary, State


class Neo4jStore(GraphStore):
    """One workspace on a Neo4j server; safe to share between threads and processes.

    `uri` is `neo4j://host:port` (or bolt://, neo4j+s://, ...); `auth` user and password, None where the server
    asks for none; `patience` how long, in seconds, a server that does not answer is tried again.
    Raises StoreError when the server cannot be reached, and for a database of a newer medgraph.
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
        self._found_altered: tuple[int, frozenset[str]] | None = None
        self._server = Server(uri, workspace, auth, database, patience)
        try:
            self._server.prepare()
        except StoreError:
            self._server.close()
            raise

    @override
    def state(self) -> State:
        return self._server.read(reads.state)

    @override
    def revision(self) -> int:
        return int(self._server.read(documents.workspace).get("revision", 0))

    @override
    def setting(self, key: str) -> str | None:
        row = self._server.read(lambda t: t.first_row(cypher.SETTING, key=key))
        return str(row["value"]) if row else None

    @override
    def remember(self, key: str, value: str) -> None:
        self._server.write(lambda t: t.run(cypher.REMEMBER, key=key, value=value))

    @override
    def write(self, graphs: Sequence[DocumentGraph], basis: Basis | None = None) -> frozenset[str]:
        if not graphs:
            return frozenset()
        return self._server.write(lambda t: writing.write(t, graphs, basis))

    @override
    def delete(self, ids: Collection[str]) -> int:
        return self._server.write(lambda t: writing.delete(t, ids))

    @override
    def fingerprints(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        return self._server.read(lambda t: documents.fingerprints(t, ids))

    @override
    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        return self._server.read(lambda t: documents.documents(t, ids))

    @override
    def sources(self, prefix: str = "") -> Mapping[str, str]:
        return self._server.read(lambda t: documents.sources(t, prefix))

    @override
    def identified(self, identifiers: Collection[str]) -> Mapping[str, Sequence[str]]:
        return self._server.read(lambda t: documents.identified(t, identifiers))

    @override
    def select(self, where: Filter) -> frozenset[str]:
        return self._server.read(lambda t: documents.select(t, where))

    @override
    def altered(self) -> frozenset[str]:
        at = self.revision()
        if self._found_altered is None or self._found_altered[0] != at:
            self._found_altered = (at, self._server.read(documents.altered))
        return self._found_altered[1]

    @override
    def summaries(self, where: Filter, after: str = "", limit: int = 50) -> Sequence[DocumentSummary]:
        return self._server.read(lambda t: documents.summaries(t, where, after, limit))

    @override
    def graphs(
        self, ids: Collection[str] | None = None, on_damage: OnDamage = log_damage
    ) -> Iterator[DocumentGraph]:
        return documents.graphs(self._server, ids, on_damage)

    @override
    def chunk_contents(self, ids: Collection[str]) -> Mapping[str, ChunkContent]:
        return self._server.read(lambda t: reads.chunk_contents(t, ids))

    @override
    def changes(self, since: int) -> Changes:
        return self._server.read(lambda t: documents.changes(t, since))

    @override
    def history(self, at: int) -> str | None:
        row = self._server.read(lambda t: t.first_row(cypher.HISTORY, at=at))
        return str(row["token"]) if row else None if at else ""

    @override
    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        return self._server.read(lambda t: entities.entities(t, ids))

    @override
    def entity_use(self, ids: Collection[str]) -> Mapping[str, EntityUse]:
        return self._server.read(lambda t: entities.entity_use(t, ids))

    @override
    def paper_count(self, entity_id: str) -> int:
        return self._server.read(lambda t: entities.paper_count(t, entity_id))

    @override
    def all_entities(self) -> Iterator[tuple[Entity, EntityUse]]:
        return entities.all_entities(self._server)

    @override
    def profiles(self, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
        return self._server.read(lambda t: reads.profiles(t, ids, limit))

    @override
    def neighbours(self, entity_id: str, limit: int, degree_cap: int = MENTION_CAP) -> Sequence[Neighbour]:
        return self._server.read(lambda t: entities.neighbours(t, entity_id, limit, degree_cap))

    @override
    def co_mentions(self, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
        return self._server.read(lambda t: entities.co_mentions(t, entity_id, other_id, limit))

    @override
    def relations(
        self,
        entity_id: str,
        limit: int,
        predicate: Predicate | None = None,
        other_id: str | None = None,
        degree_cap: int = STATEMENT_CAP,
    ) -> Sequence[RelationEdge]:
        return self._server.read(
            lambda t: relations.relations(t, entity_id, limit, predicate, other_id, degree_cap)
        )

    @override
    def evidence(self, edges: Collection[EdgeKey], limit: int) -> Mapping[EdgeKey, Sequence[Evidence]]:
        return self._server.read(lambda t: relations.evidence(t, edges, limit))

    @override
    def merge(self, merge: Merge) -> bool:
        return self._server.write(lambda t: merges.merge(t, merge))

    @override
    def unmerge(self, entity_id: str) -> bool:
        return self._server.write(lambda t: merges.unmerge(t, entity_id))

    @override
    def merges(self) -> Sequence[Merge]:
        return self._server.read(merges.merges)

    @override
    def put_vocabulary(self, info: VocabularyInfo, concepts: Iterable[Concept]) -> VocabularyInfo:
        loaded = list(concepts)  # a transaction that is tried again needs them again
        return self._server.write(lambda t: vocabulary.put_vocabulary(t, info, loaded))

    @override
    def delete_vocabulary(self, vocabulary_id: str) -> bool:
        return self._server.write(lambda t: vocabulary.delete_vocabulary(t, vocabulary_id))

    @override
    def vocabularies(self) -> Sequence[VocabularyInfo]:
        return self._server.read(vocabulary.vocabularies)

    @override
    def concepts(self, ids: Collection[str]) -> Mapping[str, Concept]:
        return self._server.read(lambda t: vocabulary.concepts(t, ids))

    @override
    def all_concepts(
        self, vocabulary_id: str | None = None, on_damage: OnDamage = log_damage
    ) -> Iterator[Concept]:
        return vocabulary.all_concepts(self._server, vocabulary_id, on_damage)

    @override
    def counts(self) -> Counts:
        return self.state().counts

    @override
    def integrity(self) -> Iterator[Damage]:
        return iter(())  # a server proves its files itself

    @override
    def content_hash(self) -> str:
        return content_digest(self)

    @override
    def compact(self) -> None:
        pass  # the server's own work: it uses the space again, and drops its transaction logs in time

    @override
    def close(self) -> None:
        self._server.close()
