"""Which sentences of a chunk may answer, with their scores; and which of all of them answer by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import Mention, Span
from graph.index import WordIndex
from graph.store import ChunkContent
from retrieval.evidence.assertion import may_answer
from retrieval.evidence.coverage import PARTIAL_COVERAGE, coverage, facet_coverage, share_of, stems_of
from retrieval.evidence.fit import SentenceContext, SentenceFit, judge_sentence, points_back, refutes
from retrieval.evidence.scoring import SentenceSigns, sentence_score
from retrieval.evidence.sentence import ChunkContext, EvidenceSentence
from retrieval.evidence.short import ShortAnswers, said_in
from retrieval.evidence.wording import is_statement, wording_signs
from retrieval.question.facets import Facet, is_relational
from retrieval.question.groups import Group
from retrieval.question.polarity import Polarity
from retrieval.question.quantity import asks_quantity, states_quantity
from retrieval.reader import PassageReading, sureness
from retrieval.search.retriever import Retrieval

# Of the things asked about, what a sentence must name where another of its paper names them all.
_BESIDE = 0.5
_PLURAL = re.compile(r"[^sui]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, and how far it covers each facet.

    `is_foreign`: it lacks a name of the question, and names another thing of that kind.
    """

    evidence: EvidenceSentence
    covered: Mapping[Facet, float]
    is_foreign: bool

    def covers_all(self, facets: Sequence[Facet]) -> bool:
        """Whether it names each of these."""
        return all(self.covered[f] >= PARTIAL_COVERAGE for f in facets)


def candidates_in(
    retrieval: Retrieval,
    context: ChunkContext,
    words: WordIndex,
    indexed: Mapping[str, frozenset[Group]],
    short: ShortAnswers,
) -> list[Candidate]:
    """The sentences of a chunk that may answer.

    `indexed`: whom each document is about by its MeSH headings; `short`: the names and numbers that may be the answer.
    """
    content, question = context.content, retrieval.question
    spans = content.chunk.sentences
    reading = retrieval.readings.get(context.hit.chunk_id)
    asks_number = asks_quantity(question.reading.asked)
    found = []
    for place, span in enumerate(spans):
        text, section = content.quote(span), content.section_of(span)
        if not is_statement(text, section):
            continue
        mentions = _mentions(content, span)
        stems = stems_of(text, question.facets, words)
        covered = _covered(retrieval, stems, mentions)
        if not (_names_something(covered) or points_back(text) or question.reading.population):
            continue  # whatever else it says; most sentences of a chunk end here
        about = SentenceContext(
            section.heading if section else "",
            content.document.title,
            indexed.get(content.document.id, frozenset()),
        )
        fit = judge_sentence(retrieval, text, span.start, mentions, about, words, content.names)
        if not fit.usable:
            continue
        said = said_in(text, short)
        signs = SentenceSigns(
            coverage(retrieval, stems, _answering(retrieval, content, mentions)),
            context.coverage,
            min(context.hit.found, 1.0),
            share_of(question.context, retrieval, stems, frozenset(m.entity_id for m in mentions)),
            float(asks_number and states_quantity(text)),
            *_read(reading, place),
            max((share for _, share in said), default=0.0),
            wording_signs(text, span.start, section, question.aspect, question.yes_no),
        )
        score = sentence_score(signs)
        refutation = _refutation(content, spans[place + 1 :][:1], score, words) if fit.believed else None
        evidence = EvidenceSentence(content, span, score, stems, mentions, fit, refutation, signs, short=said)
        foreign = _is_foreign(retrieval, evidence, covered)
        found.append(Candidate(evidence, covered, foreign))
    return found


def _read(reading: PassageReading | None, place: int) -> tuple[float, float]:
    """How sure the reader is that the chunk answers, and that the sentence does; 0 where it has not read them."""
    if reading is None:
        return 0.0, 0.0
    return sureness(reading.answers), sureness(float(reading.sentences[place]))


def _covered(
    retrieval: Retrieval, stems: frozenset[str], mentions: Sequence[Mention]
) -> Mapping[Facet, float]:
    """How far a sentence covers each facet, however it asserts what it names."""
    entities = frozenset(m.entity_id for m in mentions)
    return {f: facet_coverage(f, retrieval, stems, entities) for f in retrieval.question.facets}


def _names_something(covered: Mapping[Facet, float]) -> bool:
    """Whether it names a thing that is asked about; true where none is, as of a paper alone."""
    things = [f for f in covered if not is_relational(f)]
    return not things or any(covered[f] > 0 for f in things)


def answering(retrieval: Retrieval, candidates: Sequence[Candidate]) -> list[EvidenceSentence]:
    """The sentences that answer, and do not only stand beside one that does.

    A sentence must name something of what is asked, or point back to it, or give the dose of those asked about. Where
    another names all, one that lacks a name and has another of that kind is about that other thing; and where that
    other stands in the same paper, one that has less than half of the things asked about, and nothing of how they
    relate, adds nothing that was asked.
    """
    facets = retrieval.question.facets
    things = [f for f in facets if not is_relational(f)]
    relations = [f for f in facets if is_relational(f)]
    names = [f for f in facets if f.name]
    if not things:
        return [c.evidence for c in candidates]
    named_whole = any(c.covers_all(names) for c in candidates)
    whole = {c.evidence.document.id for c in candidates if c.covers_all(things)}
    kept = []
    for c in candidates:
        e = c.evidence
        if points_back(e.text):
            kept.append(e)
            continue
        if not _names_something(c.covered) and not e.fit.is_dose_for_asked:
            continue
        if named_whole and c.is_foreign and not c.covers_all(names):
            continue
        total = sum(f.weight for f in things)
        slight = sum(f.weight * c.covered[f] for f in things) < _BESIDE * total
        if e.document.id in whole and slight and not any(c.covered[f] > 0 for f in relations):
            continue
        kept.append(e)
    return kept


def _mentions(content: ChunkContent, span: Span) -> tuple[Mention, ...]:
    return tuple(m for m in content.mentions if span.start <= m.start < span.end)


def _answering(retrieval: Retrieval, content: ChunkContent, mentions: Sequence[Mention]) -> frozenset[str]:
    """The entities that a sentence says as much of as the question asks."""
    question, tier = retrieval.question, content.document.tier
    both = question.yes_no or question.polarity is Polarity.NEGATED
    lacking = {e for f in question.limits.lacking if f.concept_id for e in retrieval.narrower[f.concept_id]}
    return frozenset(
        m.entity_id
        for m in mentions
        if m.entity_id in lacking or may_answer(m.assertion, tier, question.text, both)
    )


def _refutation(
    content: ChunkContent, following: Sequence[Span], score: float, words: WordIndex
) -> EvidenceSentence | None:
    """The next sentence, where it says that what was believed is not so."""
    for span in following:
        text = content.quote(span)
        if refutes(text):
            stems = frozenset(words.stems(text))
            return EvidenceSentence(content, span, score, stems, _mentions(content, span), SentenceFit(True))
    return None


def _is_foreign(retrieval: Retrieval, evidence: EvidenceSentence, covered: Mapping[Facet, float]) -> bool:
    """Whether it lacks a name of the question, and names another thing of that kind."""
    entities, names = evidence.entity_ids, evidence.content.names
    missing = [f for f in covered if f.name and covered[f] < PARTIAL_COVERAGE]
    asked = {e for c in retrieval.question.concept_ids for e in retrieval.narrower[c] | retrieval.broader[c]}
    kinds = {
        retrieval.profiles[f.concept_id].category
        for f in missing
        if f.concept_id and f.concept_id in retrieval.profiles and not _is_class(retrieval, f)
    }
    return any(names[e].category in kinds for e in entities - asked if e in names)


def _is_class(retrieval: Retrieval, facet: Facet) -> bool:
    """Whether a concept is one of many things, as "ACE inhibitors" are: another name may be of a member of it."""
    assert facet.concept_id is not None
    return len(retrieval.narrower[facet.concept_id]) > 1 or _PLURAL.search(facet.text) is not None
