"""Search: arms that propose chunks, their fusion into one ranking, and passages for people."""

from retrieval.search.arms.vectors import VectorArm
from retrieval.search.arms.words import WordArm
from retrieval.search.fusion import fuse, ranked
from retrieval.search.passages import Passage, best_passages
from retrieval.search.retriever import Retrieval, Retriever

__all__ = [
    "Passage",
    "Retrieval",
    "Retriever",
    "VectorArm",
    "WordArm",
    "best_passages",
    "fuse",
    "ranked",
]
