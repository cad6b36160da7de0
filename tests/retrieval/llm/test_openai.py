"""The client of OpenAI-compatible servers, over a real socket."""

from __future__ import annotations

import threading

import pytest

from retrieval.llm.base import ChatCancelledError, ChatModelError, Message, OutputSchema, Role, complete
from retrieval.llm.openai import OpenAiChatModel
from retrieval.settings import LlmSettings
from tests.llm_server import Llm

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
