"""The server process: what it says, how it ends, what it refuses."""

from __future__ import annotations

import socket
import time
from pathlib import Path

from tests.api.conftest import Serving, paper
from tests.command import ProcessCli


def test_a_port_in_use_is_one_line(process_cli: ProcessCli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"port {port}" in process_cli.fails("serve", "--port", port)
    assert "cannot listen" in process_cli.fails("serve", "--host", "no.such.host.invalid", "--port", 0)


def test_it_follows_the_store_and_ends_cleanly(
    process_cli: ProcessCli, serving: Serving, tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    with serving(process_cli.home) as (client, process):
        started = time.monotonic()
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() - started < 60
        empty = client.post("/v1/search", json={"question": "aspirin"})
        assert (empty.status_code, empty.json()["error"]["code"]) == (409, "empty_workspace")
        process_cli.json("ingest", tmp_path / "a.xml")
        found = client.post("/v1/search", json={"question": "aspirin"}).json()["results"]
        assert [r["document_id"] for r in found] == ["pmid:1"]
        assert client.delete("/v1/documents/pmid:1").json() == {"deleted": 1}
        assert client.post("/v1/search", json={"question": "aspirin"}).status_code == 409
    assert process.returncode in (0, -15)
    assert not (process_cli.home / "workspaces/test/graph.sqlite-wal").exists()  # the store was closed
