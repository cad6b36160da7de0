"""Understanding a question: its words, the concepts it names, and the kind of answer it asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import MedgraphError
from graph.index.words import WordIndex
from graph.store.values.chunks import EntityProfile
from graph.vocabulary.lexicon.lexicon import Match
from retrieval.question.aspects import Aspect, aspect_of

MAX_CHARACTERS = 2000

_STOP_WORDS = frozenset(
    """a about after against all also am among an and any are as at be because been before being between both
    but by can could did do does doing done during each either else etc for from further had has have having he
    her here hers him his how i if in into is it its itself just let me might more most much must my no nor not
    of off on once only or other our out over own please same shall she should so some such tell than that the
    their them then there these they this those through to too under until up upon us very was we were what when
    where whether which while who whom whose why will with within without would yes you your s t""".split()
)
# Words that ask rather than name: no evidence is to be found by them.
_QUESTION_WORDS = frozenset(
    "know explain describe give list mean meaning question answer ask find happen kind sort".split()
)
_CONTENTLESS_WORDS = _STOP_WORDS | _QUESTION_WORDS
_WORD = re.compile(r"[^\W_]+")
# Stems that say how things relate rather than which things: papers put the same in many other words.
_RELATION_STEMS = frozenset(
    """affect associ benefici benefit caus complic effect effici effic given good harm help impact improv increas
    influenc interact lead level link lower manag outcom predict prevent rais reduc relat risk role safe safeti
    side sign symptom take taken therapi treat treatment use valu work worsen""".split()
)
_RELATION_MOST = 1.0  # the most that such a stem weighs; set by hand, issue 17 learns it
# The most that an everyday word weighs, the rarity of one in twenty chunks; set by hand, issue 17 learns it.
_EVERYDAY_MOST = 3.0
# Word pieces from which a word names something, "len-##ce-##cana-##b"; set by hand, issue 17 learns it.
_NAME_PIECES = 3
_RARITY_LEAST = 0.1  # a common word still is part of the question; set by hand, issue 17 learns it
_YES_NO = re.compile(
    r"^\W*(is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|may|might)\b", re.IGNORECASE
)

TokenLengths = Callable[[Sequence[str]], list[int]]


class QuestionError(MedgraphError):
    """A question that cannot be asked: empty or absurdly long."""

    code = "question"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing a question is about: a concept, or a word that belongs to no recognised concept.

    `stems` are its words as the index holds them and `rarities` their inverse document frequencies; `frequency` is in
    how many chunks (for a concept: chunks or documents, whichever are more) it stands, and `weight` how much of the
    question it makes up, by its rarity. `name`: it names something, as a concept does, or a word that is not an
    everyday one; `mentioned`: the concept is recognised in some document.
    """

    text: str
    stems: tuple[str, ...]
    rarities: tuple[float, ...]
    concept_id: str | None
    frequency: int
    weight: float
    name: bool
    mentioned: bool = False


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
        words_stems = {w: tuple(words.stems(w)) for w in _content_words(text[start:end], match is not None)}
        segment_stems = tuple(stem for each in words_stems.values() for stem in each)
        stems.extend(segment_stems)
        if match is not None:
            profile = profiles.get(match.concept_id)
            documents = profile.documents if profile else 0
            facet = _concept_facet(text[start:end], segment_stems, match.concept_id, documents, words)
            facets.setdefault(match.concept_id, facet)
        else:
            lengths = token_lengths(list(words_stems)) if words_stems else []
            for (word, word_stems), length in zip(words_stems.items(), lengths, strict=True):
                if word_stems:
                    facets.setdefault(word_stems[0], _word_facet(word, word_stems, length, words))
    return Question(text, tuple(stems), tuple(facets.values()), bool(_YES_NO.match(text)), aspect_of(text))


def _concept_facet(
    text: str, stems: tuple[str, ...], concept_id: str, documents: int, words: WordIndex
) -> Facet:
    frequencies = [words.document_frequency(stem) for stem in stems]
    frequency = max(documents, min(frequencies, default=0))
    rarities = tuple(_rarity(f, len(words)) for f in frequencies)
    return Facet(
        text, stems, rarities, concept_id, frequency, _rarity(frequency, len(words)), True, documents > 0
    )


def _word_facet(text: str, stems: tuple[str, ...], pieces: int, words: WordIndex) -> Facet:
    frequency = min(map(words.document_frequency, stems))
    # An everyday word that a small workspace happens to lack still tells little about the question.
    most = _RELATION_MOST if stems[0] in _RELATION_STEMS else _EVERYDAY_MOST if pieces == 1 else math.inf
    rarity = min(_rarity(frequency, len(words)), most)
    name = pieces >= _NAME_PIECES and not text.isdigit()
    return Facet(text, stems, (rarity,) * len(stems), None, frequency, rarity, name)


def _segments(text: str, matches: Sequence[Match]) -> list[tuple[int, int, Match | None]]:
    """The text cut into recognised concepts and what lies between them, in order."""
    segments: list[tuple[int, int, Match | None]] = []
    reached = 0
    for match in matches:
        segments += [(reached, match.start, None), (match.start, match.end, match)]
        reached = match.end
    return [*segments, (reached, len(text), None)]


def _content_words(text: str, in_name: bool) -> list[str]:
    """The words of a text but stop words. In a name a letter may be all that tells: protein S, vitamin A."""
    return [
        w for w in _WORD.findall(text) if (in_name and len(w) == 1) or w.lower() not in _CONTENTLESS_WORDS
    ]


def _rarity(frequency: int, total: int) -> float:
    """BM25's inverse document frequency, never below a little."""
    return max(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), _RARITY_LEAST)
