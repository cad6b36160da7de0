"""Chat models: the protocol, a client of OpenAI-compatible servers, and a scripted one for tests."""

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
from retrieval.llm.scripted import ScriptedChatModel, ScriptedTurn

__all__ = [
    "ChatCancelledError",
    "ChatModel",
    "ChatModelError",
    "Message",
    "OpenAiChatModel",
    "OutputSchema",
    "Role",
    "ScriptedChatModel",
    "ScriptedTurn",
    "complete",
]
