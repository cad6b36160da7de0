"""Requests that end in two places: refused, with nothing of what follows them answered."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest

from api.http.framing import fault_of_head
from tests.api.http.raw import connect, read_all, say

HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
ASK = b'{"question": "Do ACE inhibitors cause cough?"}'


def post(*headers: bytes, body: bytes = b"", version: bytes = b"HTTP/1.1") -> bytes:
    lines = [b"POST /v1/search " + version, b"Host: localhost", b"Content-Type: application/json", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


CHUNKED = b"Transfer-Encoding: chunked"
WHOLE = b"%x\r\n%s\r\n0\r\n\r\n" % (len(ASK), ASK)
DOUBTFUL = {
    "two lengths": post(b"Content-Length: 46", b"Content-Length: 5", body=ASK),
    "two lengths the other way round": post(b"Content-Length: 5", b"Content-Length: 46", body=ASK),
    "the same length twice": post(b"Content-Length: 46", b"content-length: 46", body=ASK),
    "the same length three times": post(*[b"Content-Length: 46"] * 3, body=ASK),
    "a list of lengths": post(b"Content-Length: 46, 46", body=ASK),
    "a list of different lengths": post(b"Content-Length: 46,5", body=ASK),
    "an empty length": post(b"Content-Length:", body=ASK),
    "a length with a plus": post(b"Content-Length: +46", body=ASK),
    "a negative length": post(b"Content-Length: -46", body=ASK),
    "a length in hex": post(b"Content-Length: 0x2e", body=ASK),
    "a length with an underscore": post(b"Content-Length: 4_6", body=ASK),
    "a broken number": post(b"Content-Length: 46.0", body=ASK),
    "two numbers": post(b"Content-Length: 4 6", body=ASK),
    "an endless number": post(b"Content-Length: " + b"0" * 30 + b"46", body=ASK),
    "a length beside an encoding": post(b"Content-Length: 5", CHUNKED, body=WHOLE),
    "an encoding beside a length": post(CHUNKED, b"Content-Length: 5", body=WHOLE),
    "no length beside an encoding": post(b"Content-Length: 0", CHUNKED, body=WHOLE),
    "a length beside identity": post(b"Content-Length: 46", b"Transfer-Encoding: identity", body=ASK),
    "chunked twice": post(CHUNKED, CHUNKED, body=WHOLE),
    "chunked twice in one": post(b"Transfer-Encoding: chunked, chunked", body=WHOLE),
    "xchunked": post(b"Transfer-Encoding: xchunked", body=WHOLE),
    "chunked with a parameter": post(b"Transfer-Encoding: chunked;q=1", body=WHOLE),
    "chunked in quotes": post(b'Transfer-Encoding: "chunked"', body=WHOLE),
    "chunked behind a vertical tab": post(b"Transfer-Encoding: \x0bchunked", body=WHOLE),
    "gzip and chunked": post(b"Transfer-Encoding: gzip, chunked", body=WHOLE),
    "identity": post(b"Transfer-Encoding: identity", body=WHOLE),
    "an empty encoding": post(b"Transfer-Encoding:", body=WHOLE),
    "a space before the colon": post(b"Transfer-Encoding : chunked", body=WHOLE),
    "a space before a length's colon": post(b"Content-Length : 46", body=ASK),
    "a tab before the colon": post(b"Content-Length\t: 46", body=ASK),
    "a folded encoding": post(b"Transfer-Encoding:\r\n chunked", body=WHOLE),
    "a folded header": post(b"X-Note: a\r\n\tb", b"Content-Length: 46", body=ASK),
    "a header before all": b"GET /healthz HTTP/1.1\r\n Host: localhost\r\n\r\n",
    "bare LF": post(b"Content-Length: 46", body=ASK).replace(b"\r\n", b"\n"),
    "one bare LF": post(b"X-Note: a\nContent-Length: 46", body=ASK),
    "a blank line of LF": post(b"X-Note: a").replace(b"\r\n\r\n", b"\r\n\n"),
    "bare CR": post(b"X-Note: a\rContent-Length: 46", body=ASK),
    "NUL": post(b"X-Note: a\x00b", b"Content-Length: 46", body=ASK),
    "no colon": post(b"Content-Length 46", body=ASK),
    "no name": post(b": 46", body=ASK),
    "an encoding in HTTP/1.0": post(CHUNKED, body=WHOLE, version=b"HTTP/1.0"),
    "HTTP/2": post(b"Content-Length: 46", body=ASK, version=b"HTTP/2.0"),
    "HTTP/0.9": b"GET /healthz\r\n\r\n",
    "a version of two spaces": b"GET /healthz  HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a chunk size with a sign": post(CHUNKED, body=b"+2e\r\n" + ASK + b"\r\n0\r\n\r\n"),
    "a chunk size in 0x": post(CHUNKED, body=b"0x2e\r\n" + ASK + b"\r\n0\r\n\r\n"),
    "a chunk size before a bare LF": post(CHUNKED, body=b"2e\n" + ASK + b"\r\n0\r\n\r\n"),
    "a chunk that is longer": post(CHUNKED, body=b"5\r\n" + ASK + b"\r\n0\r\n\r\n"),
    "a chunk ended by LF": post(CHUNKED, body=b"2e\r\n" + ASK + b"\n0\r\n\r\n"),
    "trailers ended by LF": post(CHUNKED, body=b"2e\r\n" + ASK + b"\r\n0\r\n\n"),
    "a trailer ended by LF": post(CHUNKED, body=b"2e\r\n" + ASK + b"\r\n0\r\nX: y\n\r\n"),
    "a chunk extension with LF": post(CHUNKED, body=b"2e;a\nb\r\n" + ASK + b"\r\n0\r\n\r\n"),
    "thousands of chunks": post(CHUNKED, body=b"1\r\n \r\n" * 5000 + WHOLE),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_doubtful_is_refused_and_nothing_after_it_is_answered(
    server: httpx.Client, name: str
) -> None:
    said = say(server, DOUBTFUL[name] + HIDDEN)
    assert said.statuses == [400] and said.closed, said.data
    assert b'"code":"bad_http"' in said.data and b"connection: close" in said.data.lower()


@pytest.mark.parametrize(
    "name", ["two lengths", "a length beside an encoding", "bare LF", "trailers ended by LF"]
)
def test_it_is_refused_however_it_is_cut(server: httpx.Client, name: str) -> None:
    with connect(server) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # it is refused before all of it is there
            for byte in DOUBTFUL[name]:
                connection.send(bytes([byte]))
        assert read_all(connection, 3).statuses == [400]


PROPER = {
    "a length": post(b"Content-Length: 46", body=ASK),
    "a length with spaces": post(b"content-length:  46\t", body=ASK),
    "chunks": post(CHUNKED, body=WHOLE),
    "Chunked": post(b"transfer-encoding: Chunked", body=WHOLE),
    "two chunks": post(CHUNKED, body=b"6\r\n%s\r\n28;x=y\r\n%s\r\n0\r\n\r\n" % (ASK[:6], ASK[6:])),
    "chunks with a trailer": post(CHUNKED, body=WHOLE[:-2] + b"X-Sum: 1\r\n\r\n"),
    "an upgrade that is offered": post(
        b"Connection: Upgrade", b"Upgrade: h2c", b"Content-Length: 46", body=ASK
    ),
}


@pytest.mark.parametrize("name", PROPER)
def test_what_is_proper_is_answered_and_so_is_what_follows(server: httpx.Client, name: str) -> None:
    last = HIDDEN.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    said = say(server, PROPER[name] + HIDDEN + last, 20)
    assert said.statuses == [200, 200, 200] and said.closed, said.data


def test_a_proper_request_comes_byte_by_byte(server: httpx.Client) -> None:
    with connect(server) as connection:
        for byte in PROPER["two chunks"]:
            connection.send(bytes([byte]))
        assert read_all(connection, 2).statuses == [200]


def test_a_fault_after_a_proper_request_does_not_spoil_its_answer(server: httpx.Client) -> None:
    said = say(server, HIDDEN + DOUBTFUL["two lengths"] + HIDDEN)
    assert said.statuses == [200, 400] and said.closed


def test_what_is_wrong_is_said() -> None:
    assert fault_of_head(HIDDEN) == ""
    assert "more than one Content-Length" in fault_of_head(DOUBTFUL["two lengths"].partition(ASK)[0])
