"""Understanding a question: its words, the concepts it names, and the kind of answer it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph import MedgraphError
from graph.index import WordIndex
from graph.store import EntityProfile
from graph.vocabulary.lexicon import Match
from retrieval.question.aspects import Aspect, aspect_of
from retrieval.question.facets import Facet, concept_facet, content_words, word_facet

MAX_CHARACTERS = 2000
"""The longest question that is read; set by hand."""

_YES_NO = re.compile(
    r"^\W*(is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|may|might)\b", re.IGNORECASE
)

TokenLengths = Callable[[Sequence[str]], list[int]]


class QuestionError(MedgraphError):
    """A question that cannot be asked: empty or absurdly long."""

    code = "question"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its facets; `stems` are all its content words, in order, `aspect` the kind of answer."""

    text: str
    stems: tuple[str, ...]
    facets: tuple[Facet, ...]
    yes_no: bool
    aspect: Aspect | None

    @property
    def concept_ids(self) -> tuple[str, ...]:
        """The concepts the question names, in order."""
        return tuple(f.concept_id for f in self.facets if f.concept_id)


def check_question(text: str) -> str:
    """The question without surrounding space; raises QuestionError when it is empty or too long."""
    text = text.strip()
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QuestionError(
            f"the question is not valid Unicode text: {error.reason}", "type it anew"
        ) from error
    if not text:
        raise QuestionError(
            "the question is empty", "ask something, e.g. 'Does metformin lower blood pressure?'"
        )
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"the question has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read",
            "ask a shorter question, or put the text in as a document with medgraph ingest --tier user",
        )
    return text


def understand(
    text: str,
    matches: Sequence[Match],
    profiles: Mapping[str, EntityProfile],
    words: WordIndex,
    token_lengths: TokenLengths,
) -> Question:
    """The facets of a checked question, weighed by how rare they are in this workspace.

    `matches` are the concepts the lexicon finds in it and `profiles` what the workspace holds of them; `token_lengths`
    is the encoder's: a word that is one token of its vocabulary is an everyday one.
    """
    facets: dict[str, Facet] = {}
    stems: list[str] = []
    for start, end, match in _segments(text, matches):
        words_stems = {w: tuple(words.stems(w)) for w in content_words(text[start:end], match is not None)}
        segment_stems = tuple(stem for each in words_stems.values() for stem in each)
        stems.extend(segment_stems)
        if match is not None:
            profile = profiles.get(match.concept_id)
            documents = profile.documents if profile else 0
            facet = concept_facet(text[start:end], segment_stems, match.concept_id, documents, words)
            facets.setdefault(match.concept_id, facet)
        else:
            lengths = token_lengths(list(words_stems)) if words_stems else []
            for (word, word_stems), length in zip(words_stems.items(), lengths, strict=True):
                if word_stems:
                    facets.setdefault(word_stems[0], word_facet(word, word_stems, length, words))
    return Question(text, tuple(stems), tuple(facets.values()), bool(_YES_NO.match(text)), aspect_of(text))


def _segments(text: str, matches: Sequence[Match]) -> list[tuple[int, int, Match | None]]:
    """The text cut into recognised concepts and what lies between them, in order."""
    segments: list[tuple[int, int, Match | None]] = []
    reached = 0
    for match in matches:
        segments += [(reached, match.start, None), (match.start, match.end, match)]
        reached = match.end
    return [*segments, (reached, len(text), None)]
