"""The score of a sentence as evidence: a weighted sum of what the arms, the words and the reader say of it."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """What speaks for a sentence, each about 0 to 1.

    `coverage` is the share of the question that it covers, `chunk_coverage` that of its chunk, `found` how the arms
    rank that chunk, `wording` whether it states a finding (-0.4 to 0.35), `case` the share of the case told before
    the question; `quantity` is 1 where a number is asked for and the sentence states one. `answers` and `passage` are
    the reader's probabilities that it, and its chunk, answer.
    """

    coverage: float
    chunk_coverage: float
    found: float
    wording: float
    case: float
    quantity: float
    answers: float = 0.0
    passage: float = 0.0


# Set by hand (docs/decisions/0004-sufficiency.md).
_UNREAD = SentenceSigns(0.35, 0.15, 0.5, 1.0, 0.15, 0.2)
# To be fitted with the reader that ships; until then it ranks passages alone: docs/decisions/0019-reader.md.
_READ = SentenceSigns(0.35, 0.15, 0.5, 1.0, 0.15, 0.2)


def sentence_score(signs: SentenceSigns, is_read: bool) -> float:
    """The score of a sentence, higher first; with the reader's weights where it has read the chunk."""
    weights = astuple(_READ if is_read else _UNREAD)
    return float(sum(weight * sign for weight, sign in zip(weights, astuple(signs), strict=True)))
