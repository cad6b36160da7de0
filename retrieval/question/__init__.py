"""Questions: what they name, by weight, the kind of answer they ask for, and what constrains it."""

from retrieval.question.spelling import Spelling
from retrieval.question.understand import MAX_CHARACTERS

__all__ = [
    "MAX_CHARACTERS",
    "Spelling",
]
