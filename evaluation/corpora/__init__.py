"""Annotated corpora: readers of gold mentions and relations, placed as spans in the documents that readers make."""

from evaluation.corpora.as_graph import graph_of
from evaluation.corpora.datasets import Progress
from evaluation.corpora.model import GoldDocument, GoldMention, GoldRelation
from evaluation.corpora.predicates import asserted
from evaluation.corpora.reading import read_gold

__all__ = [
    "GoldDocument",
    "GoldMention",
    "GoldRelation",
    "Progress",
    "asserted",
    "graph_of",
    "read_gold",
]
