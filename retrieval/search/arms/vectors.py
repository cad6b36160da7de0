"""Chunks by their nearness to the question in meaning."""

from __future__ import annotations

from graph.index.vectors import VectorIndex
from retrieval.search.arms.base import ArmQuery


class VectorArm:
    """Nearest neighbours of the question's embedding."""

    name = "vectors"

    def __init__(self, index: VectorIndex) -> None:
        self._index = index

    def search(self, query: ArmQuery) -> dict[str, float]:
        """Cosines by chunk id."""
        return self._index.search(query.vector, query.limit, query.among)
