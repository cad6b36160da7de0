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
    and the sentence answer, -1 to 1; 0 where none reads. `short` is the support of a short answer that it names.
    """

    coverage: float
    chunk_coverage: float
    found: float
    case: float
    quantity: float
    passage: float
    sentence: float
    short: float
    wording: WordingSigns

    @property
    def values(self) -> tuple[float, ...]:
        """Each sign, those of the wording last."""
        own = (float(getattr(self, f.name)) for f in fields(self) if f.name != "wording")
        return (*own, *(float(getattr(self.wording, f.name)) for f in fields(WordingSigns)))


# Fitted (python -m training.weights) over six sets, each left out once, and divided by ten, so that a good sentence has
# about 1; `closes` is half of what a seventh gives, whose abstracts are whole: docs/decisions/0019-reader.md. Where a
# sentence stands (its section) and the case are set by hand: too few of the sets have sections, none has cases.
_WEIGHTS = SentenceSigns(
    coverage=0.211,
    chunk_coverage=0.23,
    found=0.541,
    case=0.15,
    quantity=0.09,
    passage=0.214,
    sentence=0.159,
    short=0.059,
    wording=WordingSigns(
        conclusion=0.1,
        results=0.05,
        methods=-0.08,
        aim=-0.103,
        method=-0.326,
        finding=-0.037,
        aspect=0.21,
        concludes=0.272,
        decides=0.18,
        closes=0.2,
    ),
)


def sentence_score(signs: SentenceSigns) -> float:
    """The score of a sentence, higher first."""
    return sum(weight * sign for weight, sign in zip(_WEIGHTS.values, signs.values, strict=True))
