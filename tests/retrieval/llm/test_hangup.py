"""Cancelling a call that waits: the connection is shut at once, whatever the server has said so far."""

from __future__ import annotations

import threading
import time

import pytest

from retrieval.llm.base import ChatCancelledError, Message, Role
from retrieval.llm.openai import OpenAiChatModel
from retrieval.settings import LlmSettings
from tests.silent_server import silent_server

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
PIECE = b'data: {"id": "1", "choices": [{"index": 0, "delta": {"content": "Yes"}}]}\n\n'
SAID = {
    "nothing": b"",
    "half a status line": b"HTTP/1.1 2",
    "half a head": HEAD,
    "the head": HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
    "a piece": HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(PIECE), PIECE),
    "a piece of a body that ends with the connection": HEAD + b"\r\n" + PIECE,
    "half a piece": HEAD + b"\r\n" + PIECE[:20],
    "half a body that is no stream": b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
}


@pytest.mark.parametrize("said", SAID)
def test_a_call_that_waits_ends_when_it_is_cancelled(said: str) -> None:
    cancel = threading.Event()
    with silent_server(SAID[said]) as server:
        model = OpenAiChatModel(LlmSettings(base_url=server.url, model="test-model", timeout=60))
        timer = threading.Timer(0.7, cancel.set)
        timer.start()
        started = time.monotonic()
        with pytest.raises(ChatCancelledError):
            list(model.stream([Message(Role.USER, "Does aspirin help?")], cancel=cancel))
        assert time.monotonic() - started < 5
        server.wait_until_open(0, 5)
        timer.join()


def test_its_watch_ends_with_the_call() -> None:
    before = threading.active_count()
    with silent_server() as server:
        model = OpenAiChatModel(LlmSettings(base_url=server.url, model="test-model", timeout=0.2))
        with pytest.raises(Exception, match="did not answer"):
            list(model.stream([Message(Role.USER, "Does aspirin help?")], cancel=threading.Event()))
        server.wait_until_open(0, 5)
    end = time.monotonic() + 5
    while threading.active_count() > before:
        assert time.monotonic() < end
        time.sleep(0.05)
