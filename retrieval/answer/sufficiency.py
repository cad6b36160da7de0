"""Whether the evidence can answer at all: "insufficient evidence" is a proper answer.

Where a reader has read the best passages, its word decides, put together with how much of the question they cover by
a logistic model that is fitted on real questions with and without the documents that answer them. Where none reads, a
rule on coverage and cosine does. docs/decisions/0004-sufficiency.md has the figures of both.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

from retrieval.evidence.coverage import strength
from retrieval.evidence.gather import EvidenceSet
from retrieval.reader import sureness
from retrieval.search.retriever import Retrieval

# Strengths (`retrieval.evidence.coverage.strength`), fitted with all-MiniLM-L6-v2's cosines.
_ENOUGH = 1.25  # docs/decisions/0004-sufficiency.md
# Where the question names something that stands nowhere in the workspace: a drug that is not there.
_ENOUGH_UNKNOWN = 1.45  # docs/decisions/0004-sufficiency.md
# Where the best chunk lacks a concept that makes up much of the question: it is about another drug or disease.
_ENOUGH_OTHER = 1.75  # docs/decisions/0004-sufficiency.md
_MUCH = 0.35  # docs/decisions/0004-sufficiency.md


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether to answer, and the figures behind it.

    `coverage` and `similarity` are those of the best chunk, `missing` what of the question no paper has, in the
    question's words. `probability` is that of the evidence's answering; None where no reader has read it.
    """

    sufficient: bool
    coverage: float
    similarity: float
    missing: tuple[str, ...]
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class SufficiencySigns:
    """What speaks for the evidence's answering.

    How sure the reader is, -1 to 1, that the best passage answers, the next (`second`), the best sentence. Of the best
    chunk: `coverage`, how much of the question it covers, and `missing`, the weight of names that it lacks, as a share
    of the question. `unknown` is 1 where the question names what stands nowhere in the workspace; `other` the greatest
    share of the question that one concept makes up which the best chunk lacks.
    """

    passage: float
    second: float
    sentence: float
    coverage: float
    missing: float
    unknown: float
    other: float

    @property
    def values(self) -> tuple[float, ...]:
        """Each sign."""
        return astuple(self)


# Fitted (python -m training.weights): docs/decisions/0004-sufficiency.md.
_BIAS = 0.0
_WEIGHTS = SufficiencySigns(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_LEAST = 0.5


def sufficiency_signs(evidence: EvidenceSet, retrieval: Retrieval) -> SufficiencySigns:
    """The signs of gathered evidence; those of the reader are the least where nothing was read."""
    answers = sorted((r.answers for r in retrieval.readings.values()), reverse=True)
    sentences = [float(logit) for r in retrieval.readings.values() for logit in r.sentences]
    whole = evidence.question_weight or 1.0
    names = [f for f in evidence.missing if f.name]
    return SufficiencySigns(
        passage=sureness(answers[0] if answers else -math.inf),
        second=sureness(answers[1] if len(answers) > 1 else -math.inf),
        sentence=sureness(max(sentences, default=-math.inf)),
        coverage=evidence.coverage,
        missing=min(1.0, sum(f.weight for f in names) / whole),
        unknown=float(any(not f.frequency for f in names)),
        other=min(1.0, max((f.weight for f in names if f.concept_id), default=0.0) / whole),
    )


def assess_sufficiency(evidence: EvidenceSet, retrieval: Retrieval) -> Sufficiency:
    """Sufficient when the reader thinks so, or the best chunk fits the question well enough where none reads."""
    probability = None
    if retrieval.readings:
        probability = _probability(sufficiency_signs(evidence, retrieval))
        enough = probability >= _LEAST
    else:
        enough = _fits(evidence)
    # What only a retracted paper speaks of was found, and left out.
    missing = tuple(f.text for f in evidence.missing if f.is_reportable and f not in evidence.withdrawn)
    # Of the papers that were asked for nothing else may be wanted.
    sufficient = bool(evidence.sentences) and (enough or evidence.is_of_named_papers)
    return Sufficiency(
        sufficient, round(evidence.coverage, 3), round(evidence.similarity, 3), missing, probability
    )


def _probability(signs: SufficiencySigns) -> float:
    logit = _BIAS + sum(w * sign for w, sign in zip(_WEIGHTS.values, signs.values, strict=True))
    return round(1 / (1 + math.exp(-logit)), 3)


def _fits(evidence: EvidenceSet) -> bool:
    """Whether the best chunk covers enough of the question and lies near enough to it in meaning."""
    threshold = _ENOUGH
    if any(f.name and not f.frequency for f in evidence.missing):
        threshold = _ENOUGH_UNKNOWN
    if any(f.name and f.concept_id and f.weight > _MUCH * evidence.question_weight for f in evidence.missing):
        threshold = _ENOUGH_OTHER
    return strength(evidence.coverage, evidence.similarity) >= threshold
