"""Chunks by the words they share with the question."""

from __future__ import annotations

from typing_extensions import override

from graph.index import WordIndex
from retrieval.search.arms.base import Arm, ArmQuery


class WordArm(Arm):
    """BM25 over the stems of the question's content words."""

    name = "words"

    def __init__(self, index: WordIndex) -> None:
        self._index = index

    @override
    def search(self, query: ArmQuery) -> dict[str, float]:
        """BM25 scores by chunk id."""
        return self._index.search(query.question.stems, query.limit, query.among)
