"""The score of a sentence as evidence: a weighted sum of what the arms, its words and the reader say of it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from retrieval.evidence.wording import WordingSigns


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """What speaks for a sentence, each about 0 to 1.

    `coverage` is the share of the question that it covers, `chunk_coverage` that of its chunk, `found` how the arms
    rank that chunk, `case` the share of the case told before the question; `quantity` is 1 where a number is asked for
    and the sentence states one. `passage` and `sentence` are how sure the reader is that the chunk
    and the sentence answer, -1 to 1; 0 where none reads.
    """

    coverage: float
    chunk_coverage: float
    found: float
    case: float
    quantity: float
    passage: float
    sentence: float
    wording: WordingSigns

    @property
    def values(self) -> tuple[float, ...]:
        """Each sign, those of the wording last."""
        own = (float(getattr(self, f.name)) for f in fields(self) if f.name != "wording")
        return (*own, *(float(getattr(self.wording, f.name)) for f in fields(WordingSigns)))


# Set by hand (docs/decisions/0004-sufficiency.md); the reader is to take their place (0019-reader.md).
_WEIGHTS = SentenceSigns(
    coverage=0.35,
    chunk_coverage=0.15,
    found=0.5,
    case=0.15,
    quantity=0.2,
    passage=0.0,
    sentence=0.0,
    wording=WordingSigns(
        conclusion=0.1,
        results=0.05,
        methods=-0.08,
        aim=-0.3,
        method=-0.08,
        finding=0.1,
        aspect=0.15,
        concludes=0.0,
        decides=0.0,
    ),
)


def sentence_score(signs: SentenceSigns) -> float:
    """The score of a sentence, higher first."""
    return sum(weight * sign for weight, sign in zip(_WEIGHTS.values, signs.values, strict=True))
