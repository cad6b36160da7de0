"""Whether the evidence can answer at all: "insufficient evidence" is a proper answer.

A rule of words and cosine decides; where a reader has read, the probability that what was found answers is told
beside, and where it is high, nothing is refused that has all names of the question. Both are fitted on real questions
with and without what answers them: docs/decisions/0004-sufficiency.md has the figures, benchmarks/answers.py measures
them.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from retrieval.evidence.coverage import strength
from retrieval.evidence.gather import EvidenceSet
from retrieval.reader import probability

# Strengths (`retrieval.evidence.coverage.strength`), fitted with all-MiniLM-L6-v2's cosines.
_ENOUGH = 1.25  # docs/decisions/0004-sufficiency.md
# Where the question names something that stands nowhere in the workspace: a drug that is not there.
_ENOUGH_UNKNOWN = 1.45  # docs/decisions/0004-sufficiency.md
# Where the best chunk lacks a concept that makes up much of the question: it is about another drug or disease.
_ENOUGH_OTHER = 1.75  # docs/decisions/0004-sufficiency.md
_MUCH = 0.35  # docs/decisions/0004-sufficiency.md
# The probability from which what was found answers though the rule refuses it: docs/decisions/0004-sufficiency.md.
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class SufficiencySigns:
    """What speaks for the evidence as a whole.

    `coverage` and `similarity` are those of the best chunk. `unknown` is 1 where the question names what stands nowhere
    in the workspace, `told` is the most that a single sentence covers. `passage` and `sentence` are how sure the reader
    is of the passage and the sentence that most surely answer, -1 to 1; 0 where nothing was read.
    """

    coverage: float
    similarity: float
    unknown: float
    told: float
    passage: float
    sentence: float

    @property
    def values(self) -> tuple[float, ...]:
        """Each sign, in order."""
        return astuple(self)


# Fitted (python -m training.sufficiency) on seven sets without a vocabulary: docs/decisions/0004-sufficiency.md.
_BIAS = -4.367
_WEIGHTS = SufficiencySigns(
    coverage=1.642, similarity=5.438, unknown=0.459, told=0.863, passage=3.366, sentence=-0.012
)


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether to answer, and the figures behind it.

    `coverage` and `similarity` are those of the best chunk, `missing` what of the question no paper has, in the
    question's words. `probability` that what was found answers, 0 to 1; None where nothing was read.
    """

    sufficient: bool
    coverage: float
    similarity: float
    missing: tuple[str, ...]
    probability: float | None = None


def assess_sufficiency(evidence: EvidenceSet) -> Sufficiency:
    """Sufficient when the best chunk covers enough of the question and lies near enough to it in meaning; or has all
    its names, and the reader is sure.
    """
    threshold = _ENOUGH
    if _names_unknown(evidence):
        threshold = _ENOUGH_UNKNOWN
    if any(f.name and f.concept_id and f.weight > _MUCH * evidence.question_weight for f in evidence.missing):
        threshold = _ENOUGH_OTHER
    # Of the papers that were asked for nothing else may be wanted.
    enough = evidence.is_of_named_papers or strength(evidence.coverage, evidence.similarity) >= threshold
    answers = _probability(evidence)
    is_sure = answers is not None and answers >= _SURE and not any(f.name for f in evidence.missing)
    # What only a retracted paper speaks of was found, and left out.
    missing = tuple(f.text for f in evidence.missing if f.is_reportable and f not in evidence.withdrawn)
    return Sufficiency(
        bool(evidence.sentences) and (enough or is_sure),
        round(evidence.coverage, 3),
        round(evidence.similarity, 3),
        missing,
        answers,
    )


def _probability(evidence: EvidenceSet) -> float | None:
    """That what was found answers; None where no reader has read it."""
    signs = sufficiency_signs(evidence)
    if not signs.passage:
        return None
    logit = _BIAS + sum(w * sign for w, sign in zip(_WEIGHTS.values, signs.values, strict=True))
    return round(probability(logit), 3)


def _names_unknown(evidence: EvidenceSet) -> bool:
    """Whether the question names something that stands nowhere in the workspace."""
    return any(f.name and not f.frequency for f in evidence.missing)


def sufficiency_signs(evidence: EvidenceSet) -> SufficiencySigns:
    """The signs of what was found."""
    signs = [e.signs for e in evidence.sentences if e.signs is not None]
    read = [s for s in signs if s.passage]  # the best of many chunks are read
    return SufficiencySigns(
        evidence.coverage,
        evidence.similarity,
        float(_names_unknown(evidence)),
        max((s.coverage for s in signs), default=0.0),
        max((s.passage for s in read), default=0.0),
        max((s.sentence for s in read), default=0.0),
    )
