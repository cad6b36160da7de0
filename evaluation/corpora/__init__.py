"""Annotated corpora: readers of gold mentions and relations, placed as spans in the documents that readers make."""

from evaluation.corpora.datasets import Progress
from evaluation.corpora.predicates import asserted
from evaluation.corpora.reading import GoldDocument, GoldMention, GoldRelation, graph_of, read_gold

__all__ = [
    "GoldDocument",
    "GoldMention",
    "GoldRelation",
    "Progress",
    "asserted",
    "graph_of",
    "read_gold",
]
