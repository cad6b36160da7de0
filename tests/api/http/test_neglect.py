"""Connections that do not get on: they end, they keep nobody from being served, and they fill no log."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.api.http.raw import connect, read_all
from tests.api.http.served import served
from tests.command import Cli
from tests.processes import Processes

PATIENCE = 1.5
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.txt"


@pytest.fixture(scope="module")
def impatient_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def impatient(
    session_processes: Processes,
    make_cli: Callable[[Path], Cli],
    tmp_path_factory: pytest.TempPathFactory,
    impatient_log: Path,
) -> Iterator[httpx.Client]:
    home = make_cli(tmp_path_factory.mktemp("home")).home
    variables = {"MEDGRAPH_HTTP__PATIENCE": str(PATIENCE)}
    with served(session_processes, home, impatient_log, 0, **variables) as (client, _):
        yield client


def is_served(connection: socket.socket) -> bool:
    """Whether a request on it is answered."""
    connection.sendall(HEALTH)
    data = b""
    while not data.endswith(b'{"status":"ok"}'):
        if not (piece := connection.recv(1000)):
            return False
        data += piece
    return data.startswith(b"HTTP/1.1 200")


def seconds_until_closed(connection: socket.socket, trickle: bytes = b"") -> float:
    """How long the server keeps it, while it sends one byte every tenth of a second."""
    started, left = time.monotonic(), iter(trickle)
    connection.settimeout(0.1)
    while time.monotonic() - started < 30:
        try:
            if (byte := next(left, None)) is not None:
                connection.send(bytes([byte]))
            if connection.recv(1 << 16) == b"":
                break
        except TimeoutError:
            continue
        except ConnectionError:
            break
    return time.monotonic() - started


@pytest.mark.parametrize(
    ("first", "trickle"),
    [
        (b"", b""),
        (b"G", b""),
        (b"", HEALTH * 99),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n", b"X-Note: slow\r\n" * 99),
        (POST + b"Content-Length: 900\r\n\r\n", b""),
        (POST + b"Content-Length: 900\r\n\r\n", b" " * 900),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 99),
        (POST + b"Content-Length: 900000000\r\nExpect: 100-continue\r\n\r\n", b" " * 900),
        (HEALTH, b""),
        (HEALTH + b"G", b""),
        (HEALTH + HEALTH + HEALTH, b"GET"),
        (HEALTH + POST + b"Content-Length: 900\r\n\r\n", b" " * 900),
        (b"POST /healthz HTTP/1.1\r\nHost: evil\r\nContent-Length: 900\r\n\r\n", b" " * 900),
    ],
)
def test_what_does_not_get_on_ends(impatient: httpx.Client, first: bytes, trickle: bytes) -> None:
    if trickle.startswith(HEALTH):
        trickle = trickle.replace(b"\r\n\r\n", b"\r\n")  # a head without end
    with connect(impatient) as connection:
        connection.sendall(first)
        # uvicorn's five seconds between two requests, our patience within one, and looks in between
        assert seconds_until_closed(connection, trickle) < 5 + PATIENCE + 3


def test_a_slow_request_is_told_so(impatient: httpx.Client) -> None:
    with connect(impatient) as connection:
        connection.sendall(POST + b"Content-Length: 9\r\n\r\n")
        said = read_all(connection, 10)
        assert said.statuses == [408] and b'"code":"slow"' in said.data and said.closed


def test_an_answer_that_is_not_read_ends(impatient: httpx.Client) -> None:
    with connect(impatient) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
        connection.settimeout(1)
        end = time.monotonic() + 30
        with pytest.raises(ConnectionError):
            while time.monotonic() < end:
                try:
                    connection.send(request * 10)
                except TimeoutError:
                    continue
    assert impatient.get("/healthz").status_code == 200


def test_who_reads_slowly_but_steadily_is_served(impatient: httpx.Client) -> None:
    """Three times as long as the patience, on one connection that never stands still."""
    with connect(impatient) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
        started, received = time.monotonic(), 0
        while time.monotonic() - started < 3 * PATIENCE:
            received += len(connection.recv(1 << 15))
            time.sleep(0.02)
        assert received > 1 << 20 and connection.recv(1)


def test_a_thousand_silent_connections_keep_nobody_out(impatient: httpx.Client, impatient_log: Path) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with ExitStack() as opened:
        silent = [opened.enter_context(connect(impatient)) for _ in range(1000)]
        started = time.monotonic()
        with connect(impatient) as another:
            assert is_served(another)
        assert time.monotonic() - started < 5
        for connection in silent:
            assert seconds_until_closed(connection) < 2 * PATIENCE + 2
        assert time.monotonic() - started < 20
    assert impatient_log.stat().st_size < 10_000


@pytest.mark.parametrize("files", [64, 256])
def test_fewer_files_than_connections(processes: Processes, cli: Cli, log: Path, files: int) -> None:
    with served(processes, cli.home, log, files) as (client, process), ExitStack() as opened:
        before = opened.enter_context(connect(client))
        assert is_served(before)
        for _ in range(2 * files):
            silent = opened.enter_context(socket.socket())
            silent.setblocking(False)
            silent.connect_ex((client.base_url.host, client.base_url.port or 0))
        assert is_served(before)  # who is there
        started = time.monotonic()
        with connect(client, 60) as another:  # who comes waits a little
            assert is_served(another)
        assert time.monotonic() - started < 45
        opened.close()
        time.sleep(1)
        for _ in range(20):  # all is as before
            assert httpx.get(f"{client.base_url}/v1/documents").status_code == 200
        assert len(list(Path(f"/proc/{process.pid}/fd").iterdir())) < files
    assert log.stat().st_size < 10_000


def test_bad_requests_do_not_fill_the_log(impatient: httpx.Client, impatient_log: Path) -> None:
    for _ in range(300):
        with connect(impatient) as connection:
            connection.sendall(b"\x16\x03\x01 no HTTP\r\n\r\n")
            read_all(connection, 5)
    assert impatient_log.stat().st_size < 10_000


def test_it_ends_while_connections_do_not_get_on(processes: Processes, cli: Cli, log: Path) -> None:
    with served(processes, cli.home, log) as (client, process), ExitStack() as opened:
        for first in (b"", b"G", HEALTH, POST + b"Content-Length: 9\r\n\r\n", HEALTH + b"G"):
            opened.enter_context(connect(client)).sendall(first)
        unread = opened.enter_context(connect(client))
        unread.settimeout(0.5)
        with pytest.raises(TimeoutError):
            while True:
                unread.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 10)
        started = time.monotonic()
        process.terminate()
        process.wait(20)
        assert time.monotonic() - started < 8
