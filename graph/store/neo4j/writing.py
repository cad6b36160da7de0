"""Writing and deleting documents: a batch is replaced as a whole, then what nothing names any more goes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import DocumentGraph
from graph.store.neo4j import cypher, relation_cypher
from graph.store.neo4j.connection import Transaction, known
from graph.store.neo4j.merges import merges, show_merged
from graph.store.neo4j.relations import stated_rows
from graph.store.shared.check import check_graph
from graph.store.shared.codec import details_of, dump, pack_vectors, retracts
from graph.store.shared.sampling import sample_rank
from graph.store.values.merges import roots

_SIZES = ("chunks", "mentions", "relations")
Name = tuple[str, str, str]  # entity id, name, category


@dataclass
class _Uses:
    """How the uses of names change, and the size of the workspace; `root` says what stands for a merged entity."""

    root: dict[str, str]
    documents: Counter[Name] = field(default_factory=Counter)
    mentions: Counter[Name] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)

    def add(self, names: list[tuple[str, str, str, int]], sign: int, **sizes: int) -> None:
        for *name, uses in names:
            self.documents[tuple(name)] += sign  # type: ignore[index]
            self.mentions[tuple(name)] += sign * uses  # type: ignore[index]
        self.sizes.update(documents=sign, **{kind: sign * size for kind, size in sizes.items()})

    def entities(self, names: Iterable[Name] | None = None) -> list[str]:
        """The entities that the names belong to; of all of them, if none are given."""
        return sorted(
            {self.root.get(name[0], name[0]) for name in (self.mentions if names is None else names)}
        )


def write(transaction: Transaction, graphs: Sequence[DocumentGraph]) -> None:
    """Insert or replace documents; of two of the same id the last one counts."""
    latest = {graph.document.id: graph for graph in graphs}
    ordered = [latest[id_] for id_ in sorted(latest)]
    for graph in ordered:
        check_graph(graph)
    revision = transaction.run(cypher.RAISE)[0]["revision"]
    root = roots(merges(transaction))
    uses = _Uses(root)
    former = _remove(transaction, latest, uses)
    for graph in ordered:
        uses.add(_names(graph), 1, **{kind: len(getattr(graph, kind)) for kind in _SIZES})
    _count(transaction, uses)
    w = transaction.workspace
    transaction.each(cypher.CREATE_DOCUMENTS, [_document_row(w, g, revision) for g in ordered], "rows")
    named = [{"id": g.document.id, "target": t} for g in ordered for t in sorted(retracts(g.document))]
    transaction.each(cypher.CREATE_RETRACTS, named, "rows")
    transaction.each(cypher.CREATE_SECTIONS, [row for g in ordered for row in _section_rows(w, g)], "rows")
    chunks = [row for g in ordered for row in _chunk_rows(w, g)]
    transaction.each(cypher.CREATE_CHUNKS, chunks, "rows")
    transaction.each(cypher.PLACE_CHUNKS, [_place_row(row) for row in chunks], "rows")
    transaction.each(cypher.CHAIN_CHUNKS, [row for g in ordered for row in _chain_rows(g)], "rows")
    mentions = sorted((row for g in ordered for row in _mention_rows(g, root)), key=lambda row: row[:3])
    transaction.each(cypher.CREATE_MENTIONS, mentions, "rows")
    show_merged(transaction, uses.entities(), root)
    stated = [row for g in ordered for row in stated_rows(g, root)]
    transaction.each(relation_cypher.CREATE_STATED, stated, "rows")
    transaction.each(cypher.UNBURY, sorted(latest))
    _retouch(transaction, {row["target"] for row in named} | former.retracted, revision)


def delete(transaction: Transaction, ids: Collection[str]) -> int:
    """Remove documents, leave tombstones, and return how many there were."""
    uses = _Uses(root := roots(merges(transaction)))
    former = _remove(transaction, ids, uses)
    if former.ids:
        revision = transaction.run(cypher.RAISE)[0]["revision"]
        _count(transaction, uses)
        show_merged(transaction, uses.entities(), root)
        transaction.each(cypher.BURY, former.ids, revision=revision)
        _retouch(transaction, former.retracted, revision)
    return len(former.ids)


@dataclass(frozen=True)
class _Former:
    """Documents that were removed, and what their notices retracted."""

    ids: list[str]
    retracted: set[str]


def _remove(transaction: Transaction, ids: Collection[str], uses: _Uses) -> _Former:
    """Delete documents with all that hangs on them."""
    former = [row["d"] for row in transaction.each(cypher.FORMER, known(ids))]
    there = [row["id"] for row in former]
    for row in former:
        uses.add(json.loads(row["names"]), -1, **{kind: row[kind] for kind in _SIZES})
    transaction.each(relation_cypher.DELETE_STATED, there)
    for query in (cypher.DELETE_CHUNKS, cypher.DELETE_SECTIONS, cypher.DELETE_DOCUMENTS):
        transaction.each(query, there)
    return _Former(there, {target for row in former for target in row["retracts"]})


def _retouch(transaction: Transaction, targets: set[str], revision: int) -> None:
    """Make documents that notices name, or named, appear among the changes."""
    transaction.each(cypher.FORGET_RETRACTED, known(targets))
    transaction.each(cypher.TOUCH, known(targets), revision=revision)


def _count(transaction: Transaction, uses: _Uses) -> None:
    """Apply the changed uses: names first used, entities they belong to, and those that nothing uses any more."""
    changed = sorted(name for name in uses.mentions if uses.documents[name] or uses.mentions[name])
    ids = uses.entities()
    before = _there(transaction, ids)
    rows = [
        {
            "entity": name[0],
            "root": uses.root.get(name[0], name[0]),
            "name": name[1],
            "category": name[2],
            "documents": uses.documents[name],
            "mentions": uses.mentions[name],
        }
        for name in changed
    ]
    transaction.each(cypher.CHANGE_NAMES, rows, "rows")
    touched = uses.entities(changed)
    transaction.each(cypher.DELETE_NAMES, touched)
    transaction.each(cypher.DELETE_ENTITIES, touched)
    transaction.each(cypher.SHOW_NAMES, touched)
    transaction.each(cypher.REFER_ENTITIES, touched)
    sizes = {kind: uses.sizes[kind] for kind in ("documents", *_SIZES)}
    transaction.run(cypher.COUNT, **sizes, entities=_there(transaction, ids) - before)


def _there(transaction: Transaction, ids: list[str]) -> int:
    return sum(row["count"] for row in transaction.each(cypher.COUNT_ENTITIES, ids))


def _names(graph: DocumentGraph) -> list[tuple[str, str, str, int]]:
    """What the document calls its entities, with how often; one that nothing mentions is not stored."""
    uses = Counter(mention.entity_id for mention in graph.mentions)
    return sorted((e.id, e.name, e.category, uses[e.id]) for e in graph.entities if e.id in uses)


def _document_row(workspace: str, graph: DocumentGraph, revision: int) -> dict[str, Any]:
    document = graph.document
    return {
        "workspace": workspace,
        "id": document.id,
        "text": document.text,
        "tier": str(document.tier),
        "title": document.title,
        "year": document.year,
        "journal": document.journal,
        "journal_folded": document.journal.casefold(),
        "publication_types": list(document.publication_types),
        "types_folded": [name.casefold() for name in document.publication_types],
        "language": document.language,
        "language_folded": document.language.casefold(),
        "retracted": document.retracted,
        "retracts": sorted(retracts(document)),
        "url": document.url,
        "details": details_of(document),
        "content_hash": document.content_hash,
        "fingerprint": graph.fingerprint,
        "names": dump(_names(graph)),
        "chunks": len(graph.chunks),
        "mentions": len(graph.mentions),
        "relations": len(graph.relations),
        "dimension": graph.vectors.shape[1],
        "vectors": pack_vectors(graph.vectors),
        "revision": revision,
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
    for chunk in graph.chunks:
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
        }


def _place_row(row: dict[str, Any]) -> dict[str, Any]:
    section = _section_id(row["document"], row["section"])
    return {"id": row["id"], "section": section, "position": row["position"]}


def _chain_rows(graph: DocumentGraph) -> Iterator[dict[str, str]]:
    for one, following in zip(graph.chunks, graph.chunks[1:], strict=False):
        yield {"id": one.id, "next": following.id}


def _mention_rows(graph: DocumentGraph, root: dict[str, str]) -> Iterator[list[Any]]:
    sample = sample_rank(graph.document.id)
    for place, m in enumerate(graph.mentions):
        chunk = f"{graph.document.id}#{m.chunk}"
        span = (m.start, m.end, m.sentence.start, m.sentence.end)
        said = m.entity_id if m.entity_id in root else None
        how = (str(m.assertion), float(m.score), m.method)
        yield [chunk, root.get(m.entity_id, m.entity_id), place, *span, *how, sample, said]
