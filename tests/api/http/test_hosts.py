"""By which names the API answers, wherever it listens."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Serving
from tests.api.http.raw import say
from tests.command import Cli
from tests.processes import Processes

LOOPBACK = (
    "localhost",
    "LOCALHOST:80",
    "localhost.",
    "localhost.:8080",
    "localhost:",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.:80",
    "127.5.6.7:8080",
    "[::1]",
    "[::1]:8080",
    "[0:0:0:0:0:0:0:1]:8080",
    "[::ffff:127.0.0.1]:8080",
)
FOREIGN = (
    "evil.example",
    "evil.example:8080",
    "EVIL.example.",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil-localhost",
    "localhost@evil.example",
    "evil.example@localhost",
    "localhost:80@evil.example",
    "localhost:80:80",
    "localhost:port",
    "localhost/evil",
    "localhost?",
    "localhost evil.example",
    "localhost,evil.example",
    "localhost..",
    ".localhost",
    "127.1",
    "2130706433",
    "0x7f000001",
    "[127.0.0.1]",
    "[::1",
    "::1",
    "[::1%25lo]",
    "[::2]",
    "8.8.8.8",
    "169.254.169.254",
    "*",
    "",
    "l\u00f6calhost",
)


def request(*hosts: str, target: str = "/healthz", version: str = "1.1") -> bytes:
    lines = [f"GET {target} HTTP/{version}", *(f"Host: {host}" for host in hosts), "Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


ADDRESSES = ["127.0.0.1", "0.0.0.0", "127.0.0.2", "localhost", "::1", "::"]


def _client_of(base: httpx.URL) -> httpx.Client:
    """One that reaches the server where it says so, or on this machine where it listens everywhere."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(base.host, base.host)
    return httpx.Client(base_url=base.copy_with(host=host), timeout=20)


@pytest.fixture(scope="module", params=ADDRESSES)
def listening(
    request: pytest.FixtureRequest,
    make_cli: Callable[[Path], Cli],
    tmp_path_factory: pytest.TempPathFactory,
    session_processes: Processes,
) -> Iterator[httpx.Client]:
    if ":" in request.param and not _has_ipv6():
        pytest.skip("no IPv6 on this machine")
    home = make_cli(tmp_path_factory.mktemp("home")).home
    with (
        Serving(session_processes)(home, "--host", request.param, "--allow-host", "One.Test") as (client, _),
        _client_of(client.base_url) as reached,
    ):
        yield reached


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def test_loopback_and_the_names_given_are_answered(listening: httpx.Client) -> None:
    for name in (*LOOPBACK, "one.test", "ONE.test:9"):
        assert say(listening, request(name)).statuses == [200], name


def test_any_other_name_is_refused(listening: httpx.Client) -> None:
    for name in FOREIGN:
        said = say(listening, request(name))
        assert said.statuses == [400] and said.closed, name
        assert b"/healthz" not in said.data and b'"status":"ok"' not in said.data
    assert b"--allow-host evil.example" in say(listening, request("evil.example:99")).data


def test_one_host_is_named_and_only_one(listening: httpx.Client) -> None:
    assert say(listening, request()).statuses == [400]
    assert say(listening, request(version="1.0")).statuses == [400]
    assert say(listening, request("localhost", version="1.0")).statuses == [200]
    for pair in (("localhost", "evil.example"), ("evil.example", "localhost"), ("localhost", "localhost")):
        assert say(listening, request(*pair)).statuses == [400]


def test_a_whole_address_as_target(listening: httpx.Client) -> None:
    for target in ("http://localhost/healthz", "HTTP://127.0.0.1:99/healthz", "http://one.test/healthz?a=b"):
        assert say(listening, request("localhost", target=target)).statuses == [200], target
    for target in ("http://evil.example/healthz", "http://localhost@evil.example/healthz", "http:///healthz"):
        assert say(listening, request("localhost", target=target)).statuses == [400], target
    assert say(listening, request("evil.example", target="http://localhost/healthz")).statuses == [400]
    for target in ("//evil.example/healthz", "evil.example", "*", "ftp://localhost/healthz"):
        assert say(listening, request("localhost", target=target)).statuses[0] >= 400, target


def test_the_address_it_listens_on_is_a_name(listening: httpx.Client) -> None:
    host = str(listening.base_url.host)
    assert listening.get("/healthz").status_code == 200, host


def test_the_names_of_the_settings(cli: Cli, serving: Serving) -> None:
    names = {"MEDGRAPH_HTTP__ALLOWED_HOSTS": "one.test, *.two.test"}
    with serving(cli.home, "--host", "0.0.0.0", **names) as (client, _):
        reached = _client_of(client.base_url)
        for name, status in (
            ("one.test", 200),
            ("a.two.test", 200),
            ("a.b.two.test:1", 200),
            ("0.0.0.0", 200),
            ("two.test", 400),
            ("atwo.test", 400),
            ("three.test", 400),
        ):
            assert reached.get("/healthz", headers={"Host": name}).status_code == status, name
    with serving(cli.home, "--allow-host", "*") as (client, _):
        assert client.get("/healthz", headers={"Host": "any.test"}).status_code == 200
