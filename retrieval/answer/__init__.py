"""The answer: its contract, whether the evidence suffices, citations, the check of claims, and the strategies."""

from retrieval.answer.answerer import Answerer
from retrieval.answer.contract import (
    Answer,
    Citation,
    Claim,
    Definition,
    GraphView,
    ListItem,
    Status,
    Support,
)
from retrieval.answer.decision import Decision, Tally, Vote
from retrieval.answer.identity import Origin, answer_of, identified, rests_on
from retrieval.answer.sides import Stance, side_of
from retrieval.answer.sufficiency import Sufficiency, SufficiencySigns, assess_sufficiency, sufficiency_signs
from retrieval.answer.verify import Verifier
from retrieval.answer.writers.base import (
    AnswerEvent,
    AnswerFinished,
    AnswerStrategy,
    AnswerTask,
    ClaimDropped,
    ClaimVerified,
    EvidenceFound,
    NoticeGiven,
    WriterChosen,
)
from retrieval.answer.writers.extractive import ExtractiveStrategy
from retrieval.answer.writers.grounded import GroundedStrategy

__all__ = [
    "Answer",
    "AnswerEvent",
    "AnswerFinished",
    "AnswerStrategy",
    "AnswerTask",
    "Answerer",
    "Citation",
    "Claim",
    "ClaimDropped",
    "ClaimVerified",
    "Decision",
    "Definition",
    "EvidenceFound",
    "ExtractiveStrategy",
    "GraphView",
    "GroundedStrategy",
    "ListItem",
    "NoticeGiven",
    "Origin",
    "Stance",
    "Status",
    "Sufficiency",
    "SufficiencySigns",
    "Support",
    "Tally",
    "Verifier",
    "Vote",
    "WriterChosen",
    "answer_of",
    "assess_sufficiency",
    "identified",
    "rests_on",
    "side_of",
    "sufficiency_signs",
]
