"""Controlled vocabularies: loaded whole, replaced whole, removed whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from graph.model import RETRACTED_PUBLICATION, Concept, VocabularyInfo
from graph.store.neo4j import cypher, vocabulary_cypher
from graph.store.neo4j.connection import Row, Server, Transaction, batches, storable_ids
from graph.store.neo4j.torn import TornReadError, required
from graph.store.neo4j.writing import mark_changed
from graph.store.shared.codec import resolve_concepts
from graph.store.shared.damage import UNREADABLE, concept_checksum, concept_damage, prove_concept
from graph.store.transfer.digest import ConceptDigest
from graph.store.values.damage import Damage, OnDamage, log_damage

_BATCH = 2000  # concepts a call; within the rows that docs/decisions/0007-store.md gives
# Properties that every DEFINES relationship has.
_DEFINES = ("name", "synonyms", "definition", "category", "parents", "same_as")


def put_vocabulary(
    transaction: Transaction, info: VocabularyInfo, concepts: Iterable[Concept]
) -> VocabularyInfo:
    """Add or replace a vocabulary. A replaced one keeps its priority; a new one comes last."""
    existing = vocabularies(transaction)
    former = next((each for each in existing if each.id == info.id), None)
    priority = former.priority if former else max((each.priority for each in existing), default=-1) + 1
    cleared = _clear(transaction, info.id) if former else set()
    marked = _unretract(transaction, info.id)
    transaction.run(vocabulary_cypher.PUT_VOCABULARY, id=info.id, values={"priority": priority})
    digest, defined, retracted = ConceptDigest(info.id), set[str](), set[str]()
    stream = digest.of(concepts)
    while batch := list(islice(stream, _BATCH)):
        _define(transaction, info.id, batch)
        defined.update(concept.id for concept in batch)
        retracted.update(concept.id for concept in batch if concept.category == RETRACTED_PUBLICATION)
    transaction.run_batched(vocabulary_cypher.RETRACT, sorted(retracted), vocabulary=info.id)
    transaction.run_batched(vocabulary_cypher.SHOW_CONCEPTS, sorted(cleared | defined))
    _delete_unnamed(transaction, cleared - defined)
    stored = replace(info, concepts=len(defined), priority=priority, digest=str(digest))
    values = {"version": info.version, "source": info.source, "concepts": len(defined), "digest": str(digest)}
    transaction.run(vocabulary_cypher.PUT_VOCABULARY, id=info.id, values=values)
    mark_changed(transaction, marked | retracted, transaction.run(cypher.RAISE)[0]["revision"])
    return stored


def delete_vocabulary(transaction: Transaction, vocabulary_id: str) -> bool:
    """Remove a vocabulary and its concepts; whether it was there."""
    if not any(each.id == vocabulary_id for each in vocabularies(transaction)):
        return False
    cleared, marked = _clear(transaction, vocabulary_id), _unretract(transaction, vocabulary_id)
    transaction.run(vocabulary_cypher.DELETE_VOCABULARY, id=vocabulary_id)
    transaction.run_batched(vocabulary_cypher.SHOW_CONCEPTS, sorted(cleared))
    _delete_unnamed(transaction, cleared)
    mark_changed(transaction, marked, transaction.run(cypher.RAISE)[0]["revision"])
    return True


def vocabularies(transaction: Transaction) -> Sequence[VocabularyInfo]:
    """In order of priority."""
    return [info_from(row["v"]) for row in transaction.run(vocabulary_cypher.VOCABULARIES)]


def info_from(v: Row) -> VocabularyInfo:
    """A vocabulary from its node's properties."""
    return VocabularyInfo(*required(v, "id", "version", "source", "concepts", "priority", "digest"))


def concepts(transaction: Transaction, ids: Collection[str]) -> Mapping[str, Concept]:
    """Concepts by CURIE, each from the vocabulary of highest priority that names it."""
    rows = transaction.run_batched(vocabulary_cypher.CONCEPTS, storable_ids(ids))
    return resolve_concepts(_sound(rows, log_damage, last=transaction.last))


def all_concepts(server: Server, vocabulary_id: str | None, on_damage: OnDamage) -> Iterator[Concept]:
    """Concepts in order of priority then id; no transaction is open while the caller works."""
    chosen = [info.id for info in server.read(vocabularies) if vocabulary_id in (None, info.id)]
    for each in chosen:
        for some in batches(server.read(partial(_defined, vocabulary_id=each)), _BATCH):
            found, damages = server.read(partial(_concepts_of, vocabulary_id=each, ids=some))
            yield from found
            for damage in damages:
                on_damage(damage)


def _defined(transaction: Transaction, vocabulary_id: str) -> list[str]:
    return [row["id"] for row in transaction.run(vocabulary_cypher.DEFINED, id=vocabulary_id)]


def _concepts_of(
    transaction: Transaction, vocabulary_id: str, ids: list[str]
) -> tuple[list[Concept], list[Damage]]:
    rows = transaction.run(vocabulary_cypher.CONCEPTS_OF, ids=ids, vocabulary=vocabulary_id)
    damages: list[Damage] = []
    return list(_sound(rows, damages.append, last=transaction.last)), damages


def _define(transaction: Transaction, vocabulary_id: str, batch: list[Concept]) -> None:
    """A source that lists a concept twice is taken at its last word."""
    latest = sorted({concept.id: concept for concept in batch}.values(), key=lambda concept: concept.id)
    ids = [concept.id for concept in latest]
    transaction.run(vocabulary_cypher.UNRELATE, ids=ids, vocabulary=vocabulary_id)
    rows = [{"id": concept.id, "values": _values(concept)} for concept in latest]
    transaction.run(vocabulary_cypher.DEFINE, rows=rows, vocabulary=vocabulary_id)
    parents = [(concept.id, parent) for concept in latest for parent in concept.parents]
    same = [(concept.id, other) for concept in latest for other in concept.same_as]
    transaction.run_batched(vocabulary_cypher.IS_A, parents, "rows", vocabulary=vocabulary_id)
    transaction.run_batched(vocabulary_cypher.SAME_AS, same, "rows", vocabulary=vocabulary_id)
    transaction.run(cypher.REFER_ENTITIES, ids=ids)


def _clear(transaction: Transaction, vocabulary_id: str) -> set[str]:
    """Delete all that a vocabulary says of concepts; the ids of the concepts that it defined or named."""
    ids = _defined(transaction, vocabulary_id)
    named = transaction.run_batched(vocabulary_cypher.RELATED, ids, vocabulary=vocabulary_id)
    for query in (vocabulary_cypher.UNRELATE, vocabulary_cypher.UNDEFINE, vocabulary_cypher.UNREFER):
        transaction.run_batched(query, ids, vocabulary=vocabulary_id)
    return {*ids, *(id_ for row in named for id_ in row["ids"])}


def _unretract(transaction: Transaction, vocabulary_id: str) -> set[str]:
    """Take back what a list of retracted papers said; the ids of the papers."""
    return {row["id"] for row in transaction.run(vocabulary_cypher.UNRETRACT, vocabulary=vocabulary_id)}


def _delete_unnamed(transaction: Transaction, ids: Collection[str]) -> None:
    transaction.run_batched(vocabulary_cypher.FORGET_CONCEPTS, sorted(ids))


def _values(concept: Concept) -> dict[str, Any]:
    return {
        "checksum": concept_checksum(concept),
        "name": concept.name,
        "synonyms": list(concept.synonyms),
        "definition": concept.definition,
        "category": concept.category,
        "parents": list(concept.parents),
        "same_as": list(concept.same_as),
        "different_from": list(concept.different_from),
    }


def _sound(rows: Iterable[Row], on_damage: OnDamage, *, last: bool) -> Iterator[Concept]:
    """The concepts of rows, without those that are damaged."""
    for row in rows:
        try:
            concept = _concept(row["id"], row["d"])
            prove_concept(concept, row["d"].get("checksum"))
        except (TornReadError, *UNREADABLE) as error:
            if not last:
                raise TornReadError from error
            on_damage(concept_damage(row["id"], error))
        else:
            yield concept


def _concept(id_: str, d: Row) -> Concept:
    name, synonyms, definition, category, parents, same_as = required(d, *_DEFINES)
    # What was stored before there were such mappings has none.
    different = tuple(d.get("different_from") or ())
    return Concept(
        id_, name, tuple(synonyms), definition, category, tuple(parents), tuple(same_as), different
    )
