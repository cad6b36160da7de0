"""The client of OpenAI-compatible servers, over a real socket."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator

import pytest

from retrieval.llm.base import ChatCancelledError, ChatModelError, Message, OutputSchema, Role, complete
from retrieval.llm.openai import OpenAiChatModel
from retrieval.settings import LlmSettings
from tests.llm_server import Llm, raw_server

ASK = [Message(Role.USER, "Does aspirin help?")]
LONG = "word " * 3000


def model(llm: Llm, **settings: float) -> OpenAiChatModel:
    given = {"base_url": llm.url, "model": "test-model", "timeout": 5} | settings
    return OpenAiChatModel(LlmSettings.model_validate(given))


def test_temperature_and_length_are_the_settings(llm: Llm) -> None:
    llm.reply = lambda prompt: "Yes."
    complete(model(llm), ASK)
    complete(model(llm, temperature=0.7, max_tokens=50), ASK)
    sent = [(r["temperature"], r["max_tokens"], r["stream"]) for r in llm.requests]
    assert sent == [(0, 600, True), (0.7, 50, True)]


def test_a_schema_is_sent_as_the_protocol_says(llm: Llm) -> None:
    llm.reply = lambda prompt: "{}"
    complete(model(llm), ASK, schema=OutputSchema("empty", {"type": "object"}))
    assert llm.requests[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "empty", "schema": {"type": "object"}, "strict": True},
    }


def test_cancelling_hangs_up(llm: Llm) -> None:
    llm.reply, llm.pause = lambda prompt: LONG, 0.005
    cancel = threading.Event()
    stream = model(llm).stream(ASK, cancel=cancel)
    next(stream)
    cancel.set()
    with pytest.raises(ChatCancelledError):
        next(stream)
    assert llm.hung_up.wait(5)


def test_closing_the_stream_hangs_up(llm: Llm) -> None:
    llm.reply, llm.pause = lambda prompt: LONG, 0.005
    stream = model(llm).stream(ASK)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert llm.hung_up.wait(5)


def test_a_server_that_cannot_stream_sends_all_at_once(llm: Llm) -> None:
    llm.reply, llm.streams = lambda prompt: "Yes, it does.", False
    assert list(model(llm).stream(ASK)) == ["Yes, it does."]


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>no</html>",
        b"[]",
        b"null",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": 7}}]}',
    ],
)
def test_what_is_no_reply_is_an_error(llm: Llm, raw: bytes) -> None:
    llm.raw = raw
    with pytest.raises(ChatModelError, match=llm.url):
        complete(model(llm), ASK)


def test_a_refusal_is_an_error(llm: Llm) -> None:
    llm.status = 401
    with pytest.raises(ChatModelError, match=llm.url) as raised:
        complete(model(llm), ASK)
    assert raised.value.code == "llm" and raised.value.hint


def test_a_server_that_falls_silent_is_an_error(llm: Llm) -> None:
    llm.reply, llm.pause = lambda prompt: "Yes, it does.", 1.5
    with pytest.raises(ChatModelError, match=llm.url):
        complete(model(llm, timeout=0.3), ASK)


def test_the_models_of_the_server(llm: Llm) -> None:
    assert model(llm).available_models() == {"test-model"}


SLOW = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
HEAD = SLOW + b"\r\n"


def byte_by_byte(head: bytes, body: bytes) -> Iterator[tuple[bytes, float]]:
    yield head, 0.0
    for byte in body * 1000:
        yield bytes([byte]), 0.1


@pytest.mark.parametrize(
    "head, body",
    [
        (HEAD, b": still there\n\n"),  # comments, which are no pieces
        (HEAD, b"data: "),  # a line without end
        (HEAD, b'data: {"id": "1", "choices": [{"index": 0, "delta": {"content": "word "}}]}\n\n'),
        (SLOW, b"X-Waiting: yes\r\n"),  # the head itself
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n", b" "),
        (b"HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n", b" "),
    ],
)
@pytest.mark.parametrize("lists_models", [False, True])
def test_a_server_that_trickles_is_left(head: bytes, body: bytes, lists_models: bool) -> None:
    with raw_server(lambda: byte_by_byte(head, body)) as url:
        client = OpenAiChatModel(LlmSettings(base_url=url, model="m", timeout=5, max_seconds=0.8))
        begin = time.monotonic()
        with pytest.raises(ChatModelError, match=r"took more than 0.8 s") as raised:
            client.available_models() if lists_models else complete(client, ASK)
        assert time.monotonic() - begin < 4
        assert "MAX_SECONDS" in (raised.value.hint or "")


@pytest.mark.parametrize(
    "head, body",
    [
        (HEAD, b'data: {"id": "1", "choices": [{"index": 0, "delta": {"content": "word "}}]}\n\n' * 100),
        (HEAD, b": still there\n\n" * 1000),
        (HEAD, b"x" * 10_000),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b" " * 10_000),
        (b"HTTP/1.1 400 No\r\nContent-Type: application/json\r\n\r\n", b" " * 10_000),
    ],
)
def test_a_reply_without_end_is_cut_off(head: bytes, body: bytes) -> None:
    def endless() -> Iterator[tuple[bytes, float]]:
        yield head, 0.0
        while True:
            yield body, 0.0

    with raw_server(endless) as url:
        client = OpenAiChatModel(LlmSettings(base_url=url, model="m", timeout=5, max_bytes=200_000))
        with pytest.raises(ChatModelError, match="more than 200,000 bytes") as raised:
            complete(client, ASK)
        assert "MAX_BYTES" in (raised.value.hint or "")


def test_a_reply_that_grows_when_unpacked_is_refused() -> None:
    packed = gzip.compress(b" " * 10_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n"
    with raw_server(lambda: iter([(head + packed, 0.0)])) as url:
        client = OpenAiChatModel(LlmSettings(base_url=url, model="m", timeout=5))
        with pytest.raises(ChatModelError, match="compressed"):
            complete(client, ASK)
