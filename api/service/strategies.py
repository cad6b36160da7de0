"""Which strategy answers, by the settings."""

from __future__ import annotations

from graph.index import WordIndex
from graph.vocabulary.lexicon import Lexicon
from retrieval import RetrievalSettings
from retrieval.answer import AnswerStrategy, ExtractiveStrategy, GroundedStrategy, Verifier
from retrieval.llm import ChatModel


def answer_strategy(
    settings: RetrievalSettings, chat_model: ChatModel | None, words: WordIndex, lexicon: Lexicon
) -> AnswerStrategy:
    """Extracts; with a chat model its text, and extracts where it fails."""
    extractive = ExtractiveStrategy(settings.sentences, settings.list_sentences)
    if chat_model is None:
        return extractive
    return GroundedStrategy(chat_model, Verifier(words, lexicon), extractive)
