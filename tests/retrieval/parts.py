"""The parts of a workspace that questions are answered with, for tests that put them together in their own way."""

from __future__ import annotations

from collections.abc import Sequence

from api.service import MedGraph
from retrieval.answer.answerer import Answerer
from retrieval.answer.verify import Verifier
from retrieval.answer.writers.base import AnswerStrategy
from retrieval.answer.writers.extractive import ExtractiveStrategy
from retrieval.answer.writers.grounded import GroundedStrategy
from retrieval.llm.base import ChatModel
from retrieval.search.arms.base import WeightedArm
from retrieval.search.retriever import Retriever
from retrieval.settings import RetrievalSettings


def retriever(
    service: MedGraph,
    arms: Sequence[WeightedArm] | None = None,
    settings: RetrievalSettings | None = None,
) -> Retriever:
    """Of the workspace, with the arms and settings of its own or those given."""
    return Retriever(
        service.parts.store,
        service.parts.indexes(),
        service.parts.encoder,
        service.parts.merged_lexicon(),
        settings or service.settings.retrieval,
        arms,
        service.parts.reader,
    )


def answerer(service: MedGraph, strategy: AnswerStrategy | None = None) -> Answerer:
    """Of the workspace, by a strategy; by default the extractive one."""
    return Answerer(
        service.parts.store,
        service.parts.indexes().words,
        service.parts.merged_lexicon(),
        retriever(service),
        strategy or _extractive(service),
    )


def grounded(service: MedGraph, model: ChatModel) -> GroundedStrategy:
    """Lets the model write, and falls back on extracts."""
    verifier = Verifier(service.parts.indexes().words, service.parts.merged_lexicon())
    return GroundedStrategy(model, verifier, _extractive(service))


def _extractive(service: MedGraph) -> ExtractiveStrategy:
    settings = service.settings.retrieval
    return ExtractiveStrategy(settings.sentences, settings.list_sentences)
