"""The workspaces of a server: listed without making one, and taken away whole while others stay."""

from __future__ import annotations

import uuid
from pathlib import Path

from neo4j import GraphDatabase

from graph.model import Concept, Entity, VocabularyInfo
from graph.store import Merge, delete_workspace, list_workspaces
from graph.store.neo4j import Neo4jStore
from graph.store.settings import Neo4jSettings
from tests.builders import Says, document_graph
from tests.neo4j_server import TestServer


def test_a_workspace_is_taken_away_whole(neo4j: TestServer, tmp_path: Path) -> None:
    user, password = neo4j.auth or ("neo4j", "")
    settings = Neo4jSettings.model_validate({"user": user, "password": password})
    gone, stays = (uuid.uuid4().hex for _ in range(2))
    for name in (gone, stays):
        store = Neo4jStore(neo4j.uri, name, auth=neo4j.auth)
        store.remember("model", "m@1:4")
        store.put_vocabulary(VocabularyInfo("v", "1", "v.obo", 0), [Concept("V:1", "one")])
        store.write(
            [document_graph(f"d{n}", [["X", "Y"]], says=[Says(0, "X", "treats", "Y")]) for n in range(3)]
        )
        store.merge(Merge(Entity("X", "x", "Disease"), Entity("V:1", "one", "Disease")))
        store.delete(["d2"])
        store.close()
    (tmp_path / gone / "indexes").mkdir(parents=True)
    assert {gone, stays} <= set(list_workspaces(neo4j.uri, tmp_path, settings))
    delete_workspace(neo4j.uri, gone, tmp_path, settings)
    left = list_workspaces(neo4j.uri, tmp_path, settings)
    assert gone not in left and stays in left and not (tmp_path / gone).exists()
    with GraphDatabase.driver(neo4j.uri, auth=neo4j.auth) as driver:
        counted = "MATCH (n) WHERE n.workspace = $w OR n.name = $w RETURN count(n) AS n"
        numbers = [driver.execute_query(counted, w=name).records[0]["n"] for name in (gone, stays)]
    assert numbers[0] == 0 < numbers[1]
