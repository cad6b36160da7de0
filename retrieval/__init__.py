"""From a question to evidence and a cited answer, and browsing of the graph."""

from retrieval.settings import LlmSettings, RetrievalSettings

__all__ = [
    "LlmSettings",
    "RetrievalSettings",
]
