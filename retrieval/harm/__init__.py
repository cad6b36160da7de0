"""Requests that would harm somebody: how to poison, to forge a record, to kill oneself. They get a refusal alone.

MODEL_CARD.md says how it was trained and what it misses; `python -m training.harm` trains it again.
"""

from retrieval.harm.guard import HarmGuard
from retrieval.harm.model import WEIGHTS, HarmModel, load_harm_model
from retrieval.harm.terms import term_row, terms_of

__all__ = [
    "WEIGHTS",
    "HarmGuard",
    "HarmModel",
    "load_harm_model",
    "term_row",
    "terms_of",
]
