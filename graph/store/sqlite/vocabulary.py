"""Controlled vocabularies: loaded whole, replaced whole, removed whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.model import RETRACTED_PUBLICATION, Concept, VocabularyInfo
from graph.store.shared.codec import resolve_concepts, to_json
from graph.store.shared.damage import UNREADABLE, concept_checksum, concept_damage, prove_concept
from graph.store.sqlite import revision
from graph.store.sqlite.codec import IN_JSON, ids_parameter
from graph.store.sqlite.connection import Database
from graph.store.transfer.digest import ConceptDigest
from graph.store.values.damage import OnDamage, log_damage

_BATCH = 2000  # concepts in memory at once
_COLUMNS = (
    "c.id, c.name, c.category, c.definition, c.synonyms, c.parents, c.same_as, c.different_from, c.checksum"
)

# A source that lists a concept twice is taken at its last word.
_INSERT = """
    INSERT INTO concept
        (id, vocabulary, name, category, definition, synonyms, parents, same_as, different_from, checksum)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (vocabulary, id) DO UPDATE SET name = excluded.name, category = excluded.category,
        definition = excluded.definition, synonyms = excluded.synonyms, parents = excluded.parents,
        same_as = excluded.same_as, different_from = excluded.different_from, checksum = excluded.checksum
"""

_MARK_RETRACTED = """
    INSERT INTO retraction (target, vocabulary)
    SELECT DISTINCT c.id, c.vocabulary FROM concept AS c JOIN identifier AS i ON i.value = c.id
    WHERE c.vocabulary = ? AND c.category = ?
"""
_MARK_LISTED = f"""
    INSERT INTO retraction (target, vocabulary) SELECT c.id, c.vocabulary FROM concept AS c
    WHERE c.id {IN_JSON} AND c.category = ? AND NOT EXISTS (
        SELECT 1 FROM retraction AS r WHERE r.target = c.id AND r.vocabulary = c.vocabulary
    )
"""
_RETRACTED_BY = "SELECT target FROM retraction WHERE vocabulary = ?"


def put_vocabulary(
    connection: sqlite3.Connection, info: VocabularyInfo, concepts: Iterable[Concept]
) -> VocabularyInfo:
    """Add or replace a vocabulary. A replaced one keeps its priority; a new one comes last."""
    former = connection.execute("SELECT key, priority FROM vocabulary WHERE id = ?", (info.id,)).fetchone()
    if former:
        key, priority = former
        marked = _clear(connection, key)
    else:
        query = "SELECT IFNULL(MAX(key), 0) + 1, IFNULL(MAX(priority), -1) + 1 FROM vocabulary"
        key, priority = connection.execute(query).fetchone()
        values = (key, info.id, info.version, info.source, 0, priority, "")
        connection.execute("INSERT INTO vocabulary VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        marked = set()
    digest = ConceptDigest(info.id)
    connection.executemany(_INSERT, (_row(key, concept) for concept in digest.of(concepts)))
    (count,) = connection.execute("SELECT COUNT(*) FROM concept WHERE vocabulary = ?", (key,)).fetchone()
    connection.execute(
        "UPDATE vocabulary SET version = ?, source = ?, concepts = ?, digest = ? WHERE key = ?",
        (info.version, info.source, count, str(digest), key),
    )
    marked |= _mark_retracted(connection, key)
    revision.mark_changed(connection, marked, revision.increment(connection))
    return replace(info, concepts=count, priority=priority, digest=str(digest))


def delete_vocabulary(connection: sqlite3.Connection, vocabulary_id: str) -> bool:
    """Remove a vocabulary and its concepts; whether it was there."""
    former = connection.execute("SELECT key FROM vocabulary WHERE id = ?", (vocabulary_id,)).fetchone()
    if not former:
        return False
    marked = _clear(connection, former[0])
    connection.execute("DELETE FROM vocabulary WHERE key = ?", former)
    revision.mark_changed(connection, marked, revision.increment(connection))
    return True


def vocabularies(connection: sqlite3.Connection) -> Sequence[VocabularyInfo]:
    """In order of priority."""
    query = "SELECT id, version, source, concepts, priority, digest FROM vocabulary ORDER BY priority"
    return [VocabularyInfo(*row) for row in connection.execute(query)]


def concepts(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, Concept]:
    """Concepts by CURIE, each from the vocabulary of highest priority that names it."""
    query = f"""
        SELECT {_COLUMNS} FROM concept AS c JOIN vocabulary AS v ON v.key = c.vocabulary
        WHERE c.id {IN_JSON} ORDER BY v.priority
    """
    return resolve_concepts(_sound(connection.execute(query, (ids_parameter(ids),)), log_damage))


def all_concepts(database: Database, vocabulary_id: str | None, on_damage: OnDamage) -> Iterator[Concept]:
    """Concepts in order of priority then id; no lock is held while the caller works."""
    chosen = [info.id for info in database.read(vocabularies) if vocabulary_id in (None, info.id)]
    query = f"""
        SELECT {_COLUMNS} FROM concept AS c
        WHERE c.vocabulary = (SELECT key FROM vocabulary WHERE id = ?) AND c.id > ?
        ORDER BY c.id LIMIT {_BATCH}
    """
    for each in chosen:
        after: str | None = ""
        while after is not None:
            rows = database.read(lambda c, values=(each, after): c.execute(query, values).fetchall())  # type: ignore[misc]
            yield from _sound(rows, on_damage)
            after = rows[-1][0] if len(rows) == _BATCH else None


def mark_listed(connection: sqlite3.Connection, ids: Collection[str]) -> None:
    """Take in what lists of retracted papers say of documents that were just written, by any of their identifiers."""
    connection.execute(_MARK_LISTED, (ids_parameter(ids), RETRACTED_PUBLICATION))


def _clear(connection: sqlite3.Connection, key: int) -> set[str]:
    """Remove a vocabulary's concepts; the ids of the documents that it said are retracted."""
    marked = {target for (target,) in connection.execute(_RETRACTED_BY, (key,))}
    connection.execute("DELETE FROM retraction WHERE vocabulary = ?", (key,))
    connection.execute("DELETE FROM concept WHERE vocabulary = ?", (key,))
    return marked


def _mark_retracted(connection: sqlite3.Connection, key: int) -> set[str]:
    """Take in what a list of retracted papers says of the documents that are stored; their ids."""
    connection.execute(_MARK_RETRACTED, (key, RETRACTED_PUBLICATION))
    return {target for (target,) in connection.execute(_RETRACTED_BY, (key,))}


def _row(vocabulary: int, concept: Concept) -> tuple[Any, ...]:
    return (
        concept.id,
        vocabulary,
        concept.name,
        concept.category,
        concept.definition,
        to_json(concept.synonyms),
        to_json(concept.parents),
        to_json(concept.same_as),
        to_json(concept.different_from),
        concept_checksum(concept),
    )


def _sound(rows: Iterable[tuple[Any, ...]], on_damage: OnDamage) -> Iterator[Concept]:
    """The concepts of rows, without those that are damaged."""
    for row in rows:
        try:
            concept = _concept(row)
            prove_concept(concept, row[-1])
        except UNREADABLE as error:
            on_damage(concept_damage(row[0], error))
        else:
            yield concept


def _concept(row: tuple[Any, ...]) -> Concept:
    id_, name, category, definition, synonyms, parents, same_as, different_from, _ = row
    return Concept(
        id=id_,
        name=name,
        synonyms=tuple(json.loads(synonyms)),
        definition=definition,
        category=category,
        parents=tuple(json.loads(parents)),
        same_as=tuple(json.loads(same_as)),
        different_from=tuple(json.loads(different_from)),
    )
