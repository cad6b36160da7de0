"""The score of a sentence as evidence: a weighted sum of what the arms and its words say of it."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """What speaks for a sentence, each about 0 to 1.

    `coverage` is the share of the question that it covers, `chunk_coverage` that of its chunk, `found` how the arms
    rank that chunk, `wording` whether it states a finding (-0.4 to 0.35), `case` the share of the case told before
    the question; `quantity` is 1 where a number is asked for and the sentence states one.
    """

    coverage: float
    chunk_coverage: float
    found: float
    wording: float
    case: float
    quantity: float


# Set by hand (docs/decisions/0004-sufficiency.md); the reader is to take their place (0019-reader.md).
_WEIGHTS = SentenceSigns(0.35, 0.15, 0.5, 1.0, 0.15, 0.2)


def sentence_score(signs: SentenceSigns) -> float:
    """The score of a sentence, higher first."""
    return float(sum(w * sign for w, sign in zip(astuple(_WEIGHTS), astuple(signs), strict=True)))
