"""Whether a sentence can answer what a question asks, beyond being about it: framing, population, polarity, limits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import Assertion, Entity, Mention
from graph.framing import Frame, Framing, frames
from graph.index import WordIndex
from retrieval.question.facets import Facet
from retrieval.question.groups import Group
from retrieval.question.polarity import Polarity, is_negated, is_prohibited, polarities_of
from retrieval.question.population import Fit, fit, groups_in
from retrieval.question.understand import Question
from retrieval.search.retriever import Retrieval

BELIEF_CAVEAT = "told as a belief, not as a finding"
_REFUTES = re.compile(
    r"\b(?:refut\w+|disprov\w+|contradict\w*|debunk\w*|rebut\w*|disput\w+|reject\w*|myth|mistaken|misconception|incorrect|"
    r"untrue|false|wrong|unfounded|otherwise|contrary|no (?:such|evidence|effects?|associations?|links?|relation\w*|"
    r"increase|difference|benefit|causal)|not (?:\w+ )?(?:support|confirm|the case|so|true|bear|find|found|associat\w+|"
    r"increas\w+|caus\w+|prevent\w*)|n['\u2019]t (?:\w+ )?(?:support|confirm|find|increase|cause|prevent)|fail\w* to|"
    r"but (?:we|our|this|the)|however)\b",
    re.IGNORECASE,
)


_QUANTITY = re.compile(
    r"\d ?(?:mg|g|mcg|\u00b5g|\u03bcg|ug|ml|iu|units?|mmol|tablets?|drops?)\b", re.IGNORECASE
)
# "Which drugs cause it?" is not answered by what it was treated with, nor the other way round.
_CAUSES = re.compile(
    r"\b(?:caus|induc|provok|trigger|precipitat|lead|led|result|associat|develop|due|produc|risk|worsen|after|because)\w*",
    re.IGNORECASE,
)
_TREATS = re.compile(
    r"\b(?:treat|therap|manag|cur(?:e|es|ed)\b|reliev|given|administ|recover|resolv|respon|effective)\w*",
    re.IGNORECASE,
)
_ASKS_CAUSE = re.compile(r"\b(?:caus|induc|provok|trigger|precipitat|lead to|produce)\w*", re.IGNORECASE)
_ASKS_TREATMENT = re.compile(r"\b(?:treat|cure|reliev|manage)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What tells whom a sentence is about beside itself: groups of its heading, its title, its document's headings."""

    heading: str
    title: str
    indexed: frozenset[Group]


@dataclass(frozen=True, slots=True)
class SentenceFit:
    """`usable`: it may answer. `caveats` are what a reader must be told of it. `opposes`: it denies what is asked for.

    `believed`: it tells a belief. `is_dose_for_asked`: it gives a quantity for the very population that is asked about.
    """

    usable: bool
    caveats: tuple[str, ...] = ()
    opposes: bool = False
    believed: bool = False
    is_dose_for_asked: bool = False


UNFIT = SentenceFit(False)


def judge_sentence(
    retrieval: Retrieval,
    text: str,
    start: int,
    mentions: Sequence[Mention],
    context: SentenceContext,
    words: WordIndex,
    names: Mapping[str, Entity],
) -> SentenceFit:
    """The fit of a sentence that begins at `start` of its document and has these mentions, of entities in `names`."""
    question = retrieval.question
    caveats: list[str] = []
    framing = _framing(retrieval, text, start, mentions)
    if framing not in (None, Framing.BELIEF):
        return UNFIT
    believed = framing is Framing.BELIEF
    if believed:
        caveats.append(BELIEF_CAVEAT)
    population, other = _population(question, text, context)
    if population is Fit.OTHER:
        return UNFIT
    if population is Fit.RELATED:
        caveats.append(f"about {other}, not about {_asked(question)}")
    if _is_limited(retrieval, text, start, mentions, words, names):
        return UNFIT
    if question.polarity is not Polarity.ANY and _is_of_other_relation(question.reading.asked, text):
        return UNFIT
    opposes = False
    if question.polarity is not Polarity.ANY:
        asked = question.reading.asked
        found = polarities_of(text, lambda clause: _is_on_topic(question, words.stems(clause)), asked)
        if question.polarity is Polarity.NEGATED and Polarity.NEGATED not in found:
            return UNFIT
        opposes = question.polarity is Polarity.AFFIRMED and (
            (Polarity.AFFIRMED not in found and is_negated(text)) or is_prohibited(asked, text)
        )
    people = question.reading.population - {Group.HUMANS}
    for_asked = bool(people) and bool(people & groups_in(text)) and _QUANTITY.search(text) is not None
    return SentenceFit(True, tuple(caveats), opposes, believed, for_asked)


def refutes(text: str) -> bool:
    """Whether a sentence says of what stands before it that it is not so."""
    return _REFUTES.search(text) is not None


def _framing(retrieval: Retrieval, text: str, start: int, mentions: Sequence[Mention]) -> Framing | None:
    """The frame in which the sentence speaks of what is asked; None where it states it."""
    found = frames(text)
    if not found:
        return None
    asked = {entity for c in retrieval.question.concept_ids for entity in retrieval.narrower[c]}
    places = [(m.start - start, m.end - start) for m in mentions if m.entity_id in asked]
    return next((f.kind for f in found if _frames(f, places, text)), None)


def _frames(frame: Frame, places: Sequence[tuple[int, int]], text: str) -> bool:
    if len(places) > 1:
        return sum(frame.covers(*place) for place in places) >= len(places) - (frame.kind is Framing.BELIEF)
    return 2 * (frame.end - frame.start) >= len(text)


def _is_of_other_relation(asked: str, text: str) -> bool:
    """Whether a sentence tells treatments where causes are asked for, or causes where treatments are."""
    cause, treatment = _ASKS_CAUSE.search(asked), _ASKS_TREATMENT.search(asked)
    if bool(cause) == bool(treatment):
        return False
    wanted, other = (_CAUSES, _TREATS) if cause else (_TREATS, _CAUSES)
    return other.search(text) is not None and wanted.search(text) is None


def _asked(question: Question) -> str:
    hidden = {Group.HUMANS} if len(question.reading.population) > 1 else set()
    return " and ".join(sorted(g.value for g in question.reading.population - hidden))


def _population(question: Question, text: str, context: SentenceContext) -> tuple[Fit, str]:
    """How well whom it is about fits whom the question is about, and who that is."""
    asked, excluded = question.reading.population, question.reading.excluded
    if not asked and not excluded:
        return Fit.SAME, ""
    levels = [groups_in(text), groups_in(context.heading), groups_in(context.title), context.indexed]
    if any(groups & excluded and not groups & asked for groups in levels):
        return Fit.OTHER, ""
    told = next((groups - {Group.HUMANS} for groups in levels if groups - {Group.HUMANS}), frozenset())
    return fit(asked, levels), " and ".join(sorted(g.value for g in told))


def _is_on_topic(question: Question, stems: Sequence[str]) -> bool:
    return bool(set(question.stems) & set(stems))


def _is_limited(
    retrieval: Retrieval,
    text: str,
    start: int,
    mentions: Sequence[Mention],
    words: WordIndex,
    names_of: Mapping[str, Entity],
) -> bool:
    """Whether it names only what is excluded, or has what the answer must be without."""
    limits = retrieval.question.limits
    if not (limits.excluded or limits.lacking):
        return False
    stems = frozenset(words.stems(text))
    for facet in limits.excluded:
        names = _names_of(retrieval, facet)
        if _has(facet, names, stems, mentions) and not _names_another(
            retrieval, names, text, start, mentions, names_of
        ):
            return True
    return any(
        _has(facet, _names_of(retrieval, facet), stems, mentions)
        and not _is_denied(retrieval, facet, text, mentions)
        for facet in limits.lacking
    )


def _names_of(retrieval: Retrieval, facet: Facet) -> frozenset[str]:
    return retrieval.narrower[facet.concept_id] if facet.concept_id else frozenset()


def _has(facet: Facet, names: frozenset[str], stems: frozenset[str], mentions: Sequence[Mention]) -> bool:
    return any(m.entity_id in names for m in mentions) or stems.issuperset(facet.stems)


def _names_another(
    retrieval: Retrieval,
    names: frozenset[str],
    text: str,
    start: int,
    mentions: Sequence[Mention],
    names_of: Mapping[str, Entity],
) -> bool:
    """Whether it names a thing of the excluded one's kind that is neither excluded nor in the question."""
    asked = {e for c in retrieval.question.concept_ids for e in retrieval.narrower[c]}
    excluded = {
        names_of[m.entity_id].category for m in mentions if m.entity_id in names and m.entity_id in names_of
    }
    return any(
        m.entity_id not in names | asked
        and names_of[m.entity_id].category in excluded
        and text[m.start - start : m.end - start].lower() not in retrieval.question.reading.asked.lower()
        for m in mentions
        if m.entity_id in names_of
    )


def _is_denied(retrieval: Retrieval, facet: Facet, text: str, mentions: Sequence[Mention]) -> bool:
    names = _names_of(retrieval, facet)
    said = [m.assertion for m in mentions if m.entity_id in names]
    return (
        Assertion.NEGATED in said
        or is_negated(text)
        or bool(re.search(r"\b(?:no|free|absence|lack\w*)\b", text, re.I))
    )


def points_back(text: str) -> bool:
    """Whether a sentence goes on about what the one before it named."""
    return _POINTS_BACK.match(text) is not None


_POINTS_BACK = re.compile(
    r"^\W*(?:it|its|they|their|these|this|those|that|both|such|neither|the (?:drug|treatment|risk|effect|association|"
    r"difference|dose|rate|therapy|intervention|vaccine|disease|disorder|condition|test|combination|relationship)s?"
    r"(?! (?:of|for|in|with|between)\b))\b",
    re.IGNORECASE,
)
