"""What a question reads, one call each: the state, profiles of the entities it names, the chunks that may answer it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from graph.model import Assertion, Entity, Mention, Span
from graph.store.neo4j import cypher
from graph.store.neo4j.connection import Row, Transaction, storable_ids
from graph.store.neo4j.documents import chunk_from
from graph.store.neo4j.merges import merges_from
from graph.store.neo4j.torn import TornReadError, complete, leaving_out, required
from graph.store.neo4j.vocabulary import info_from
from graph.store.shared.damage import prove_chunk
from graph.store.shared.documents import chunk_content
from graph.store.values.chunks import HUB_MENTIONS, ChunkContent, EntityProfile
from graph.store.values.damage import log_damage
from graph.store.values.workspace import Counts, State


def state(transaction: Transaction) -> State:
    """The workspace at one moment."""
    row = transaction.first_row(cypher.STATE)
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
    values = {key: value for key, value in (required(s, "key", "value") for s in settings)}
    history = next(iter(row["history"]), "") if row else ""
    return State(int(w.get("revision", 0)), values, counts, infos, tuple(merges_from(merges)), history)


def profiles(transaction: Transaction, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
    """Each id that is an entity or a concept, with at most `limit` of its chunks."""
    rows = transaction.run_batched(cypher.PROFILES, storable_ids(ids), limit=max(limit, 0), hub=HUB_MENTIONS)
    return {row["id"]: _profile(row) for row in rows}


def _profile(row: Row) -> EntityProfile:
    name, category = required(row, "name", "category")
    if len(row["chunks"]) != len(row["uses"]):  # the id of a chunk that is deleted meanwhile is not collected
        raise TornReadError
    return EntityProfile(
        name=name,
        category=category,
        definition=row["definition"] or "",
        documents=row["documents"] or 0,
        mentions=row["mentions"] or 0,
        chunks=tuple(zip(row["chunks"], row["uses"], strict=True)),
    )


def chunk_contents(transaction: Transaction, ids: Collection[str]) -> Mapping[str, ChunkContent]:
    """Chunks by chunk id."""
    found = {}
    for row in transaction.run_batched(cypher.CHUNK_CONTENTS, storable_ids(ids)):
        with leaving_out(str(row["id"]), log_damage, last=transaction.last):
            content = _chunk_content(row)
            found[content.chunk.id] = content
    return found


def _chunk_content(row: Row) -> ChunkContent:
    chunk, d = chunk_from(row["c"]), row["d"]
    text, details = *required(row["c"], "text"), *required(d, "details")
    required(d, "title", "tier", "journal", "publication_types", "retracted")
    mentions = [_mention(chunk.position, *complete(mention)[:-1]) for mention in row["mentions"]]
    said = [replace(own, entity_id=each[-1]) for own, each in zip(mentions, row["mentions"], strict=True)]
    prove_chunk(row["c"].get("checksum"), chunk, text, d, details, said)
    names = {name[0]: Entity(*complete(name)) for name in row["names"]}
    return chunk_content(chunk, text, d | {"retracted": d["shown_retracted"]}, details, mentions, names)


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
