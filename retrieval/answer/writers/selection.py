"""Which sentences of the evidence make an answer: ordered, repeats merged, disagreement noticed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph import Span
from retrieval.answer.writers.guidelines import date_guidelines
from retrieval.answer.writers.novelty import ConceptNovelty, ListNovelty
from retrieval.answer.writers.polarity import Finding, reported_finding
from retrieval.answer.writers.statement import Statement
from retrieval.evidence.furniture import is_heading
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.question.polarity import is_negated
from retrieval.question.understand import Question

# For a sentence that points at one before it; set by hand (docs/decisions/0004-sufficiency.md).
_DANGLING_PENALTY = 0.12
_OVERLAP_REPEAT = 0.6  # of the shorter sentence's stems; set by hand (docs/decisions/0004-sufficiency.md)
_RUN = 4  # sentences that are quoted as one claim, where one points back to the other; set by hand
_UNNAMED = ("points back at something that is not named before it",)
# Of the question's, in two sentences on one subject; set by hand (docs/decisions/0004-sufficiency.md).
_SHARED_WORDS = 0.6
_DANGLING = re.compile(
    r"^(it|its|they|their|these|this|those|that|such|he|she|his|her|both|the latter|the former|however|moreover|"
    r"furthermore|in contrast|conversely|therefore|thus|similarly)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
# Articles, how sentences are joined, and "%" in words: what is said is the same without them.
_EMPTY = frozenset("a an the also thus moreover furthermore therefore percent".split())
_GREEK = {
    "\u03b1": "alpha",
    "\u03b2": "beta",
    "\u03b3": "gamma",
    "\u03b4": "delta",
    "\u03ba": "kappa",
    "\u00b5": "\u03bc",
}


@dataclass(frozen=True)
class Selection:
    """The statements of the answer, in order; `disagreement` is a pair of them that contradict each other."""

    statements: tuple[Statement, ...]
    disagreement: tuple[Statement, Statement] | None


def select(question: Question, evidence: tuple[EvidenceSentence, ...], limit: int) -> Selection:
    """At most `limit` statements, by relevance and novelty.

    A sentence on a concept of the question that no statement names yet goes before more of the same (maximal marginal
    relevance, Carbonell and Goldstein 1998). Repeats are merged or left out, and no document makes all statements.
    Where a list is asked for, each further sentence must bring something new.
    """
    answering = _sound([e for e in evidence if not e.fit.opposes])
    novelty = ListNovelty(question) if question.asks_list else ConceptNovelty(question)
    best = max(map(_score, answering), default=0.0)
    near = (e for e in answering if novelty.is_near(e, _score(e), best))
    left = sorted(near, key=lambda e: -_score(e))
    chosen: list[Statement] = []
    while left and len(chosen) < limit:
        candidate = max(left, key=lambda e: _score(e) + novelty.bonus(e))
        left.remove(candidate)
        if _is_merged(chosen, candidate) or _is_quoted_with(chosen, candidate):
            continue
        used = sum(s.evidence.document.id == candidate.document.id for s in chosen)
        repeats = not novelty.is_new(candidate) or _repeats_document(chosen, candidate)
        if used < novelty.per_document and not repeats:
            chosen.append(Statement(candidate, caveats=_UNNAMED if candidate.is_dangling else ()))
            novelty.add(candidate)
    chosen = chosen + _denials(question, chosen, evidence)[: max(0, limit - len(chosen))]
    chosen = date_guidelines(chosen, evidence)
    pair = _disagreement(question, chosen)
    return Selection(tuple(_with_refutations(_reading_order(chosen))), pair)


def _sound(evidence: list[EvidenceSentence]) -> list[EvidenceSentence]:
    """Without headings, and without what points at something that is not named, where anything else is left."""
    named = [e for e in evidence if not e.is_dangling] or evidence
    return [e for e in named if not is_heading(e.text)] or named


def _is_merged(chosen: Sequence[Statement], candidate: EvidenceSentence) -> bool:
    """Whether a chosen statement says the same; of another document it is cited with that."""
    same = next((s for s in chosen if _same_wording(s.evidence, candidate)), None)
    if same is not None and candidate.document.id != same.evidence.document.id:
        same.repeats.append(candidate)
    return same is not None


def _denials(
    question: Question, chosen: Sequence[Statement], evidence: Sequence[EvidenceSentence]
) -> list[Statement]:
    """What denies a chosen statement of another document: the same things are named, and it is said not to be so."""
    named = [_unasked(question, s.evidence) for s in chosen]
    return [
        Statement(e)
        for e in evidence
        if e.fit.opposes
        and not e.is_dangling
        and any(_unasked(question, e) & each for each in named)
        and not any(_quotes(s.evidence, e) for s in chosen)
    ]


def _unasked(question: Question, evidence: EvidenceSentence) -> frozenset[str]:
    """The entities that a sentence names beyond those of the question."""
    asked, content = question.reading.asked.lower(), evidence.content
    return frozenset(
        m.entity_id
        for m in evidence.mentions
        if m.entity_id not in question.concept_ids
        and content.quote(Span(m.start, m.end)).lower() not in asked
    )


def _with_refutations(statements: Sequence[Statement]) -> list[Statement]:
    """After each belief the sentence that refutes it, wherever that stands."""
    cited = {(s.evidence.document.id, s.evidence.span) for s in statements}
    told: list[Statement] = []
    for statement in statements:
        told.append(statement)
        refutation = statement.evidence.refutation
        if refutation is not None and (refutation.document.id, refutation.span) not in cited:
            told.append(Statement(refutation))
    return told


def _score(evidence: EvidenceSentence) -> float:
    """The score less a penalty for a sentence that points at one before it."""
    return evidence.score - (_DANGLING_PENALTY if _DANGLING.match(evidence.text) else 0.0)


def _overlap(a: EvidenceSentence, b: EvidenceSentence) -> float:
    """The share of the shorter sentence's stems that both have."""
    return len(a.stems & b.stems) / max(1, min(len(a.stems), len(b.stems)))


def _same_wording(a: EvidenceSentence, b: EvidenceSentence) -> bool:
    """Whether one citation may stand for the other: the same words in the same order but for articles and the like.

    Nothing looser is safe: one letter turns hypokalemia into hyperkalemia, the order who is better than whom.
    """
    if a.document.person != b.document.person:
        return False  # another patient's film is no support
    return _content_words(a) == _content_words(b) and [m.assertion for m in a.mentions] == [
        m.assertion for m in b.mentions
    ]


def _content_words(evidence: EvidenceSentence) -> list[str]:
    """Of all that is quoted: "It is safe" says something else of another drug."""
    text = _THOUSANDS.sub("", evidence.reading.lower())
    return [_GREEK.get(word, word) for word in _WORD.findall(text) if word not in _EMPTY]


def _is_quoted_with(chosen: list[Statement], candidate: EvidenceSentence) -> bool:
    """Whether a chosen statement quotes the candidate too, or now does, since the candidate points back to it."""
    span = candidate.cited_span
    for statement in chosen:
        told = statement.evidence
        quoted = told.cited_span
        if told.content.chunk.id != candidate.content.chunk.id:
            continue
        if _quotes(told, candidate):
            return True
        run = Span(min(quoted.start, span.start), max(quoted.end, span.end))
        touches = span.start < quoted.end and quoted.start < span.end
        sentences = sum(run.start <= s.start < run.end for s in told.content.chunk.sentences)
        if touches and not statement.repeats and sentences <= _RUN:
            statement.evidence = replace(told, quoted=run)
            return True
    return False


def _quotes(told: EvidenceSentence, candidate: EvidenceSentence) -> bool:
    """Whether what is cited for a sentence holds another."""
    quoted, same = told.cited_span, told.content.chunk.id == candidate.content.chunk.id
    return same and quoted.start <= candidate.span.start and candidate.span.end <= quoted.end


def _repeats_document(chosen: list[Statement], candidate: EvidenceSentence) -> bool:
    """Whether it mostly repeats a chosen sentence of its own paper; other papers may confirm one."""
    return any(
        s.evidence.document.id == candidate.document.id
        and _overlap(s.evidence, candidate) > _OVERLAP_REPEAT
        and is_negated(s.evidence.text) == is_negated(candidate.text)
        for s in chosen
    )


def _reading_order(chosen: list[Statement]) -> list[Statement]:
    """Documents by their best sentence, and of each its best first: the first sentence answers, what follows adds.

    A document of which nothing must be told goes before one with caveats: what holds for those asked about, or now.
    """
    first: dict[str, tuple[bool, int]] = {}
    for place, statement in enumerate(chosen):
        id_ = statement.evidence.document.id
        first[id_] = min(first.get(id_, (True, place)), (not statement.is_plain, place))
    return sorted(chosen, key=lambda s: (first[s.evidence.document.id], not s.is_plain))


def _disagreement(question: Question, chosen: list[Statement]) -> tuple[Statement, Statement] | None:
    """Two statements of different documents on one subject of the question, one finding an effect, one none."""
    for place, first in enumerate(chosen):
        for second in chosen[place + 1 :]:
            if first.evidence.document.id == second.evidence.document.id:
                continue
            kinds = {reported_finding(first.evidence.text), reported_finding(second.evidence.text)}
            if kinds == {Finding.EFFECT, Finding.NO_EFFECT} and _same_subject(question, first, second):
                return first, second
    return None


def _same_subject(question: Question, first: Statement, second: Statement) -> bool:
    """Whether both sentences name the same two concepts of the question; where it has fewer, most of its words."""
    concepts = set(question.concept_ids)
    if len(concepts) >= 2:
        return len(first.evidence.entity_ids & second.evidence.entity_ids & concepts) >= 2
    stems = set(question.stems)
    shared = first.evidence.stems & second.evidence.stems & stems
    return len(shared) >= max(2, _SHARED_WORDS * len(stems))
