"""The HTTP API over a real socket."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from api.service.medgraph import MedGraph
from tests.command import Cli

JSON = {"Content-Type": "application/json"}
QUESTION = "Do ACE inhibitors cause cough?"


def test_health(server: httpx.Client) -> None:
    assert server.get("/healthz").json() == {"status": "ok"}
    for _ in range(600):
        ready = server.get("/readyz")
        if ready.status_code == 200:
            break
        assert ready.json()["error"]["code"] == "loading"
    assert ready.json() == {"status": "ready"}


def test_the_answer_is_the_one_of_the_command(server: httpx.Client, demo_cli: Cli) -> None:
    answer = server.post("/v1/ask", json={"question": QUESTION}).json()
    printed = demo_cli.json("ask", QUESTION)
    for key in ("question", "status", "text", "claims", "citations", "definitions", "graph"):
        assert answer[key] == printed[key]
    assert set(answer) == set(printed)


def test_citations_hold_over_http(server: httpx.Client) -> None:
    for citation in server.post("/v1/ask", json={"question": QUESTION}).json()["citations"]:
        text = server.get(f"/v1/documents/{citation['document_id']}").json()["text"]
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_the_table_is_the_one_of_the_command(server: httpx.Client, demo_cli: Cli) -> None:
    table = server.post("/v1/table", json={"question": QUESTION}).json()
    assert table == demo_cli.json("ask", "--table", QUESTION) and table["rows"]
    late = server.post("/v1/table", json={"question": QUESTION, "year_from": 2018}).json()
    assert all(row["year"] >= 2018 for row in late["rows"])


def test_search_and_its_filters(server: httpx.Client) -> None:
    found = server.post("/v1/search", json={"question": "statins", "limit": 3}).json()
    assert found["question"] == "statins" and len(found["results"]) == 3
    late = server.post("/v1/search", json={"question": "statins", "year_from": 2018}).json()["results"]
    assert late and all(r["year"] >= 2018 for r in late)


def test_documents_page_by_page(server: httpx.Client, demo: MedGraph) -> None:
    ids, after = [], ""
    while after is not None:
        page = server.get("/v1/documents", params={"after": after, "limit": 7}).json()
        ids += [d["id"] for d in page["documents"]]
        after = page["next"]
    assert ids == sorted(ids) and len(ids) == demo.parts.store.counts().documents
    reviews = server.get("/v1/documents", params={"publication_types": ["Review"], "limit": 500}).json()
    assert reviews["documents"] and all("Review" in d["publication_types"] for d in reviews["documents"])


def test_entities_by_id_and_name(server: httpx.Client) -> None:
    by_id = server.get("/v1/entities/MESH:D009203").json()
    assert by_id == server.get("/v1/entities/heart attack").json()
    assert by_id["name"] == "Myocardial Infarction" and by_id["neighbours"]


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("POST", "/v1/ask", {"content": b"not json"}, 400, "not_json"),
        ("POST", "/v1/ask", {"content": b""}, 422, "bad_request"),
        ("POST", "/v1/ask", {"json": ["a", "list"]}, 422, "bad_request"),
        ("POST", "/v1/ask", {"json": {}}, 422, "bad_request"),
        ("POST", "/v1/ask", {"json": {"question": 7}}, 422, "bad_request"),
        ("POST", "/v1/ask", {"json": {"question": " "}}, 400, "question"),
        ("POST", "/v1/ask", {"json": {"question": "x" * 100_000}}, 400, "question"),
        ("POST", "/v1/ask", {"json": {"question": "x" * 2_000_000}}, 413, "too_large"),
        ("POST", "/v1/ask", {"json": {"question": "why?", "year_form": 2000}}, 422, "bad_request"),
        ("POST", "/v1/ask", {"json": {"question": "why?", "year_from": 2, "year_to": 1}}, 400, "filter"),
        ("POST", "/v1/ask", {"json": {"question": "why?", "year_from": 10**20}}, 400, "filter"),
        (
            "POST",
            "/v1/ask",
            {"content": b'{"question": "half a \\ud800 letter"}', "headers": JSON},
            400,
            "question",
        ),
        ("POST", "/v1/table", {"json": {"question": " "}}, 400, "question"),
        ("POST", "/v1/search", {"json": {"question": "why?", "limit": 0}}, 422, "bad_request"),
        ("GET", "/v1/documents", {"params": {"limit": "all"}}, 422, "bad_request"),
        ("GET", "/v1/documents", {"params": {"limmit": 5}}, 422, "bad_request"),
        ("GET", "/v1/documents/pmid:none", {}, 404, "unknown_document"),
        ("DELETE", "/v1/documents/pmid:none", {}, 404, "unknown_document"),
        ("GET", "/v1/entities/nothing of the kind", {}, 404, "unknown_entity"),
        ("GET", "/v1/nowhere", {}, 404, "http"),
        ("GET", "/v1/ask", {}, 405, "http"),
    ],
)
def test_failures_say_what_and_what_to_do(
    server: httpx.Client, method: str, path: str, sent: dict[str, object], status: int, code: str
) -> None:
    response = server.request(method, path, **sent)  # type: ignore[arg-type]
    assert response.status_code == status
    error = response.json()["error"]
    assert error["code"] == code and error["message"] and "Traceback" not in response.text


def test_a_body_of_unannounced_length_is_bounded(server: httpx.Client) -> None:
    def endless() -> object:
        for _ in range(40):
            yield b"x" * 65536

    assert server.post("/v1/ask", content=endless()).status_code == 413  # type: ignore[arg-type]


def test_another_host_name_is_refused(server: httpx.Client) -> None:
    assert server.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


def test_openapi_describes_what_comes_back(server: httpx.Client) -> None:
    schema = server.get("/openapi.json").json()
    answer = schema["components"]["schemas"]["Answer"]["properties"]
    assert set(answer) == {
        "question", "status", "text", "claims", "citations", "definitions", "graph", "trace",
        "notice", "missing", "excluded_retracted", "timings_ms", "spelling", "decision", "tally", "items",
        "id", "revision", "models", "settings",
    }  # fmt: skip
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            assert operation["responses"]["200"]["content"]["application/json"]["schema"], path


def test_many_at_once_get_the_same_answers(server: httpx.Client) -> None:
    questions = [QUESTION, "Does metformin cause lactic acidosis?", "Do statins prevent stroke?"]
    alone = {q: server.post("/v1/ask", json={"question": q}).json()["citations"] for q in questions}
    with ThreadPoolExecutor(8) as pool:
        asked = questions * 8
        answers = pool.map(lambda q: server.post("/v1/ask", json={"question": q}).json()["citations"], asked)
        assert all(found == alone[q] for q, found in zip(asked, answers, strict=True))


@pytest.mark.parametrize("page", ["/docs", "/redoc"])
def test_the_pages_on_the_api_load_nothing_from_elsewhere(server: httpx.Client, page: str) -> None:
    loaded = re.findall(r"(?:src|href)\s*=\s*[\"']([^\"']+)", server.get(page).text)
    assert loaded
    for address in loaded:
        assert address.startswith("/") and not address.startswith("//"), address
        assert server.get(address).status_code == 200
    assert "fonts.googleapis" not in server.get(page).text
