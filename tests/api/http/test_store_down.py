"""A Neo4j server that goes away and comes back while the API runs over it."""

from __future__ import annotations

import signal
import threading
import time
import uuid
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Serving, paper
from tests.command import Cli
from tests.neo4j_server import TestServer

QUESTION = {"question": "Does aspirin prevent stroke?"}


def until_ready(client: httpx.Client, status: int, seconds: float = 60) -> httpx.Response:
    """The first answer of /readyz with that status; the process is alive all the time."""
    end = time.monotonic() + seconds
    while (ready := client.get("/readyz")).status_code != status:
        assert time.monotonic() < end, ready.text
        assert client.get("/healthz").status_code == 200
        time.sleep(0.05)
    return ready


@pytest.fixture
def set_(own_neo4j: TestServer) -> dict[str, str]:
    return own_neo4j.variables(f"down-{uuid.uuid4().hex[:8]}") | {"MEDGRAPH_NEO4J__PATIENCE": "1"}


def test_it_says_so_and_goes_on_by_itself(
    cli: Cli, serving: Serving, own_neo4j: TestServer, set_: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke in adults."))
    (tmp_path / "b.xml").write_text(paper(2, "Heparin.", "Heparin prevents thrombosis in adults."))
    cli.json("ingest", tmp_path / "a.xml", **set_)
    with serving(cli.home, **set_) as (client, _):
        until_ready(client, 200)
        before = client.post("/v1/ask", json=QUESTION).json()["citations"]
        assert before
        own_neo4j.stop(signal.SIGKILL)

        down = until_ready(client, 503).json()["error"]
        assert down["code"] in ("store", "loading")
        for method, path, sent in (
            ("POST", "/v1/ask", QUESTION),
            ("POST", "/v1/search", QUESTION),
            ("GET", "/v1/documents", None),
            ("GET", "/v1/documents/pmid:1", None),
            ("GET", "/v1/entities/aspirin", None),
            ("DELETE", "/v1/documents/pmid:1", None),
        ):
            said = client.request(method, path, json=sent)
            error = said.json()["error"]
            assert (said.status_code, error["code"]) == (503, "store"), path
            assert "cannot be reached" in error["message"] and "\n" not in error["message"] and error["hint"]
        down = client.get("/readyz").json()["error"]  # by now it is known what is wrong
        assert down["code"] == "store" and "cannot be reached" in down["message"]
        assert "cannot be reached" in cli.over(**set_).fails("ingest", tmp_path / "b.xml")

        own_neo4j.start()
        until_ready(client, 200)
        assert client.post("/v1/ask", json=QUESTION).json()["citations"] == before
        cli.json("ingest", tmp_path / "b.xml", **set_)
        listed = client.get("/v1/documents").json()["documents"]
        assert [d["id"] for d in listed] == ["pmid:1", "pmid:2"]
        assert client.delete("/v1/documents/pmid:1").json() == {"deleted": 1}


@pytest.mark.deep
def test_it_starts_before_its_store(
    cli: Cli, serving: Serving, own_neo4j: TestServer, set_: dict[str, str]
) -> None:
    own_neo4j.stop(signal.SIGKILL)
    with serving(cli.home, **set_) as (client, _):
        assert client.get("/healthz").status_code == 200
        until_ready(client, 503)
        own_neo4j.start()
        until_ready(client, 200)


@pytest.mark.deep
def test_health_is_told_while_every_worker_waits(
    cli: Cli, serving: Serving, own_neo4j: TestServer, set_: dict[str, str], tmp_path: Path
) -> None:
    """More questions than there are workers wait for the store; none of them for longer than one would alone."""
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke in adults."))
    cli.json("ingest", tmp_path / "a.xml", **set_)
    with serving(cli.home, **set_) as (client, _):
        until_ready(client, 200)
        own_neo4j.stop(signal.SIGKILL)
        statuses: list[int] = []

        def ask() -> None:
            with httpx.Client(base_url=client.base_url, timeout=90) as own:
                statuses.append(own.post("/v1/ask", json=QUESTION).status_code)

        asking = [threading.Thread(target=ask) for _ in range(60)]
        for each in asking:
            each.start()
        time.sleep(1)
        for path, status in (("/healthz", 200), ("/readyz", 503)):
            started = time.monotonic()
            assert client.get(path).status_code == status
            assert time.monotonic() - started < 5
        for each in asking:
            each.join()
        assert statuses == [503] * 60
