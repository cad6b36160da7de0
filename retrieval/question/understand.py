"""Understanding a question: what it names, by weight, and what constrains its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph import MedgraphError
from graph.index import WordIndex
from graph.store import EntityProfile
from graph.vocabulary.lexicon import Match
from retrieval.question.aspects import HARM, Aspect, aspect_of
from retrieval.question.facets import Facet, codes_in, concept_facet, content_words, is_relational, word_facet
from retrieval.question.groups import Group
from retrieval.question.limits import Limits, PlacedFacet, limits_of
from retrieval.question.listing import asks_list
from retrieval.question.polarity import Polarity, asked_polarity
from retrieval.question.references import References
from retrieval.question.spelling import Spelling

MAX_CHARACTERS = 2000
"""The longest question that is read; set by hand."""

_YES_NO = re.compile(
    r"^\W*(is|are|was|were|do|does|did|can|could|should|has|have|had|will|would|may|might)(?:n['\u2019]t)?\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"[:;,\u2013\u2014] ")
_ASKS_ELSE = re.compile(r"\W*(?:what|which|who|whom|whose|where|when|why|how)\b", re.IGNORECASE)

TokenLengths = Callable[[Sequence[str]], list[int]]


class QuestionError(MedgraphError):
    """A question that cannot be asked: empty or absurdly long."""

    code = "question"


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart, before its words are weighed.

    `asked` is the sentence that asks, as it is searched for; `context` what was told beside it. `matches` are the
    concepts named in `asked`, `carried` those of the context that it only points at, with their words. `population` is
    whom it is about, `excluded` whom it is not about.
    """

    text: str
    asked: str
    context: str
    matches: tuple[Match, ...]
    carried: tuple[tuple[str, Match], ...]
    context_matches: tuple[Match, ...]
    population: frozenset[Group]
    references: References
    spelling: tuple[Spelling, ...]
    language: str
    excluded: frozenset[Group] = frozenset()

    @property
    def concept_ids(self) -> tuple[str, ...]:
        """All concepts it names, in order."""
        carried = (match for _, match in self.carried)
        return tuple(m.concept_id for m in (*self.matches, *carried, *self.context_matches))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its facets; `stems` are all its content words, in order, `aspect` the kind of answer.

    What constrains its answer: `polarity`, what is so or what is not; `limits`, names that an answer must be other than
    or without; `reading.population`, whom it must hold for; `reading.references`, the papers that are asked. `context`
    are the facets of the case that was told: they order evidence, and demand nothing.
    """

    reading: Reading
    stems: tuple[str, ...]
    facets: tuple[Facet, ...]
    context: tuple[Facet, ...]
    yes_no: bool
    aspect: Aspect | None
    polarity: Polarity
    limits: Limits

    @property
    def text(self) -> str:
        """The question as it was put."""
        return self.reading.text

    @property
    def concept_ids(self) -> tuple[str, ...]:
        """The concepts an answer is about, in order."""
        return tuple(f.concept_id for f in self.facets if f.concept_id)

    @property
    def asks_list(self) -> bool:
        """Whether several things answer it."""
        return not self.yes_no and asks_list(self.reading.asked)

    @property
    def asks_harm(self) -> bool:
        """Whether what something does to one's harm is asked for."""
        return self.aspect is not None and self.aspect.name == HARM

    @property
    def is_known(self) -> bool:
        """Whether the workspace knows a word or concept of it, or a paper that it names."""
        known = any(facet.frequency for facet in (*self.facets, *self.limits.excluded))
        return known or bool(self.reading.references.documents)


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
    reading: Reading, profiles: Mapping[str, EntityProfile], words: WordIndex, token_lengths: TokenLengths
) -> Question:
    """The facets of what is asked, weighed by how rare they are in this workspace.

    `profiles` is what the workspace holds of the concepts named; `token_lengths` is the encoder's: a word that is one
    token of its vocabulary is an everyday one.
    """
    placed, stems = _placed_facets(reading.asked, reading.matches, profiles, words, token_lengths)
    for name, match in reading.carried:
        facet = _of_concept(name, match.concept_id, profiles, words)
        placed.append(PlacedFacet(len(reading.asked), len(reading.asked), facet))
        stems += facet.stems
    context, _ = _placed_facets(reading.context, reading.context_matches, profiles, words, token_lengths)
    limits = limits_of(reading.asked, placed)
    facets: dict[str, Facet] = {}
    for each in placed:
        if each.facet not in limits.excluded:
            facets.setdefault(each.facet.concept_id or each.facet.stems[0], each.facet)
    yes_no = _asks_yes_no(reading.asked)
    return Question(
        reading,
        tuple(stems),
        tuple(facets.values()),
        tuple(
            dict.fromkeys(
                p.facet for p in context if not is_relational(p.facet) and p.facet not in facets.values()
            )
        ),
        yes_no,
        aspect_of(reading.asked),
        asked_polarity(reading.asked, yes_no),
        limits,
    )


def _asks_yes_no(asked: str) -> bool:
    """Whether yes or no is asked for, also after a topic ("Breath tests in asthma: are they useful?")."""
    if _YES_NO.match(asked):
        return True
    if _ASKS_ELSE.match(asked) or not asked.rstrip().endswith("?"):
        return False
    return any(_YES_NO.match(asked[topic.end() :]) for topic in _TOPIC.finditer(asked))


def _placed_facets(
    text: str,
    matches: Sequence[Match],
    profiles: Mapping[str, EntityProfile],
    words: WordIndex,
    token_lengths: TokenLengths,
) -> tuple[list[PlacedFacet], list[str]]:
    """The facets of a text with their places in it, and the stems of its content words in order."""
    placed: list[PlacedFacet] = []
    stems: list[str] = []
    for start, end, match in _segments(text, matches):
        if match is not None:
            facet = _of_concept(text[start:end], match.concept_id, profiles, words)
            placed.append(PlacedFacet(start, end, facet))
            stems += facet.stems
            continue
        codes = [
            PlacedFacet(start + first, start + last, code)
            for first, last, code in codes_in(text[start:end], words)
        ]
        placed += codes
        found = content_words(text[start:end], False)
        words_stems = {w.group(): tuple(words.stems(w.group())) for w in found}
        lengths = dict(zip(words_stems, token_lengths(list(words_stems)) if words_stems else [], strict=True))
        stems += [stem for each in words_stems.values() for stem in each]
        stems += [code.facet.stems[0] for code in codes]
        for word in found:
            at, last = start + word.start(), start + word.end()
            if words_stems[word.group()] and not any(c.start <= at < c.end for c in codes):
                facet = word_facet(word.group(), words_stems[word.group()], lengths[word.group()], words)
                placed.append(PlacedFacet(at, last, facet))
    return placed, stems


def _of_concept(name: str, concept_id: str, profiles: Mapping[str, EntityProfile], words: WordIndex) -> Facet:
    profile = profiles.get(concept_id)
    stems = tuple(stem for word in content_words(name, True) for stem in words.stems(word.group()))
    return concept_facet(name, stems, concept_id, profile.documents if profile else 0, words)


def _segments(text: str, matches: Sequence[Match]) -> list[tuple[int, int, Match | None]]:
    """The text cut into recognised concepts and what lies between them, in order."""
    segments: list[tuple[int, int, Match | None]] = []
    reached = 0
    for match in matches:
        segments += [(reached, match.start, None), (match.start, match.end, match)]
        reached = match.end
    return [*segments, (reached, len(text), None)]
