"""How well medgraph retrieves and reads: tasks over annotated files, metrics, and tests of significance."""

from evaluation.entity_table import format_entity_table
from evaluation.entity_types import ENTITY_TYPES
from evaluation.evidence_scores import macro_f1, overlaps
from evaluation.evidence_table import format_evidence_table
from evaluation.retrieval_table import format_retrieval_table

__all__ = [
    "ENTITY_TYPES",
    "format_entity_table",
    "format_evidence_table",
    "format_retrieval_table",
    "macro_f1",
    "overlaps",
]
