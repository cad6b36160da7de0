"""Annotated corpora: readers of gold mentions and relations, placed as spans in the documents that readers make."""

from evaluation.corpora.as_graph import graph_of
from evaluation.corpora.datasets import Progress
from evaluation.corpora.evidence import (
    EvidenceQuestion,
    EvidenceSet,
    SourceDocument,
    as_json_lines,
    read_evidence_set,
    read_unanswerable,
)
from evaluation.corpora.model import GoldDocument, GoldMention, GoldRelation
from evaluation.corpora.predicates import asserted
from evaluation.corpora.reading import read_gold

__all__ = [
    "EvidenceQuestion",
    "EvidenceSet",
    "GoldDocument",
    "GoldMention",
    "GoldRelation",
    "Progress",
    "SourceDocument",
    "as_json_lines",
    "asserted",
    "graph_of",
    "read_evidence_set",
    "read_gold",
    "read_unanswerable",
]
