"""A real Neo4j server for tests: one that is given, an installed one, or the one that lies beside the checkout."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from tests.paths import NEO4J_SERVER as SCRIPT

HOW = "no Neo4j: set MEDGRAPH_TEST_NEO4J_URI (and _USER, _PASSWORD) or NEO4J_HOME, with Java 17"


@dataclass
class TestServer:
    """Where a server answers; one that was started here can be killed and started again."""

    __test__ = False
    uri: str
    auth: tuple[str, str] | None
    command: list[str] | None = None
    process: subprocess.Popen[str] | None = None

    def variables(self, workspace: str = "test") -> dict[str, str]:
        """The settings that make medgraph keep its graph there."""
        user, password = self.auth or ("neo4j", "")
        return {
            "MEDGRAPH_STORE": self.uri,
            "MEDGRAPH_NEO4J__USER": user,
            "MEDGRAPH_NEO4J__PASSWORD": password,
            "MEDGRAPH_WORKSPACE": workspace,
        }

    def start(self) -> None:
        """Start it and wait until Bolt answers."""
        assert self.command
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith("READY"):
                return
        raise RuntimeError("Neo4j did not start:\n" + "".join(said[-20:]))

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it; SIGKILL is a crash."""
        if self.process:
            with suppress(ProcessLookupError):
                self.process.send_signal(how)
            self.process.wait(60)
            assert self.process.stdout
            self.process.stdout.close()
            self.process = None


def available() -> bool:
    """Whether `neo4j_server` will find one."""
    return bool(os.environ.get("MEDGRAPH_TEST_NEO4J_URI")) or startable()


def startable() -> bool:
    """Whether `own_neo4j_server` can start one."""
    return SCRIPT.is_file() and bool(shutil.which("java"))


def no_server(reason: str = HOW) -> NoReturn:
    """Skip the test; fail it where MEDGRAPH_TEST_NEO4J=required says that a server must be there, as in CI."""
    if os.environ.get("MEDGRAPH_TEST_NEO4J") == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@contextmanager
def neo4j_server(folder: Path) -> Iterator[TestServer]:
    """The server, for as long as the block runs."""
    if uri := os.environ.get("MEDGRAPH_TEST_NEO4J_URI"):
        user, password = (os.environ.get(f"MEDGRAPH_TEST_NEO4J_{name}", "") for name in ("USER", "PASSWORD"))
        yield TestServer(uri, (user or "neo4j", password) if password else None)
        return
    with own_neo4j_server(folder) as server:
        yield server


@contextmanager
def own_neo4j_server(folder: Path) -> Iterator[TestServer]:
    """One that is started here and may be killed, whatever else was given."""
    bolt, http = _free_port(), _free_port()
    ports = ["--bolt-port", str(bolt), "--http-port", str(http)]
    server = TestServer(
        f"bolt://127.0.0.1:{bolt}",
        ("neo4j", "test-password"),
        [str(SCRIPT), "--home", str(folder), *ports, "--password", "test-password"],
    )
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
