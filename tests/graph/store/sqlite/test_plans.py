"""The queries that must stay fast are answered from indexes, and importing the store stays cheap."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import SqliteStore
from graph.store.sqlite import entities, reads, relations
from tests.processes import Processes

QUERIES: dict[str, tuple[str, dict[str, Any] | tuple[str, ...]]] = {
    "chunks of": (reads.CHUNKS_OF, {"entity": "X", "negated": 1, "limit": 9}),
    "neighbours": (entities._NEIGHBOURS, {"entity": "X", "negated": 1, "limit": 9, "cap": 9, "all": 9}),
    "co_mentions": (entities._SHARED, {"rare": "X", "common": "Y", "limit": 9}),
    "sentence": (entities._IN_SENTENCE, {"document": 1, "sentence": 1, "entity": "X", "negated": 1}),
    "entity_use": (entities._USE, ("[]",)),
    "open chunk": (reads.CHUNK_CONTENT, ("a", "0")),
    "mentions": (reads.MENTIONS, ("a", "0")),
    "relations": (relations.STATEMENTS, {"entity": "X", "predicate": "treats", "cap": 9}),
    "relations of two": (
        relations.STATEMENTS_BETWEEN,
        {"entity": "X", "predicate": None, "other": "Y", "cap": 9},
    ),
    "evidence": (relations.EVIDENCE, ("X", "treats", "Y", "9")),
    "entities": (entities._ENTITIES, ("[]",)),
}
TABLES = "mention m d e x evidence v document named".split()


@pytest.mark.parametrize("query", QUERIES)
def test_no_table_is_scanned(store: SqliteStore, query: str) -> None:
    sql, values = QUERIES[query]
    with store._database.read_transaction() as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    scanned = [step for step in plan if step.startswith("SCAN") and step.split()[1] in TABLES]
    assert not scanned, plan


def test_a_hub_is_entered_by_its_entity_and_left_by_its_sentences(store: SqliteStore) -> None:
    sql, values = QUERIES["neighbours"]
    with store._database.read_transaction() as connection:
        plan = "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
    assert "mention USING COVERING INDEX mention_by_entity (entity=?)" in plan
    assert "m USING PRIMARY KEY (document=? AND sentence_start=?)" in plan
    assert "x USING PRIMARY KEY (document=? AND sentence_start=?)" in plan


@pytest.mark.parametrize("query", ["relations", "relations of two"])
def test_edges_are_weighed_in_an_index(store: SqliteStore, query: str) -> None:
    sql, values = QUERIES[query]
    with store._database.read_transaction() as connection:
        plan = "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
    for index in ("evidence_by_subject (subject=?", "evidence_by_object (object=?"):
        assert f"evidence USING COVERING INDEX {index}" in plan


def test_importing_the_store_needs_numpy_and_typing_extensions_only(processes: Processes) -> None:
    script = (
        "import sys, numpy, typing_extensions; before = set(sys.modules); import graph.store;"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before if sys.modules[name]};"
        "print(new - set(sys.stdlib_module_names))"
    )
    result = processes.run("-c", script)
    assert result.returncode == 0 and result.stdout.strip() == "{'graph'}"
