"""Recognition by the names of the loaded vocabularies."""

from __future__ import annotations

from collections.abc import Sequence

from graph.vocabulary.lexicon import Lexicon
from ingest.recognize.base import Candidate


class DictionaryRecogniser:
    """Finds what the lexicon has a name for, already linked; nothing is ever matched by similarity."""

    name = "dictionary"

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def recognise(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The lexicon's matches in each text."""
        return [self._candidates(text) for text in texts]

    def _candidates(self, text: str) -> list[Candidate]:
        category = self._lexicon.category
        return [
            Candidate(
                match.start, match.end, category(match.concept_id), match.concept_id, match.score, self.name
            )
            for match in self._lexicon.match(text)
        ]
