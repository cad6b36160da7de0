"""The names of all loaded concepts, compiled for finding them in text, and what is known of each by number."""

from graph.vocabulary.lexicon.cache import load_lexicon, vocabulary_fingerprint
from graph.vocabulary.lexicon.lexicon import Lexicon, Match
from graph.vocabulary.lexicon.suggestions import UNLINKED, Suggestion, suggest

__all__ = ["UNLINKED", "Lexicon", "Match", "Suggestion", "load_lexicon", "suggest", "vocabulary_fingerprint"]
