"""A `ChatModel` that says what it is told to: answers with a model in them can be tested without one."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from typing_extensions import override

from retrieval.llm.base import ChatModel, ChatModelError, Message, OutputSchema, check_cancelled

Script = Callable[[Sequence[Message]], str]
"""From the conversation so far to the reply; may raise ChatModelError."""

_PIECE = re.compile(r"\S+\s*+|\s++(?:\S+\s*+)?")


@dataclass(frozen=True, slots=True)
class ScriptedTurn:
    """What the model was asked."""

    messages: tuple[Message, ...]
    schema: OutputSchema | None


class ScriptedChatModel(ChatModel):
    """Replies by a function, or by each of the given texts in turn; streams word by word, keeps every turn."""

    model = "scripted"

    def __init__(self, script: Script | Sequence[str]) -> None:
        self._script = script if callable(script) else _in_turn(script)
        self.turns: list[ScriptedTurn] = []

    @override
    def stream(
        self,
        messages: Sequence[Message],
        *,
        schema: OutputSchema | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[str]:
        check_cancelled(cancel)
        self.turns.append(ScriptedTurn(tuple(messages), schema))
        reply = self._script(messages)
        if not reply.strip():
            raise ChatModelError("the script gave an empty answer")
        for piece in _PIECE.findall(reply):
            check_cancelled(cancel)
            yield piece


def _in_turn(replies: Sequence[str]) -> Script:
    left = iter(replies)

    def script(messages: Sequence[Message]) -> str:
        reply = next(left, None)
        if reply is None:
            raise ChatModelError(f"the script of {len(replies)} replies is at its end")
        return reply

    return script
