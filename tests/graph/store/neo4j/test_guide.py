"""The queries of docs/neo4j.md, each run on a small workspace: what is pasted into Neo4j Browser finds something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase, Query

from graph.model import Assertion, Concept, Tier, VocabularyInfo
from graph.notices import Notice, NoticeKind
from graph.store.neo4j import Neo4jStore
from tests.builders import Says, document_graph, negated
from tests.neo4j_server import TestServer
from tests.paths import ROOT

GUIDE = ROOT / "docs" / "neo4j.md"
PARAMETERS: dict[str, Any] = {"w": "guide", "a": "X:a", "b": "X:b", "limit": 25}


TREATS = Says(2, "X:a", "treats", "X:b", confidence=0.75)
DENIED = Says(0, "X:a", "treats", "X:b", Assertion.NEGATED, 0.5)


def blocks() -> dict[str, str]:
    """`{heading, number: query}` of the page."""
    found: dict[str, str] = {}
    for section in re.split(r"^##+ ", GUIDE.read_text(), flags=re.MULTILINE):
        heading = section.partition("\n")[0]
        for number, query in enumerate(
            re.findall(r"^```cypher\n(.*?)^```$", section, re.MULTILINE | re.DOTALL), 1
        ):
            found[f"{heading} {number}"] = query
    return found


BLOCKS = blocks()


@pytest.fixture(scope="module")
def driver(neo4j: TestServer) -> Iterator[Driver]:
    with closing(Neo4jStore(neo4j.uri, "guide", auth=neo4j.auth)) as store:
        fill(store)
    with closing(Neo4jStore(neo4j.uri, "guide-beside", auth=neo4j.auth)) as store:
        store.write([document_graph("beside", [["X:a", "X:b", "X:beside"]])])
    with GraphDatabase.driver(neo4j.uri, auth=neo4j.auth) as opened:
        yield opened


def fill(store: Neo4jStore) -> None:
    """Two papers that contradict each other, one retracted with its notice, and a note."""
    concepts = [
        Concept("X:a", "drug a", definition="What it is.", parents=("X:kind",)),
        Concept("X:kind", "drugs"),
    ]
    store.put_vocabulary(VocabularyInfo("v", "1", "", 0), concepts)
    store.write(
        [
            document_graph("yes", [["X:c"], ["X:c"], ["X:a", "X:b"]], says=[TREATS], year=2001),
            document_graph("no", [["X:a", negated("X:b")], ["X:a"]], says=[DENIED], year=2002),
            document_graph("apart", [["X:a"], ["X:b"]]),
            document_graph("both", [["X:a", "X:b"], [negated("X:a"), "X:b"]], year=2000),
            document_graph("wrong", [["X:a", "X:d"]], says=[Says(0, "X:d", "causes", "X:a")]),
            document_graph("note", [["X:a"]], tier=Tier.USER),
            document_graph("notice", notices=(Notice(NoticeKind.RETRACTION_OF, "wrong"),)),
        ]
    )


def ask(driver: Driver, block: str, **others: Any) -> list[dict[str, Any]]:
    with driver.session() as session:
        return session.run(Query(BLOCKS[block]), PARAMETERS | others).data()


@pytest.mark.parametrize("block", BLOCKS)
def test_every_query_finds_something_without_a_warning(driver: Driver, block: str) -> None:
    with driver.session() as session:
        result = session.run(Query(BLOCKS[block]), PARAMETERS)
        assert result.data()
        warned = [
            s.status_description for s in result.consume().gql_status_objects if s.raw_severity == "WARNING"
        ]
    assert warned == []


@pytest.mark.parametrize("block", [name for name, query in BLOCKS.items() if "$w" in query])
def test_another_workspace_is_not_seen(driver: Driver, block: str) -> None:
    assert "beside" not in str(ask(driver, block))
    assert ask(driver, block, w="guide-nowhere") == []


@pytest.mark.parametrize("block", [name for name, query in BLOCKS.items() if "$w" in query])
def test_none_of_them_scans(driver: Driver, block: str) -> None:
    with driver.session() as session:
        plan = session.run(Query("EXPLAIN " + BLOCKS[block]), PARAMETERS).consume().plan
    assert plan and not re.search("AllNodesScan|LabelScan|TypeScan", str(plan))


def test_only_the_list_of_workspaces_sees_all() -> None:
    assert len(BLOCKS) >= 11
    assert [name for name, query in BLOCKS.items() if "$w" not in query] == ["What the corpus is about 3"]


def test_the_sentences_that_name_both(driver: Driver) -> None:
    rows = ask(driver, "The sentences that name two entities 1")
    assert [(row["document"], row["a"], row["b"], row["sentence"]) for row in rows] == [
        ("no", "affirmed", "negated", "X:a X:b ."),
        ("yes", "affirmed", "affirmed", "X:a X:b ."),
        ("both", "affirmed", "affirmed", "X:a X:b ."),
        ("both", "negated", "affirmed", "X:a X:b ."),
    ]


def test_what_is_stated(driver: Driver) -> None:
    (row,) = ask(driver, "What is stated of an entity 1")  # what the retracted one states is left out
    assert list(row.values()) == ["name of X:a", "treats", "name of X:b", 1, 1, 0.75]
    rows = ask(driver, "What is stated of an entity 2")
    assert [(row["document"], row["assertion"], row["sentence"]) for row in rows] == [
        ("yes", "affirmed", "X:a X:b ."),
        ("no", "negated", "X:a X:b ."),
    ]


def test_the_three_tiers(driver: Driver) -> None:
    (row,) = ask(driver, "The three tiers around a concept 1")
    assert (row["name"], row["definition"], row["kinds"]) == ("drug a", "What it is.", ["drugs"])
    assert row["notes"] == ["About note"]
    assert row["literature"] == ["About no", "About apart", "About both", "About wrong", "About yes"]


def test_the_contradiction_is_between_two_documents(driver: Driver) -> None:
    rows = ask(driver, "Contradicting evidence 1")
    pairs = [(row["affirmed_in"], row["negated_in"]) for row in rows]
    assert pairs == [("both", "no"), ("yes", "both"), ("yes", "no")]
    assert {row[key] for row in rows for key in ("affirmed", "negated")} == {"X:a X:b ."}
    (pair,) = ask(driver, "Contradicting evidence 2")
    assert (pair["id"], pair["affirming"], pair["negating"]) == ("X:b", 2, 2)


def test_a_document_is_retracted_by_a_notice(driver: Driver) -> None:
    (row,) = ask(driver, "Retracted documents 1")
    assert (row["document"], row["notices"], row["entities"]) == (
        "wrong",
        ["notice"],
        ["name of X:a", "name of X:d"],
    )


def test_what_most_documents_name_comes_first(driver: Driver) -> None:
    assert ask(driver, "What the corpus is about 1")[0]["id"] == "X:a"
    beside = ask(driver, "What the corpus is about 2")
    assert {row["id"]: row["documents"] for row in beside} == {"X:b": 2, "X:d": 1}
