"""Schema statements run when the schema in the database is older than the code, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase, Session

from graph.store import StoreError
from graph.store.neo4j import Neo4jStore, schema
from tests.neo4j_server import TestServer

VERSION = "MATCH (s:Schema {name: 'medgraph'}) RETURN s.version AS version"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are sent outside of transactions, as those of the schema are."""
    statements: list[str] = []
    run: Callable[..., Any] = Session.run

    def noted(self: Session, query: str, *arguments: Any, **parameters: Any) -> Any:
        statements.append(query)
        return run(self, query, *arguments, **parameters)

    monkeypatch.setattr(Session, "run", noted)
    return statements


@pytest.fixture
def driver(neo4j: TestServer) -> Iterator[Driver]:
    """Leaves the schema at the version of the code, whatever the test made of it."""
    Neo4jStore(neo4j.uri, "schema", auth=neo4j.auth).close()
    with GraphDatabase.driver(neo4j.uri, auth=neo4j.auth, notifications_min_severity="OFF") as connected:
        yield connected
        connected.execute_query("MERGE (s:Schema {name: 'medgraph'}) SET s.version = $v", v=schema.VERSION)


def open_and_close(neo4j: TestServer) -> None:
    Neo4jStore(neo4j.uri, "schema", auth=neo4j.auth).close()


def test_a_second_start_only_reads_the_version(neo4j: TestServer, driver: Driver, sent: list[str]) -> None:
    open_and_close(neo4j)
    assert sent == [schema.RECORDED]


@pytest.mark.parametrize("older", ["REMOVE s.version", "SET s.version = 0", "DELETE s"])
def test_an_older_schema_is_brought_up_to_date(
    neo4j: TestServer, driver: Driver, sent: list[str], older: str
) -> None:
    driver.execute_query(f"MATCH (s:Schema {{name: 'medgraph'}}) {older}")
    driver.execute_query("DROP INDEX concept_name")
    open_and_close(neo4j)
    assert sent == [
        schema.RECORDED,
        *schema.SCHEMA,
        schema.AWAIT_INDEXES,
        schema.IDENTIFY,
        schema.BEGIN_HISTORY,
        schema.RECORD,
    ]
    assert [row["version"] for row in driver.execute_query(VERSION).records] == [schema.VERSION]
    names = {row["name"] for row in driver.execute_query("SHOW INDEXES YIELD name").records}
    assert "concept_name" in names
    sent.clear()
    open_and_close(neo4j)
    assert sent == [schema.RECORDED]


def test_a_newer_schema_is_left_alone(neo4j: TestServer, driver: Driver, sent: list[str]) -> None:
    driver.execute_query("MATCH (s:Schema {name: 'medgraph'}) SET s.version = 99")
    with pytest.raises(StoreError, match="newer medgraph") as caught:
        open_and_close(neo4j)
    assert caught.value.hint and sent == [schema.RECORDED]


def test_every_statement_may_run_again() -> None:
    assert all("IF NOT EXISTS" in statement for statement in schema.SCHEMA)


def test_documents_of_an_older_schema_get_their_identifier(neo4j: TestServer, driver: Driver) -> None:
    driver.execute_query("CREATE (:Document {workspace: 'schema', id: 'before'})")
    driver.execute_query("MATCH (s:Schema {name: 'medgraph'}) SET s.version = 1")
    store = Neo4jStore(neo4j.uri, "schema", auth=neo4j.auth)
    assert store.identified(["before"]) == {"before": ["before"]}
    store.close()
    driver.execute_query("MATCH (d:Document {workspace: 'schema', id: 'before'}) DETACH DELETE d")


def test_several_that_bring_it_up_to_date_at_once_do_not_disturb_each_other(
    neo4j: TestServer, driver: Driver
) -> None:
    for _ in range(3):
        driver.execute_query("MATCH (s:Schema {name: 'medgraph'}) SET s.version = 0")
        for name in ("concept_name", "entity_name"):
            driver.execute_query(f"DROP INDEX {name} IF EXISTS")
        driver.execute_query("DROP CONSTRAINT schema_name IF EXISTS")
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda _: open_and_close(neo4j), range(6)))
        names = {row["name"] for row in driver.execute_query("SHOW INDEXES YIELD name").records}
        assert {"concept_name", "entity_name"} <= names
