"""Entities over HTTP: stated relations, and apart from them what an entity is named beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx

from tests.api.conftest import Serving, fill_with_relations
from tests.command import Cli


def test_the_entity_is_that_of_the_command(stated: Cli, serving: Serving) -> None:
    with serving(stated.home) as (client, _):
        view = client.get("/v1/entities/X:aspirin").json()
        fewer = client.get("/v1/entities/X:aspirin", params={"relations": 0}).json()
        refused = client.get("/v1/entities/X:aspirin", params={"relations": 1000})
    assert view == stated.json("entity", "X:aspirin") and view["relations"]
    assert fewer == view | {"relations": []} and refused.status_code == 422


def test_openapi_tells_a_relation_from_a_neighbour(server: httpx.Client) -> None:
    schemas = server.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["RelationView"]["properties"]["kind"]["const"] == "stated"
    assert schemas["NeighbourView"]["properties"]["kind"]["const"] == "co-occurrence"
    assert {"support", "confidence", "negated", "otherwise", "retracted", "evidence"} <= set(
        schemas["RelationView"]["properties"]
    )
    assert "quote" in schemas["RelationSentence"]["properties"]


def test_merging_over_http(make_cli: Callable[[Path], Cli], serving: Serving, tmp_path: Path) -> None:
    cli = make_cli(tmp_path / "home")
    fill_with_relations(cli.home)
    with serving(cli.home) as (client, _):
        before = client.get("/v1/entities/X:aspirin").json()
        assert client.get("/v1/merges/suggestions").json() == {"suggestions": []}
        asked = {"entity": "text:Disease:akes", "into": "X:pain"}
        made = client.post("/v1/merges", json=asked).json()
        assert made["into"]["id"] == "X:pain" and client.get("/v1/merges").json() == {"merges": [made]}
        (edge,) = client.get("/v1/entities/X:aspirin").json()["neighbours"]
        assert edge["id"] == "X:pain" and edge["sentences"] == 8
        assert client.get("/v1/entities/text:Disease:akes").json()["id"] == "X:pain"
        circle = client.post("/v1/merges", json={"entity": "X:pain", "into": "text:Disease:akes"})
        assert circle.status_code == 409 and circle.json()["error"]["code"] == "merge"
        assert client.post("/v1/merges", json={"entity": "none", "into": "X:pain"}).status_code == 404
        assert client.post("/v1/merges", json={"entity": "X:pain"}).status_code == 422
        assert client.delete("/v1/merges/text:Disease:akes").json() == {"unmerged": "text:Disease:akes"}
        assert client.delete("/v1/merges/text:Disease:akes").status_code == 404
        assert client.get("/v1/entities/X:aspirin").json() == before
