"""The OpenAPI document: paths and names that clients are generated from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.http.app import create_app
from api.service.medgraph import MedGraph
from api.service.settings import load_settings

OPERATIONS = {
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("post", "/v1/ask"),
    ("post", "/v1/search"),
    ("post", "/v1/table"),
    ("get", "/v1/documents"),
    ("get", "/v1/documents/{document_id}"),
    ("delete", "/v1/documents/{document_id}"),
    ("get", "/v1/answers/{answer_id}"),
    ("delete", "/v1/answers/{answer_id}"),
    ("get", "/v1/entities/{entity_id}"),
    ("get", "/v1/merges"),
    ("post", "/v1/merges"),
    ("get", "/v1/merges/suggestions"),
    ("delete", "/v1/merges/{entity_id}"),
}
BODIES = {"/v1/ask": "AskRequest", "/v1/search": "SearchRequest", "/v1/merges": "MergeRequest"}
RESPONSES = {
    "/v1/ask": "Answer",
    "/v1/search": "SearchResponse",
    "/v1/answers/{answer_id}": "KeptAnswer",
    "/v1/documents": "DocumentPage",
    "/v1/documents/{document_id}": "Document",
    "/v1/entities/{entity_id}": "EntityView",
    "/v1/merges": "MergeList",
    "/v1/merges/suggestions": "SuggestionList",
}
FILTER = {
    "tiers",
    "year_from",
    "year_to",
    "publication_types",
    "journals",
    "document_ids",
    "languages",
    "exclude_retracted",
    "patients",
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return create_app(MedGraph(load_settings(home=tmp_path_factory.mktemp("home")))).openapi()


def schema_of(content: Any) -> str:
    reference: str = content["content"]["application/json"]["schema"]["$ref"]
    return reference.rpartition("/")[2]


def test_every_path_is_there_and_no_other(document: Any) -> None:
    found = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert found == OPERATIONS


@pytest.mark.parametrize(("path", "name"), BODIES.items())
def test_bodies_are_named(document: Any, path: str, name: str) -> None:
    assert schema_of(document["paths"][path]["post"]["requestBody"]) == name


@pytest.mark.parametrize(("path", "name"), RESPONSES.items())
def test_responses_are_named(document: Any, path: str, name: str) -> None:
    operations = document["paths"][path]
    assert schema_of((operations.get("get") or operations["post"])["responses"]["200"]) == name


def test_every_failure_is_an_error_response(document: Any) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            failures = {s: schema_of(r) for s, r in operation["responses"].items() if s != "200"}
            assert set(failures.values()) <= {"ErrorResponse"}, path
    schemas = document["components"]["schemas"]
    assert schemas["ErrorResponse"]["properties"]["error"]["$ref"].endswith("/ErrorDetail")
    assert schemas["ErrorDetail"]["required"] == ["code", "message", "hint"]


def test_requests_have_the_fields_they_had(document: Any) -> None:
    schemas = document["components"]["schemas"]
    fields = {name: set(schemas[name]["properties"]) for name in BODIES.values()}
    assert fields == {
        "AskRequest": FILTER | {"question", "llm"},
        "SearchRequest": FILTER | {"question", "limit"},
        "MergeRequest": {"entity", "into", "force"},
    }
    query = {p["name"] for p in document["paths"]["/v1/documents"]["get"]["parameters"]}
    assert query == FILTER | {"after", "limit"}


def test_it_opens_nothing(tmp_path: Path) -> None:
    create_app(MedGraph(load_settings(home=tmp_path / "home"))).openapi()
    assert not (tmp_path / "home").exists()
