"""Understanding a question: its words, the concepts it names, and what kind of answer it wants."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import MedgraphError
from graph.index.words import WordIndex
from graph.store.base import GraphStore
from graph.vocabulary.lexicon import Lexicon, Match

MAX_CHARACTERS = 2000

_STOP_WORDS = frozenset(
    """a about after against all also am among an and any are as at be because been before being between both
    but by can could did do does doing done during each either else etc for from further had has have having he
    her here hers him his how i if in into is it its itself just let me might more most much must my no nor not
    of off on once only or other our out over own please same shall she should so some such tell than that the
    their them then there these they this those through to too under until up upon us very was we were what when
    where whether which while who whom whose why will with within without would yes you your s t""".split()
)
# Words that ask rather than name: they carry no evidence of their own.
_ASKING = frozenset(
    "know explain describe give list mean meaning question answer ask find happen kind sort".split()
)
_YES_NO = re.compile(
    r"^\W*(is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|may|might)\b", re.IGNORECASE
)


class QuestionError(MedgraphError):
    """A question that cannot be asked: empty or absurdly long."""

    code = "question"


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing a question is about: a concept, or a word that belongs to no recognised concept.

    `stems` are its words as the index holds them; `frequency` in how many chunks the rarest of them stands;
    `weight` its share of what the question asks (BM25's inverse document frequency).
    """

    text: str
    stems: tuple[str, ...]
    concept_id: str | None
    frequency: int
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its facets; `stems` are all its content words, in order."""

    text: str
    stems: tuple[str, ...]
    facets: tuple[Facet, ...]
    yes_no: bool

    @property
    def concept_ids(self) -> tuple[str, ...]:
        """The concepts the question names, in order."""
        return tuple(f.concept_id for f in self.facets if f.concept_id)


def check_question(text: str) -> str:
    """The question without surrounding space; raises QuestionError when it is empty or too long."""
    text = text.strip()
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


def understand(text: str, lexicon: Lexicon, words: WordIndex, store: GraphStore) -> Question:
    """The facets of a checked question, weighed by how rare they are in this workspace."""
    matches = lexicon.match(text)
    use = store.entity_use([m.concept_id for m in matches])
    total = max(len(words), 1)
    facets: list[Facet] = []
    stems: list[str] = []
    seen: set[str] = set()
    for start, end, match in _pieces(text, matches):
        piece = _content_stems(text[start:end], words)
        stems.extend(piece)
        if match is not None and match.concept_id not in seen:
            seen.add(match.concept_id)
            known = use.get(match.concept_id)
            frequency = max(
                known.documents if known else 0, min(map(words.document_frequency, piece), default=0)
            )
            weight = _rarity(frequency, total)
            facets.append(Facet(text[start:end], tuple(piece), match.concept_id, frequency, weight))
        elif match is None:
            for stem in piece:
                if stem not in seen:
                    seen.add(stem)
                    frequency = words.document_frequency(stem)
                    facets.append(Facet(stem, (stem,), None, frequency, _rarity(frequency, total)))
    return Question(text, tuple(stems), tuple(facets), bool(_YES_NO.match(text)))


def _pieces(text: str, matches: Sequence[Match]) -> list[tuple[int, int, Match | None]]:
    """The text cut into recognised concepts and what lies between them, in order."""
    pieces: list[tuple[int, int, Match | None]] = []
    place = 0
    for match in matches:
        pieces += [(place, match.start, None), (match.start, match.end, match)]
        place = match.end
    return [*pieces, (place, len(text), None)]


def _content_stems(text: str, words: WordIndex) -> list[str]:
    plain = [w for w in re.findall(r"\w+", text) if w.lower() not in _STOP_WORDS and w.lower() not in _ASKING]
    return words.stems(" ".join(plain))


def _rarity(frequency: int, total: int) -> float:
    """BM25's inverse document frequency, never below a little: a common word still is part of the question."""
    return max(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), 0.1)
