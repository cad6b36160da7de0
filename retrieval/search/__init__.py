"""Search: arms that propose chunks, their fusion into one ranking, and passages for people."""

from retrieval.search.arms.base import Arm, ArmQuery, WeightedArm
from retrieval.search.arms.graph import GraphArm
from retrieval.search.arms.standard import standard_arms
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.arms.words import WordArm
from retrieval.search.fusion import fuse, ranked
from retrieval.search.passages import Passage, best_passages
from retrieval.search.retriever import Hit, Retrieval, Retriever

__all__ = [
    "Arm",
    "ArmQuery",
    "GraphArm",
    "Hit",
    "Passage",
    "Retrieval",
    "Retriever",
    "VectorArm",
    "WeightedArm",
    "WordArm",
    "best_passages",
    "fuse",
    "ranked",
    "standard_arms",
]
