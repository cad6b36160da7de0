"""The score of a sentence as evidence: a weighted sum of what the arms, its words and the reader say of it."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from retrieval.evidence.wording import WordingSigns


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """What speaks for a sentence, each about 0 to 1.

    `coverage` is the share of the question that it covers, `chunk_coverage` that of its chunk, `found` how the arms
    rank that chunk, `case` the share of the case told before the question; `quantity` is 1 where a number is asked for
    and the sentence states one. Of the reader, 0 where none reads: `passage` and `sentence` are the probabilities that
    the chunk and the sentence answer.
    """

    coverage: float
    chunk_coverage: float
    found: float
    case: float
    quantity: float
    passage: float
    sentence: float


# Set by hand (docs/decisions/0004-sufficiency.md); the reader is to take their place (0019-reader.md).
_SIGNS = SentenceSigns(0.35, 0.15, 0.5, 0.15, 0.2, 0.0, 0.0)
_WORDING = WordingSigns(
    conclusion=0.1, results=0.05, methods=-0.08, aim=-0.3, method=-0.08, finding=0.1, aspect=0.15
)


def sentence_score(signs: SentenceSigns, wording: WordingSigns) -> float:
    """The score of a sentence, higher first."""
    weights = (*astuple(_SIGNS), *astuple(_WORDING))
    return float(sum(w * sign for w, sign in zip(weights, (*astuple(signs), *astuple(wording)), strict=True)))
