"""Queries over a vocabulary of some size: the planner must not walk all of it for each concept that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from graph.model import Concept, VocabularyInfo
from graph.store.neo4j import Neo4jStore, vocabulary_cypher
from graph.store.neo4j.hints import with_hints
from tests.neo4j_server import TestServer

SIZE, ASKED = 3000, 500


@pytest.fixture(scope="module")
def driver(
    start_neo4j: Callable[[Path], AbstractContextManager[TestServer]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Driver]:
    """A server that has seen nothing else: plans depend on what it counts and has planned before."""
    with start_neo4j(tmp_path_factory.mktemp("plans")) as server:
        store = Neo4jStore(server.uri, "w", auth=server.auth)
        store.put_vocabulary(
            VocabularyInfo("v", "1", "", 0), [Concept(f"C:{n:04}", f"name {n}") for n in range(SIZE)]
        )
        store.close()
        with GraphDatabase.driver(server.uri, auth=server.auth) as opened:
            yield opened


def hits(plan: dict[str, Any]) -> int:
    return int(plan["args"].get("DbHits", 0)) + sum(map(hits, plan.get("children", ())))


@pytest.mark.parametrize("name", ["CONCEPTS", "CONCEPTS_OF", "RELATED", "UNDEFINE"])
def test_each_concept_costs_the_same(driver: Driver, name: str) -> None:
    ids = [f"C:{n:04}" for n in range(ASKED)]
    with driver.session() as session, session.begin_transaction() as transaction:
        result = transaction.run(
            "PROFILE " + with_hints(getattr(vocabulary_cypher, name)),
            w="w",
            ids=ids,
            vocabulary="v",
            limit=10,
        )
        profile = result.consume().profile
        transaction.rollback()
    assert profile
    assert hits(profile) < 40 * ASKED
