"""What every `ChatModel` must do: the client of a real server, and the scripted model that stands for it in tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from retrieval.llm.base import (
    ChatCancelledError,
    ChatModel,
    ChatModelError,
    Message,
    OutputSchema,
    Role,
    complete,
)
from retrieval.llm.openai import OpenAiChatModel
from retrieval.llm.scripted import ScriptedChatModel
from retrieval.settings import LlmSettings
from tests.llm_server import Llm

TURNS = [
    Message(Role.SYSTEM, "Be brief."),
    Message(Role.USER, "Does aspirin help?"),
    Message(Role.ASSISTANT, "With what?"),
    Message(Role.USER, "With pain."),
]
REPLY = "Aspirin relieves pain.\n\nIt does so in most people [1]."
SCHEMA = OutputSchema("verdict", {"type": "object", "properties": {"helps": {"type": "boolean"}}})


@dataclass
class Given:
    """A model that replies to the last prompt by a function, and what reached it: messages, schema or None."""

    model: ChatModel
    turns: Callable[[], list[tuple[list[tuple[str, str]], object]]]


Make = Callable[[Callable[[str], str]], Given]


def scripted(reply: Callable[[str], str]) -> Given:
    def script(messages: Sequence[Message]) -> str:
        return reply(messages[-1].content)

    model = ScriptedChatModel(script)
    return Given(
        model,
        lambda: [
            ([(m.role.value, m.content) for m in t.messages], t.schema and t.schema.schema)
            for t in model.turns
        ],
    )


@pytest.fixture(params=["scripted", "openai"])
def make(request: pytest.FixtureRequest, llm: Llm) -> Make:
    if request.param == "scripted":
        return scripted

    def served(reply: Callable[[str], str]) -> Given:
        llm.reply = reply
        model = OpenAiChatModel(LlmSettings(base_url=llm.url, model="test-model", timeout=5))
        return Given(
            model,
            lambda: [
                (
                    [(m["role"], m["content"]) for m in r["messages"]],
                    r.get("response_format", {}).get("json_schema", {}).get("schema"),
                )
                for r in llm.requests
            ],
        )

    return served


def test_the_pieces_are_the_reply(make: Make) -> None:
    model = make(lambda prompt: REPLY).model
    pieces = list(model.stream(TURNS))
    assert len(pieces) > 1 and "".join(pieces).strip() == REPLY
    assert complete(model, TURNS).strip() == REPLY and model.model


def test_every_turn_reaches_the_model(make: Make) -> None:
    given = make(lambda prompt: f"You said: {prompt}")
    assert complete(given.model, TURNS) == "You said: With pain."
    assert given.turns() == [([(m.role.value, m.content) for m in TURNS], None)]


def test_a_schema_reaches_the_model_and_the_reply_is_json(make: Make) -> None:
    given = make(lambda prompt: '{"helps": true}')
    assert json.loads(complete(given.model, TURNS, schema=SCHEMA)) == {"helps": True}
    ((_, schema),) = given.turns()
    assert schema == SCHEMA.schema


@pytest.mark.parametrize("reply", ["", " \n "])
def test_an_empty_reply_is_an_error(make: Make, reply: str) -> None:
    with pytest.raises(ChatModelError, match="empty"):
        complete(make(lambda prompt: reply).model, TURNS)


def test_what_is_cancelled_before_it_begins_is_not_asked(make: Make) -> None:
    given, cancel = make(lambda prompt: REPLY), threading.Event()
    cancel.set()
    with pytest.raises(ChatCancelledError):
        complete(given.model, TURNS, cancel=cancel)
    assert given.turns() == []


def test_cancelling_ends_the_stream(make: Make) -> None:
    cancel = threading.Event()
    stream = make(lambda prompt: REPLY).model.stream(TURNS, cancel=cancel)
    assert next(stream).strip() == "Aspirin"
    cancel.set()
    with pytest.raises(ChatCancelledError):
        next(stream)


def test_an_unused_cancel_changes_nothing(make: Make) -> None:
    assert complete(make(lambda prompt: REPLY).model, TURNS, cancel=threading.Event()).strip() == REPLY


def test_a_model_serves_several_threads(make: Make) -> None:
    model = make(lambda prompt: f"{prompt} {prompt} {prompt}").model
    replies: dict[int, str] = {}

    def ask(number: int) -> None:
        replies[number] = complete(model, [Message(Role.USER, str(number))])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == {n: f"{n} {n} {n}" for n in range(8)}
