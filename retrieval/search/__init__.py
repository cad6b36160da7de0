"""Search: arms that propose chunks, their fusion into one ranking, and passages for people."""

from retrieval.search.arms.base import Arm, ArmQuery, WeightedArm
from retrieval.search.arms.graph import GraphArm
from retrieval.search.arms.standard import standard_arms
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.arms.words import WordArm
from retrieval.search.fusion import fuse, ranked
from retrieval.search.hit import Hit
from retrieval.search.passages import Passage, SearchResult, search_result
from retrieval.search.retriever import Retrieval, Retriever
from retrieval.search.syntax.tokens import QuerySyntaxError, is_query
from retrieval.search.vector_share import fusion_signs

__all__ = [
    "Arm",
    "ArmQuery",
    "GraphArm",
    "Hit",
    "Passage",
    "QuerySyntaxError",
    "Retrieval",
    "Retriever",
    "SearchResult",
    "VectorArm",
    "WeightedArm",
    "WordArm",
    "fuse",
    "fusion_signs",
    "is_query",
    "ranked",
    "search_result",
    "standard_arms",
]
