"""Entities and the labels (names) documents give them: keys for new ones, use counts, removal of the unused."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping

from graph.model import DocumentGraph
from graph.store.shared.codec import to_json
from graph.store.sqlite.codec import IN_JSON, ids_parameter

Label = tuple[int, int]  # (entity key, variant)
Name = tuple[str, str, str]  # (entity id, name, category)

_COUNT = (
    "UPDATE label SET documents = documents + ?, mentions = mentions + ? WHERE entity = ? AND variant = ?"
)


class Labels:
    """The labels that a batch of graphs needs, created where they are missing; inside a write."""

    def __init__(
        self, connection: sqlite3.Connection, graphs: Collection[DocumentGraph], canonical: Mapping[str, str]
    ) -> None:
        self._connection = connection
        self._canonical_ids = canonical
        self._documents: Counter[Name] = Counter()
        self._mentions: Counter[Name] = Counter()
        for graph in graphs:
            self._add(graph)
        keys = entity_keys(connection, {self.canonical_id(id_) for id_, _, _ in self._documents})
        self._labels = self._label_keys(keys)

    def canonical_id(self, entity_id: str) -> str:
        """The id of the entity that this one was merged into, else its own."""
        return self._canonical_ids.get(entity_id, entity_id)

    def of(self, graph: DocumentGraph) -> dict[str, Label]:
        """`{entity id: label}` for the names that this document uses."""
        names = ((e.id, e.name, e.category) for e in graph.entities)
        return {name[0]: self._labels[name] for name in names if name in self._labels}

    def count(self) -> None:
        """Add the batch to the labels' use counts."""
        self._connection.executemany(
            _COUNT,
            [(self._documents[name], self._mentions[name], *label) for name, label in self._labels.items()],
        )

    def _add(self, graph: DocumentGraph) -> None:
        uses = Counter(mention.entity_id for mention in graph.mentions)
        for entity in graph.entities:
            # An entity that nothing mentions is not stored.
            if entity.id in uses:
                name = (entity.id, entity.name, entity.category)
                self._documents[name] += 1
                self._mentions[name] += uses[entity.id]

    def _label_keys(self, keys: dict[str, int]) -> dict[Name, Label]:
        ids = {key: id_ for id_, key in keys.items()}
        query = f"SELECT entity, variant, name, category, said FROM label WHERE entity {IN_JSON}"
        existing: dict[Name, Label] = {}
        free = dict.fromkeys(ids, 0)
        for entity, variant, name, category, said in self._connection.execute(query, (to_json(list(ids)),)):
            existing[said or ids[entity], name, category] = (entity, variant)
            free[entity] = max(free[entity], variant + 1)
        added: dict[Name, Label] = {}
        for label in sorted(self._documents.keys() - existing.keys()):
            entity = keys[self.canonical_id(label[0])]
            added[label] = (entity, free[entity])
            free[entity] += 1
        self._connection.executemany(
            "INSERT INTO label VALUES (?, ?, ?, ?, 0, 0, ?)",
            [
                (*label, name, category, "" if self.canonical_id(id_) == id_ else id_)
                for (id_, name, category), label in added.items()
            ],
        )
        return {name: existing[name] for name in self._documents.keys() & existing.keys()} | added


def entity_keys(connection: sqlite3.Connection, ids: set[str]) -> dict[str, int]:
    """`{entity id: key}`; missing entities are added."""
    query = f"SELECT id, key FROM entity WHERE id {IN_JSON}"
    keys: dict[str, int] = dict(connection.execute(query, (ids_parameter(ids),)))
    (largest,) = connection.execute("SELECT MAX(key) FROM entity").fetchone()
    added = {id_: key for key, id_ in enumerate(sorted(ids - keys.keys()), start=(largest or 0) + 1)}
    connection.executemany("INSERT INTO entity (id, key) VALUES (?, ?)", added.items())
    return keys | added


def release(connection: sqlite3.Connection, documents: Collection[int]) -> set[int]:
    """Take documents, by key, out of the use counts; the entities that may now be unused."""
    query = f"""
        SELECT -COUNT(DISTINCT document), -COUNT(*), entity, variant FROM mention
        WHERE document {IN_JSON} GROUP BY entity, variant
    """
    uses = connection.execute(query, (to_json(list(documents)),)).fetchall()
    connection.executemany(_COUNT, uses)
    return {entity for _, _, entity, _ in uses}


def collect_garbage(connection: sqlite3.Connection, candidates: Collection[int]) -> None:
    """Of these entities, remove the labels no mention uses, then those that have no label left."""
    keys = [(key,) for key in candidates]
    connection.executemany("DELETE FROM label WHERE entity = ? AND mentions = 0", keys)
    connection.executemany(
        "DELETE FROM entity WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM label WHERE entity = ?1)", keys
    )
