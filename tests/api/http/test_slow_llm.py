"""An LLM that says nothing: who asks waits for it, nobody else does, and nobody longer than there is need."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Serving
from tests.api.http.raw import connect, read_all
from tests.command import Cli
from tests.silent_server import SilentServer, silent_server

BODY = b'{"question": "Do ACE inhibitors cause cough?"}'
ASK = (
    b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 46\r\n\r\n"
    + BODY
)


@pytest.fixture
def llm_that_hangs() -> Iterator[SilentServer]:
    with silent_server() as server:
        yield server


@pytest.fixture
def home(demo_cli: Cli) -> Path:
    return demo_cli.home


@contextmanager
def over(serving: Serving, home: Path, llm: SilentServer, **variables: str) -> Iterator[httpx.Client]:
    settings = {"MEDGRAPH_LLM__BASE_URL": llm.url, "MEDGRAPH_LLM__MODEL": "test-model"}
    with serving(home, **settings | variables) as (client, _):
        while client.get("/readyz").status_code != 200:
            time.sleep(0.1)
        yield client


def p95(action: Callable[[], httpx.Response], times: int = 20) -> float:
    """Milliseconds within which 95 of 100 are answered."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        assert action().status_code == 200
        taken.append(1000 * (time.perf_counter() - started))
    return sorted(taken)[int(0.95 * times)]


def test_others_are_answered_while_many_wait(
    serving: Serving, home: Path, llm_that_hangs: SilentServer
) -> None:
    """The figure is benchmarks/stalled_asks.py's; here only that nobody waits for the LLM."""
    with over(serving, home, llm_that_hangs) as client, ExitStack() as asking:
        for _ in range(45):
            asking.enter_context(connect(client)).sendall(ASK)
        assert client.get("/healthz").status_code == 200
        llm_that_hangs.wait_until_open(45)
        question = {"question": "statins"}
        for action in (
            lambda: client.get("/healthz"),
            lambda: client.get("/readyz"),
            lambda: client.get("/v1/documents"),
            lambda: client.post("/v1/search", json=question),
            lambda: client.post("/v1/ask", json=question | {"llm": False}),
        ):
            assert p95(action) < 1500
        assert llm_that_hangs.open == 45


def test_a_call_ends_when_its_client_leaves(
    serving: Serving, home: Path, llm_that_hangs: SilentServer
) -> None:
    with over(serving, home, llm_that_hangs, MEDGRAPH_HTTP__ASKS="2") as client:
        for _ in range(2):
            with connect(client) as one, connect(client) as two:
                one.sendall(ASK)
                two.sendall(ASK)
                llm_that_hangs.wait_until_open(2)
            llm_that_hangs.wait_until_open(0, 5)
            time.sleep(2)  # until the threads are free: the client's library thinks of a second try
    assert llm_that_hangs.accepted >= 4


def test_a_client_that_said_more_is_seen_to_leave(
    serving: Serving, home: Path, llm_that_hangs: SilentServer
) -> None:
    with over(serving, home, llm_that_hangs) as client:
        for more in (b"\r\n", ASK, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            with connect(client) as connection:
                connection.sendall(ASK)
                llm_that_hangs.wait_until_open(1)
                connection.sendall(more)
                time.sleep(0.3)
            llm_that_hangs.wait_until_open(0, 5)


def test_who_finds_no_place_is_told_so_at_once(
    serving: Serving, home: Path, llm_that_hangs: SilentServer
) -> None:
    with over(serving, home, llm_that_hangs, MEDGRAPH_HTTP__ASKS="3") as client, ExitStack() as asking:
        for _ in range(3):
            asking.enter_context(connect(client)).sendall(ASK)
        llm_that_hangs.wait_until_open(3)
        started = time.monotonic()
        for _ in range(10):
            refused = client.post("/v1/ask", content=BODY, headers={"Content-Type": "application/json"})
            assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
            assert int(refused.headers["Retry-After"]) > 0
        assert time.monotonic() - started < 5
        assert client.post("/v1/ask", json={"question": "statins", "llm": False}).status_code == 200


def test_stopping_ends_the_calls(serving: Serving, home: Path, llm_that_hangs: SilentServer) -> None:
    with ExitStack() as asking:
        with over(serving, home, llm_that_hangs) as client:
            waiting = [asking.enter_context(connect(client)) for _ in range(5)]
            for each in waiting:
                each.sendall(ASK)
            llm_that_hangs.wait_until_open(5)
            started = time.monotonic()
        assert time.monotonic() - started < 5
        llm_that_hangs.wait_until_open(0, 5)
        for each in waiting:
            said = read_all(each, 5)
            assert said.statuses == [503] and b"retry-after" in said.data.lower() and said.closed
