"""The answer without an LLM: the sentences that answer, verbatim, ordered, repeats merged, disagreement said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrieval.answer.writers.polarity import Finding, finding
from retrieval.evidence.gather import EvidenceSentence
from retrieval.question.understand import Question

_RELATIVE = 0.68  # of the best sentence's score
_NEW = 0.1  # for the first sentence that names a concept asked for
_OVERLAP_REPEAT = 0.6
_PER_DOCUMENT = 2
_DANGLING = re.compile(
    r"^(it|its|they|their|these|this|those|that|such|he|she|his|her|both|the latter|the former|however|moreover|"
    r"furthermore|in contrast|conversely|therefore|thus|similarly)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ARTICLES = frozenset({"a", "an", "the", "also"})


@dataclass
class Statement:
    """One claim to be: its sentence, and further sentences that say the same."""

    evidence: EvidenceSentence
    repeats: list[EvidenceSentence] = field(default_factory=list)


@dataclass(frozen=True)
class Selection:
    """What the answer says, in order; `disagreement` is a pair of statements that contradict each other."""

    statements: tuple[Statement, ...]
    disagreement: tuple[Statement, Statement] | None


def select(question: Question, evidence: tuple[EvidenceSentence, ...], limit: int) -> Selection:
    """At most `limit` statements: relevance first, what nobody has spoken of yet before more of the same (maximal
    marginal relevance, Carbonell and Goldstein 1998), no repeats, no document speaking for all."""
    best = max(map(_standing_alone, evidence), default=0.0)
    left = sorted(
        (e for e in evidence if _standing_alone(e) >= _RELATIVE * best), key=lambda e: -_standing_alone(e)
    )
    chosen: list[Statement] = []
    unsaid = set(question.concept_ids)
    while left and len(chosen) < limit:
        candidate = max(left, key=lambda e: _standing_alone(e) + _NEW * bool(unsaid & _named(e)))
        left.remove(candidate)
        same = next((s for s in chosen if _says_the_same(s.evidence, candidate)), None)
        if same is not None:
            if candidate.document.id != same.evidence.document.id:
                same.repeats.append(candidate)
            continue
        used = sum(s.evidence.document.id == candidate.document.id for s in chosen)
        if used < _PER_DOCUMENT and not _repeats(chosen, candidate):
            chosen.append(Statement(candidate))
            unsaid -= _named(candidate)
    pair = _disagreement(question, chosen)
    return Selection(tuple(_reading_order(chosen)), pair)


def _named(evidence: EvidenceSentence) -> set[str]:
    return {mention.entity_id for mention in evidence.mentions}


def _standing_alone(evidence: EvidenceSentence) -> float:
    """Score less a penalty for a sentence that points at one before it."""
    return evidence.score - (0.12 if _DANGLING.match(evidence.text) else 0.0)


def _overlap(a: EvidenceSentence, b: EvidenceSentence) -> float:
    return len(a.stems & b.stems) / max(1, min(len(a.stems), len(b.stems)))


def _says_the_same(a: EvidenceSentence, b: EvidenceSentence) -> bool:
    """Whether one citation may stand for the other: the same words in the same order, articles and the like aside.

    Nothing looser is safe: one letter turns hypokalemia into hyperkalemia, the order who is better than whom.
    """
    return _content(a) == _content(b) and [m.assertion for m in a.mentions] == [
        m.assertion for m in b.mentions
    ]


def _content(evidence: EvidenceSentence) -> list[str]:
    return [word for word in _WORD.findall(evidence.text.lower()) if word not in _ARTICLES]


def _repeats(chosen: list[Statement], candidate: EvidenceSentence) -> bool:
    """A sentence of the same paper that mostly says again what is already said; other papers may confirm."""
    return any(
        s.evidence.document.id == candidate.document.id and _overlap(s.evidence, candidate) > _OVERLAP_REPEAT
        for s in chosen
    )


def _reading_order(chosen: list[Statement]) -> list[Statement]:
    """Documents by their best sentence, sentences of one document as they stand in it."""
    first: dict[str, int] = {}
    for place, statement in enumerate(chosen):
        first.setdefault(statement.evidence.document.id, place)
    return sorted(chosen, key=lambda s: (first[s.evidence.document.id], s.evidence.span.start))


def _disagreement(question: Question, chosen: list[Statement]) -> tuple[Statement, Statement] | None:
    """Two statements of different documents, about the same things asked, one finding an effect, one none."""
    for place, first in enumerate(chosen):
        for second in chosen[place + 1 :]:
            if first.evidence.document.id == second.evidence.document.id:
                continue
            kinds = {finding(first.evidence.text), finding(second.evidence.text)}
            if kinds == {Finding.EFFECT, Finding.NO_EFFECT} and _same_subject(question, first, second):
                return first, second
    return None


def _same_subject(question: Question, first: Statement, second: Statement) -> bool:
    """Both sentences name at least two things the question asks about, and the same ones."""
    asked = set(question.concept_ids)
    named = [_named(s.evidence) & asked for s in (first, second)]
    if len(asked) >= 2:
        return len(named[0] & named[1]) >= 2
    words = set(question.stems)
    return len(first.evidence.stems & second.evidence.stems & words) >= max(2, 0.6 * len(words))
