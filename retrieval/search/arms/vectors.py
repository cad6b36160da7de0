"""Chunks by their nearness to the question in meaning."""

from __future__ import annotations

from collections.abc import Collection

from typing_extensions import override

from graph.index import VectorIndex
from retrieval.search.arms.base import Arm, ArmQuery


class VectorArm(Arm):
    """Nearest neighbours of the question's embedding."""

    name = "vectors"

    def __init__(self, index: VectorIndex) -> None:
        self._index = index

    @override
    def search(self, query: ArmQuery) -> dict[str, float]:
        """Cosines by chunk id."""
        return self._index.search(query.vector, query.limit, query.among)

    @override
    def score(self, query: ArmQuery, chunk_ids: Collection[str]) -> dict[str, float]:
        """Cosines of the chunks."""
        return self._index.cosines(query.vector, chunk_ids)
