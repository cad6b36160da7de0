"""Entities over HTTP: stated relations, and apart from them what an entity is named beside."""

from __future__ import annotations

import httpx

from tests.api.conftest import Cli, serving


def test_the_entity_is_that_of_the_command(stated: Cli) -> None:
    with serving(stated.home) as (client, _):
        view = client.get("/v1/entities/X:aspirin").json()
        fewer = client.get("/v1/entities/X:aspirin", params={"relations": 0}).json()
        refused = client.get("/v1/entities/X:aspirin", params={"relations": 1000})
    assert view == stated.json("entity", "X:aspirin") and view["relations"]
    assert fewer == view | {"relations": []} and refused.status_code == 422


def test_openapi_tells_a_relation_from_a_neighbour(server: httpx.Client) -> None:
    schemas = server.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["Relation"]["properties"]["kind"]["const"] == "stated"
    assert schemas["Edge"]["properties"]["kind"]["const"] == "co-occurrence"
    assert {"support", "confidence", "negated", "otherwise", "retracted", "evidence"} <= set(
        schemas["Relation"]["properties"]
    )
    assert "quote" in schemas["Statement"]["properties"]
