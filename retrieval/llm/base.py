"""`ChatModel`: what the answer strategies need of a large language model."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from graph import MedgraphError


class ChatModelError(MedgraphError):
    """The model could not be reached, refused, or sent nothing usable."""

    code = "llm"


class ChatCancelledError(MedgraphError):
    """The reply was cancelled; what was streamed before is not the whole of it."""

    code = "cancelled"


class Role(StrEnum):
    """Who speaks in a turn."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class OutputSchema:
    """The JSON schema that a reply is to follow, under a name of letters, digits, `_` and `-`."""

    name: str
    schema: Mapping[str, Any]


class ChatModel(Protocol):
    """A model that continues a conversation; safe to share between threads."""

    @property
    def model(self) -> str:
        """The model's name, as traces and people know it."""
        ...

    def stream(
        self,
        messages: Sequence[Message],
        *,
        schema: OutputSchema | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[str]:
        """The reply to the last message, in pieces as they are written; never only white space in all.

        With `schema` the joined pieces are JSON, as far as the model keeps to it. Once `cancel` is
        set, also while nothing comes, the connection is closed and ChatCancelledError raised. Closing the iterator
        closes the connection too. Raises ChatModelError, with a reason a person can act on.
        """
        ...


def complete(
    model: ChatModel,
    messages: Sequence[Message],
    *,
    schema: OutputSchema | None = None,
    cancel: threading.Event | None = None,
) -> str:
    """The whole reply; raises as `ChatModel.stream` does."""
    return "".join(model.stream(messages, schema=schema, cancel=cancel))


def check_cancelled(cancel: threading.Event | None) -> None:
    """Raise ChatCancelledError once the event is set."""
    if cancel is not None and cancel.is_set():
        raise ChatCancelledError("the answer was cancelled")
