"""Answers by id over a real socket."""

from __future__ import annotations

import json

import httpx

QUESTION = "Do ACE inhibitors cause cough?"


def test_an_answer_is_had_again_by_its_id(server: httpx.Client) -> None:
    answer = server.post("/v1/ask", json={"question": QUESTION}).json()
    response = server.get(f"/v1/answers/{answer['id']}")
    assert response.status_code == 200
    kept = response.json()
    assert kept["answer"].pop("timings_ms") and answer.pop("timings_ms")
    assert json.dumps(kept["answer"]) == json.dumps(answer)
    assert kept["notice"] == "" and kept["revision"] == answer["revision"]


def test_one_that_is_not_kept_is_not_found(server: httpx.Client) -> None:
    answer = server.post("/v1/ask", json={"question": "Do statins prevent stroke?"}).json()
    assert server.delete(f"/v1/answers/{answer['id']}").json() == {"deleted": 1}
    for method in ("GET", "DELETE"):
        response = server.request(method, f"/v1/answers/{answer['id']}")
        assert response.status_code == 404 and response.json()["error"]["code"] == "unknown_answer"


def test_what_others_asked_is_not_listed(server: httpx.Client) -> None:
    assert server.get("/v1/answers").status_code == 404
