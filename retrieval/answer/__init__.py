"""The answer: its contract, whether the evidence suffices, citations, the check of claims, and the strategies."""

from retrieval.answer.answerer import Answerer
from retrieval.answer.contract import Answer, Citation, Status
from retrieval.answer.verify import Verifier
from retrieval.answer.writers.base import AnswerStrategy
from retrieval.answer.writers.extractive import ExtractiveStrategy
from retrieval.answer.writers.grounded import GroundedStrategy

__all__ = [
    "Answer",
    "AnswerStrategy",
    "Answerer",
    "Citation",
    "ExtractiveStrategy",
    "GroundedStrategy",
    "Status",
    "Verifier",
]
