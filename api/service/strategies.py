"""Which strategy answers, by the settings."""

from __future__ import annotations

from api.settings import Settings
from graph.index.words import WordIndex
from graph.vocabulary.lexicon.lexicon import Lexicon
from retrieval.answer.verify import Verifier
from retrieval.answer.writers.base import AnswerStrategy
from retrieval.answer.writers.extractive import ExtractiveStrategy
from retrieval.answer.writers.grounded import GroundedStrategy
from retrieval.llm.openai import OpenAiChatModel


def answer_strategy(settings: Settings, words: WordIndex, lexicon: Lexicon, *, llm: bool) -> AnswerStrategy:
    """Extracts; where an LLM is configured, and `llm` does not keep it out, its text, and extracts where it fails."""
    extractive = ExtractiveStrategy(settings.retrieval.sentences)
    if not (llm and settings.llm.configured):
        return extractive
    return GroundedStrategy(OpenAiChatModel(settings.llm), Verifier(words, lexicon), extractive)
