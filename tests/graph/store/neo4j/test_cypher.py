"""The plan of every query: a scan of all nodes, or of all of a label, is never in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from graph.store.neo4j import Neo4jStore, cypher, merge_cypher, relation_cypher, vocabulary_cypher
from graph.store.neo4j.hints import with_hints
from tests.neo4j_server import TestServer

QUERIES = {
    name: query
    for module in (cypher, merge_cypher, relation_cypher, vocabulary_cypher)
    for name, query in vars(module).items()
    if name.isupper() and not name.startswith("_") and isinstance(query, str)
}
PARAMETERS: dict[str, Any] = dict.fromkeys(
    "w at id ids rows key value values since after limit cap hub rare common revision vocabulary tiers year_from "
    "year_to journals languages types exclude_retracted documents chunks mentions entities relations other predicate "
    "symmetric".split()
) | {"ids": ["a"], "rows": [], "limit": 5, "cap": 5, "exclude_retracted": False}


@pytest.fixture(scope="module")
def driver(neo4j: TestServer) -> Iterator[Driver]:
    Neo4jStore(neo4j.uri, "schema", auth=neo4j.auth).close()
    with GraphDatabase.driver(neo4j.uri, auth=neo4j.auth, notifications_min_severity="OFF") as opened:
        yield opened


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def planned(driver: Driver, query: str) -> set[str]:
    with driver.session() as session:
        plan = session.run("EXPLAIN " + with_hints(query), PARAMETERS).consume().plan
    assert plan
    return set(operators(plan))


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_scans(driver: Driver, name: str) -> None:
    found = planned(driver, QUERIES[name])
    assert not {o for o in found if "Scan" in o}, found


def test_the_check_sees_a_scan(driver: Driver) -> None:
    assert "AllNodesScan" in planned(driver, "MATCH (n) RETURN n")
    assert "NodeByLabelScan" in planned(driver, "MATCH (d:Document) WHERE d.title = 'x' RETURN d")


def test_every_key_has_its_hint() -> None:
    """Without one the planner may read the whole index, as it does on a server that was empty when it planned."""
    for name, query in QUERIES.items():
        keyed = len(re.findall(r"MATCH (?:\(\w*:\w+ |\(.*\)-\[\w*:\w+ )\{workspace", query))
        assert with_hints(query).count("USING INDEX SEEK") == keyed, name


def test_every_query_names_the_workspace() -> None:
    """Rows that create nodes carry it themselves."""
    assert {name for name, query in QUERIES.items() if "$w" not in query} == {"CREATE_DOCUMENTS"}
