"""Chat models: the protocol, a client of OpenAI-compatible servers, and a scripted one for tests."""

from retrieval.llm.base import ChatModel
from retrieval.llm.openai import OpenAiChatModel

__all__ = [
    "ChatModel",
    "OpenAiChatModel",
]
