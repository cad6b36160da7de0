"""Questions: their concepts and words by weight, and the kind of answer they ask for."""

from retrieval.question.understand import MAX_CHARACTERS

__all__ = [
    "MAX_CHARACTERS",
]
