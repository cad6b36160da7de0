"""Writing and deleting documents: a batch is replaced whole, then entities that nothing mentions are removed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import DocumentGraph
from graph.store.neo4j import cypher, relation_cypher
from graph.store.neo4j.connection import Transaction, storable_ids
from graph.store.neo4j.documents import fingerprints
from graph.store.neo4j.merges import merges, show_merged
from graph.store.neo4j.relations import stated_rows
from graph.store.shared.check import check_graph
from graph.store.shared.codec import pack_vectors, to_json
from graph.store.shared.damage import chunk_checksums, graph_checksum, listing_checksum
from graph.store.shared.documents import details_json, document_columns, identifiers_of, retracted_ids
from graph.store.shared.fresh import split_stale
from graph.store.shared.sampling import sample_rank
from graph.store.values.basis import Basis
from graph.store.values.merges import canonical_ids

_SIZES = ("chunks", "mentions", "relations")
Name = tuple[str, str, str]  # entity id, name, category


@dataclass
class _Uses:
    """How a write changes the uses of names and the size of the workspace; `canonical` maps merged ids."""

    canonical: dict[str, str]
    documents: Counter[Name] = field(default_factory=Counter)
    mentions: Counter[Name] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)

    def add(self, names: list[tuple[str, str, str, int]], sign: int, **sizes: int) -> None:
        for *name, uses in names:
            self.documents[tuple(name)] += sign  # type: ignore[index]
            self.mentions[tuple(name)] += sign * uses  # type: ignore[index]
        self.sizes.update(documents=sign, **{kind: sign * size for kind, size in sizes.items()})

    def entities(self, names: Iterable[Name] | None = None) -> list[str]:
        """The ids of the entities that the names belong to; of all changed names if None."""
        return sorted(
            {self.canonical.get(name[0], name[0]) for name in (self.mentions if names is None else names)}
        )


def write(transaction: Transaction, graphs: Sequence[DocumentGraph], basis: Basis | None) -> frozenset[str]:
    """Insert or replace documents; of two of the same id the last one counts. The ids of those that are stale."""
    stale: frozenset[str] = frozenset()
    if basis is not None:
        row = transaction.first_row(cypher.SETTING, key="model")
        stored = fingerprints(transaction, [graph.document.id for graph in graphs])
        graphs, stale = split_stale(graphs, basis, row["value"] if row else None, stored)
    if graphs:
        _write(transaction, graphs)
    return stale


def _write(transaction: Transaction, graphs: Sequence[DocumentGraph]) -> None:
    latest = {graph.document.id: graph for graph in graphs}
    ordered = [latest[id_] for id_ in sorted(latest)]
    for graph in ordered:
        check_graph(graph)
    revision = transaction.run(cypher.RAISE)[0]["revision"]
    canonical = canonical_ids(merges(transaction))
    uses = _Uses(canonical)
    removed = _remove(transaction, latest, uses)
    for graph in ordered:
        uses.add(_names(graph), 1, **{kind: len(getattr(graph, kind)) for kind in _SIZES})
    _apply_uses(transaction, uses)
    w = transaction.workspace
    transaction.run_batched(cypher.CREATE_DOCUMENTS, [_document_row(w, g, revision) for g in ordered], "rows")
    identifiers = [{"document": g.document.id, "id": i} for g in ordered for i in identifiers_of(g.document)]
    transaction.run_batched(cypher.CREATE_IDENTIFIERS, sorted(identifiers, key=lambda row: row["id"]), "rows")
    notices = [{"id": g.document.id, "target": t} for g in ordered for t in sorted(retracted_ids(g.document))]
    transaction.run_batched(cypher.CREATE_RETRACTS, notices, "rows")
    transaction.run_batched(
        cypher.CREATE_SECTIONS, [row for g in ordered for row in _section_rows(w, g)], "rows"
    )
    chunks = [row for g in ordered for row in _chunk_rows(w, g)]
    transaction.run_batched(cypher.CREATE_CHUNKS, chunks, "rows")
    transaction.run_batched(cypher.PLACE_CHUNKS, [_place_row(row) for row in chunks], "rows")
    transaction.run_batched(cypher.CHAIN_CHUNKS, [row for g in ordered for row in _chain_rows(g)], "rows")
    mentions = sorted((row for g in ordered for row in _mention_rows(g, canonical)), key=lambda row: row[:3])
    transaction.run_batched(cypher.CREATE_MENTIONS, mentions, "rows")
    show_merged(transaction, uses.entities(), canonical)
    stated = [row for g in ordered for row in stated_rows(g, canonical)]
    transaction.run_batched(relation_cypher.CREATE_STATED, stated, "rows")
    transaction.run_batched(cypher.UNBURY, sorted(latest))
    mark_changed(transaction, {row["target"] for row in notices} | removed.retracted, revision)


def delete(transaction: Transaction, ids: Collection[str]) -> int:
    """Remove documents, leave tombstones, and return how many there were."""
    canonical = canonical_ids(merges(transaction))
    uses = _Uses(canonical)
    removed = _remove(transaction, ids, uses)
    if removed.ids:
        revision = transaction.run(cypher.RAISE)[0]["revision"]
        _apply_uses(transaction, uses)
        show_merged(transaction, uses.entities(), canonical)
        transaction.run_batched(cypher.BURY, removed.ids, revision=revision)
        mark_changed(transaction, removed.retracted, revision)
    return len(removed.ids)


@dataclass(frozen=True)
class _RemovedDocuments:
    """Documents that were removed, and what their notices retracted."""

    ids: list[str]
    retracted: set[str]


def _remove(transaction: Transaction, ids: Collection[str], uses: _Uses) -> _RemovedDocuments:
    """Delete documents with everything they own."""
    former = [row["d"] for row in transaction.run_batched(cypher.FORMER, storable_ids(ids))]
    removed = [row["id"] for row in former]
    for row in former:
        uses.add(json.loads(row["names"]), -1, **{kind: row[kind] for kind in _SIZES})
    transaction.run_batched(relation_cypher.DELETE_STATED, removed)
    for query in (cypher.DELETE_CHUNKS, cypher.DELETE_SECTIONS, cypher.DELETE_DOCUMENTS):
        transaction.run_batched(query, removed)
    identifiers = {identifier for row in former for identifier in row["identifiers"]}
    transaction.run_batched(cypher.FORGET_IDENTIFIERS, sorted(identifiers))
    return _RemovedDocuments(removed, {target for row in former for target in row["retracts"]})


def mark_changed(transaction: Transaction, targets: set[str], revision: int) -> None:
    """Put documents that notices or lists name, or named, among the changes of `revision`."""
    transaction.run_batched(cypher.FORGET_RETRACTED, storable_ids(targets))
    transaction.run_batched(cypher.TOUCH, storable_ids(targets), revision=revision)


def _apply_uses(transaction: Transaction, uses: _Uses) -> None:
    """Apply changed uses: add new names and their entities, delete those without uses, keep the counts."""
    changed = sorted(name for name in uses.mentions if uses.documents[name] or uses.mentions[name])
    ids = uses.entities()
    before = _count_entities(transaction, ids)
    rows = [
        {
            "entity": name[0],
            "canonical": uses.canonical.get(name[0], name[0]),
            "name": name[1],
            "category": name[2],
            "documents": uses.documents[name],
            "mentions": uses.mentions[name],
        }
        for name in changed
    ]
    transaction.run_batched(cypher.CHANGE_NAMES, rows, "rows")
    touched = uses.entities(changed)
    transaction.run_batched(cypher.DELETE_NAMES, touched)
    transaction.run_batched(cypher.DELETE_ENTITIES, touched)
    transaction.run_batched(cypher.SHOW_NAMES, touched)
    transaction.run_batched(cypher.REFER_ENTITIES, touched)
    sizes = {kind: uses.sizes[kind] for kind in ("documents", *_SIZES)}
    transaction.run(cypher.COUNT, **sizes, entities=_count_entities(transaction, ids) - before)


def _count_entities(transaction: Transaction, ids: list[str]) -> int:
    return sum(row["count"] for row in transaction.run_batched(cypher.COUNT_ENTITIES, ids))


def _names(graph: DocumentGraph) -> list[tuple[str, str, str, int]]:
    """The document's names of its entities with their mentions; an entity without any is not stored."""
    uses = Counter(mention.entity_id for mention in graph.mentions)
    return sorted((e.id, e.name, e.category, uses[e.id]) for e in graph.entities if e.id in uses)


def _document_row(workspace: str, graph: DocumentGraph, revision: int) -> dict[str, Any]:
    document = graph.document
    return document_columns(document) | {
        "workspace": workspace,
        "journal_folded": document.journal.casefold(),
        "types_folded": [name.casefold() for name in document.publication_types],
        "language_folded": document.language.casefold(),
        "retracts": sorted(retracted_ids(document)),
        "url": document.url,
        "details": details_json(document),
        "content_hash": document.content_hash,
        "fingerprint": graph.fingerprint,
        "names": to_json(_names(graph)),
        "chunks": len(graph.chunks),
        "mentions": len(graph.mentions),
        "relations": len(graph.relations),
        "dimension": graph.vectors.shape[1],
        "vectors": pack_vectors(graph.vectors),
        "revision": revision,
        "checksum": graph_checksum(graph),
        "listing": listing_checksum(document_columns(document)),
    }


def _section_rows(workspace: str, graph: DocumentGraph) -> Iterator[dict[str, Any]]:
    for position, section in enumerate(graph.document.sections):
        yield {
            "workspace": workspace,
            "id": _section_id(graph.document.id, position),
            "document": graph.document.id,
            "position": position,
            "heading": section.heading,
            "kind": str(section.kind),
            "start": section.start,
            "stop": section.end,
        }


def _section_id(document_id: str, position: int) -> str:
    return f"{document_id}§{position}"


def _chunk_rows(workspace: str, graph: DocumentGraph) -> Iterator[dict[str, Any]]:
    for chunk, checksum in zip(graph.chunks, chunk_checksums(graph), strict=True):
        yield {
            "workspace": workspace,
            "id": chunk.id,
            "document": chunk.document_id,
            "position": chunk.position,
            "start": chunk.start,
            "stop": chunk.end,
            "section": chunk.section,
            "sentences": [place for span in chunk.sentences for place in (span.start, span.end)],
            "text": graph.document.text[chunk.start : chunk.end],
            "checksum": checksum,
        }


def _place_row(row: dict[str, Any]) -> dict[str, Any]:
    section = _section_id(row["document"], row["section"])
    return {"id": row["id"], "section": section, "position": row["position"]}


def _chain_rows(graph: DocumentGraph) -> Iterator[dict[str, str]]:
    for one, following in zip(graph.chunks, graph.chunks[1:], strict=False):
        yield {"id": one.id, "next": following.id}


def _mention_rows(graph: DocumentGraph, canonical: dict[str, str]) -> Iterator[list[Any]]:
    sample = sample_rank(graph.document.id)
    for place, m in enumerate(graph.mentions):
        chunk = f"{graph.document.id}#{m.chunk}"
        span = (m.start, m.end, m.sentence.start, m.sentence.end)
        original = m.entity_id if m.entity_id in canonical else None
        how = (str(m.assertion), float(m.score), m.method)
        yield [chunk, canonical.get(m.entity_id, m.entity_id), place, *span, *how, sample, original]
