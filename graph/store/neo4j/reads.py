"""What a question reads, one call each: the state, what is known of the things it names, the chunks that may answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.model import Assertion, Entity, Mention, Span
from graph.store.base import Counts, State
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Row, Transaction, known
from graph.store.neo4j.documents import chunk_from
from graph.store.neo4j.merges import merges_from
from graph.store.neo4j.vocabulary import info_from
from graph.store.shared.codec import chunk_content_with
from graph.store.values.chunks import HUB, ChunkContent, EntityProfile


def state(transaction: Transaction) -> State:
    """See `GraphStore.state`."""
    row = transaction.one(cypher.STATE)
    w, settings, vocabularies, merges = (
        (row["w"] or {}, row["settings"], row["vocabularies"], row["merges"]) if row else ({}, [], [], [])
    )
    infos = tuple(sorted(map(info_from, vocabularies), key=lambda info: info.priority))
    counts = Counts(
        documents=int(w.get("documents", 0)),
        chunks=int(w.get("chunks", 0)),
        mentions=int(w.get("mentions", 0)),
        entities=int(w.get("entities", 0)),
        concepts=sum(info.concepts for info in infos),
        relations=int(w.get("relations", 0)),
    )
    known_settings = {s["key"]: s["value"] for s in settings}
    return State(int(w.get("revision", 0)), known_settings, counts, infos, tuple(merges_from(merges)))


def profiles(transaction: Transaction, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
    """See `GraphStore.profiles`."""
    rows = transaction.each(cypher.SUBJECTS, known(ids), limit=max(limit, 0), hub=HUB)
    return {row["id"]: _subject(row) for row in rows}


def _there(value: str | None) -> str:
    """A property that every such node has. Without it the node is being replaced, and the read is begun again."""
    if value is None:
        raise KeyError
    return value


def _subject(row: Row) -> EntityProfile:
    return EntityProfile(
        name=_there(row["name"]),
        category=_there(row["category"]),
        definition=row["definition"] or "",
        documents=row["documents"] or 0,
        mentions=row["mentions"] or 0,
        chunks=tuple(zip(row["chunks"], row["uses"], strict=True)),
    )


def chunk_contents(transaction: Transaction, ids: Collection[str]) -> Mapping[str, ChunkContent]:
    """See `GraphStore.chunk_contents`."""
    return {row["c"]["id"]: _open(row) for row in transaction.each(cypher.OPEN_CHUNKS, known(ids))}


def _open(row: Row) -> ChunkContent:
    c, d = row["c"], row["d"]
    names = {id_: Entity(id_, _there(name), _there(category)) for id_, name, category in row["names"]}
    return chunk_content_with(
        _there(d["details"]),
        chunk=chunk_from(c),
        text=c["text"],
        tier=_there(d["tier"]),
        title=_there(d["title"]),
        year=d["year"],
        journal=d["journal"],
        publication_types=d["publication_types"],
        retracted=d["retracted"],
        mentions=[_mention(c["position"], *m) for m in row["mentions"]],
        names=names,
    )


def _mention(
    chunk: int,
    entity_id: str,
    start: int,
    stop: int,
    sentence_start: int,
    sentence_stop: int,
    assertion: str,
    score: float,
    method: str,
) -> Mention:
    sentence = Span(sentence_start, sentence_stop)
    return Mention(entity_id, start, stop, chunk, sentence, Assertion(assertion), score, method)
