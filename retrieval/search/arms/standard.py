"""The arms that a workspace is searched with, by its settings: the one place to add another."""

from __future__ import annotations

from graph.index import SearchIndexes
from retrieval.search.arms.base import WeightedArm
from retrieval.search.arms.graph import GraphArm
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.arms.words import WordArm
from retrieval.settings import RetrievalSettings


def standard_arms(indexes: SearchIndexes, settings: RetrievalSettings) -> tuple[WeightedArm, ...]:
    """Words, vectors and graph; the weights are those of docs/decisions/0003-fusion.md.

    Where no share of the vectors is set, the retriever finds it anew for each question (`vector_share`).
    """
    share = 0.5 if settings.dense_weight is None else settings.dense_weight
    return (
        WeightedArm(WordArm(indexes.words), 1 - share),
        WeightedArm(VectorArm(indexes.vectors), share, is_absolute=True),
        # Alone it proposes little that words and vectors miss; it reorders what they found, and adds a chunk of its
        # own only where a synonym hid it from both.
        WeightedArm(GraphArm(indexes.words), settings.graph_weight, reorders=True),
    )
