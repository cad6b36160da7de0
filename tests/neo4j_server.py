"""A real Neo4j server for tests: one that is given, an installed one, or the one that lies beside the checkout."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from tests.paths import NEO4J_SERVER as SCRIPT
from tests.shared_run import built_once

AUTH = ("neo4j", "test-password")
_SHARED = "neo4j"
HOW = "no Neo4j: set MEDGRAPH_TEST_NEO4J_URI (and _USER, _PASSWORD) or NEO4J_HOME, with Java 17"


@dataclass
class TestServer:
    """Where a server answers; one that was started here can be killed and started again."""

    __test__ = False
    uri: str
    auth: tuple[str, str] | None
    home: Path | None = None
    process: subprocess.Popen[bytes] | None = None

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
        """Start it in its home folder and wait until Bolt answers."""
        assert self.home and self.auth
        ports = ["--bolt-port", self.uri.rpartition(":")[2], "--http-port", str(_free_port())]
        command = [str(SCRIPT), "--home", str(self.home), *ports, "--password", self.auth[1]]
        self.home.mkdir(parents=True, exist_ok=True)
        output = self.home / "output.txt"  # no pipe: the shared server outlives the worker that started it
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
            )
        while b"READY" not in output.read_bytes():
            if self.process.poll() is not None:
                raise RuntimeError(f"Neo4j did not start:\n{output.read_text()[-4000:]}")
            time.sleep(0.1)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it; SIGKILL is a crash."""
        if self.process:
            with suppress(ProcessLookupError):
                self.process.send_signal(how)
            self.process.wait(60)
            self.process = None


def available() -> bool:
    """Whether `shared_neo4j_server` will find one."""
    return bool(os.environ.get("MEDGRAPH_TEST_NEO4J_URI")) or startable()


def startable() -> bool:
    """Whether `own_neo4j_server` can start one."""
    return SCRIPT.is_file() and bool(shutil.which("java"))


def no_server(reason: str = HOW) -> NoReturn:
    """Skip the test; fail it where MEDGRAPH_TEST_NEO4J=required says that a server must be there, as in CI."""
    if os.environ.get("MEDGRAPH_TEST_NEO4J") == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def shared_neo4j_server() -> TestServer:
    """The server that every worker of a run uses: the given one, or one that the first who needs it starts."""
    if given := _given():
        return given
    folder = built_once(_SHARED, _start_shared)
    return TestServer((folder / "uri").read_text(), AUTH)


def _start_shared(folder: Path) -> None:
    server = _server_in(folder / "home")
    server.start()
    assert server.process
    (folder / "pid").write_text(str(server.process.pid))
    (folder / "uri").write_text(server.uri)


def stop_shared_server(run: Path) -> None:
    """End the server that was started in the folder of a run, if one was; nothing of it is kept."""
    file = run / _SHARED / "pid"
    if not file.exists():
        return
    pid, end = int(file.read_text()), time.monotonic() + 10
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):  # where a worker started it, the system buries it
            os.waitpid(pid, 0)
        while time.monotonic() < end:  # it must be gone before its files are deleted
            os.kill(pid, 0)
            time.sleep(0.05)


@contextmanager
def neo4j_server(folder: Path) -> Iterator[TestServer]:
    """The given server, or one that is started for as long as the block runs."""
    if given := _given():
        yield given
        return
    with own_neo4j_server(folder) as server:
        yield server


@contextmanager
def own_neo4j_server(folder: Path) -> Iterator[TestServer]:
    """One that is started here and may be killed, whatever else was given."""
    server = _server_in(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop(signal.SIGKILL)  # nothing of it is kept, and an orderly end takes ten seconds


def _given() -> TestServer | None:
    if not (uri := os.environ.get("MEDGRAPH_TEST_NEO4J_URI")):
        return None
    user, password = (os.environ.get(f"MEDGRAPH_TEST_NEO4J_{name}", "") for name in ("USER", "PASSWORD"))
    return TestServer(uri, (user or "neo4j", password) if password else None)


def _server_in(folder: Path) -> TestServer:
    return TestServer(f"bolt://127.0.0.1:{_free_port()}", AUTH, folder)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
