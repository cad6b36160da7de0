"""Which strategy answers, by the settings."""

from __future__ import annotations

from graph.index.words import WordIndex
from graph.vocabulary.lexicon.lexicon import Lexicon
from retrieval.answer.verify import Verifier
from retrieval.answer.writers.base import AnswerStrategy
from retrieval.answer.writers.extractive import ExtractiveStrategy
from retrieval.answer.writers.grounded import GroundedStrategy
from retrieval.llm.base import ChatModel
from retrieval.settings import RetrievalSettings


def answer_strategy(
    settings: RetrievalSettings, chat_model: ChatModel | None, words: WordIndex, lexicon: Lexicon
) -> AnswerStrategy:
    """Extracts; with a chat model its text, and extracts where it fails."""
    extractive = ExtractiveStrategy(settings.sentences)
    if chat_model is None:
        return extractive
    return GroundedStrategy(chat_model, Verifier(words, lexicon), extractive)
