"""One module for each task that is measured; the others are what they share."""

from evaluation.tasks.abbreviations import evaluate_abbreviations
from evaluation.tasks.evidence import evaluate_evidence
from evaluation.tasks.linking import evaluate_linking
from evaluation.tasks.linking_accuracy import CATEGORY_OF_LABEL
from evaluation.tasks.ner import evaluate_ner
from evaluation.tasks.relation_extraction import evaluate_relation_extraction
from evaluation.tasks.retrieval import evaluate_retrieval
from evaluation.tasks.workspace import AnsweringWorkspace, EvaluationWorkspace

__all__ = [
    "CATEGORY_OF_LABEL",
    "AnsweringWorkspace",
    "EvaluationWorkspace",
    "evaluate_abbreviations",
    "evaluate_evidence",
    "evaluate_linking",
    "evaluate_ner",
    "evaluate_relation_extraction",
    "evaluate_retrieval",
]
