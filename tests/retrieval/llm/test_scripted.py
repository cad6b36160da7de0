"""The scripted model: replies in turn, an end of the script, failures on demand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from retrieval.llm.base import ChatModelError, Message, Role, complete
from retrieval.llm.scripted import ScriptedChatModel

ASK = [Message(Role.USER, "Well?")]


def test_replies_come_in_turn_and_end() -> None:
    model = ScriptedChatModel(["First.", "Second."])
    assert [complete(model, ASK), complete(model, ASK)] == ["First.", "Second."]
    with pytest.raises(ChatModelError, match="at its end"):
        complete(model, ASK)
    assert [turn.messages for turn in model.turns] == [tuple(ASK)] * 3


def test_a_script_may_fail() -> None:
    def script(messages: Sequence[Message]) -> str:
        raise ChatModelError("no such model")

    with pytest.raises(ChatModelError, match="no such model"):
        complete(ScriptedChatModel(script), ASK)
