"""How much of the fusion vectors make up, and words the rest: for each question by itself, by a small fitted model.

A rare name is found by its word; an everyday wording, where nothing stands out by words, by its meaning. The method is
query-dependent score fusion (Sheldon et al. 2011, "LambdaMerge"), with the one share as its only free number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from retrieval.question.understand import Question
from retrieval.search.fusion import ranked

_TOP = 10  # of an arm's list, that are compared; set by hand


@dataclass(frozen=True, slots=True)
class FusionSigns:
    """What of a question and of the two lists says which to trust, each about 0 to 1.

    `rarity` is the mean weight of the question's facets, `known` the share of them that stands in the workspace, and
    `length` their number. `word_margin` and `vector_margin` are how far the best stands before the tenth, `nearest` is
    the best cosine; `agreement` is the share of the first ten that both lists have.
    """

    rarity: float
    known: float
    word_margin: float
    vector_margin: float
    agreement: float
    length: float
    nearest: float

    @property
    def values(self) -> tuple[float, ...]:
        """Each sign."""
        return astuple(self)


# Fitted (python -m training.weights), checked with each set left out: docs/decisions/0003-fusion.md.
_BIAS = 0.36
_WEIGHTS = FusionSigns(
    rarity=0.01,
    known=-0.7,
    word_margin=-0.27,
    vector_margin=1.68,
    agreement=-0.13,
    length=0.28,
    nearest=0.6,
)


def vector_share(signs: FusionSigns) -> float:
    """The weight of cosines, 0 to 1; BM25, as a share of the question's best, has the rest."""
    logit = _BIAS + sum(w * sign for w, sign in zip(_WEIGHTS.values, signs.values, strict=True))
    return 1 / (1 + math.exp(-logit))


def fusion_signs(question: Question, words: Mapping[str, float], cosines: Mapping[str, float]) -> FusionSigns:
    """The signs of a question whose arms gave these scores by chunk id."""
    facets = question.facets
    weight = sum(f.weight for f in facets)
    first, nearest = ranked(words)[:_TOP], ranked(cosines)[:_TOP]
    best, last = (words[first[0]], words[first[-1]]) if first else (0.0, 0.0)
    near, far = (cosines[nearest[0]], cosines[nearest[-1]]) if nearest else (0.0, 0.0)
    return FusionSigns(
        rarity=weight / len(facets) / 6
        if facets
        else 0.0,  # 6: about the rarity of one chunk in four hundred
        known=sum(f.weight for f in facets if f.frequency) / weight if weight else 0.0,
        word_margin=(best - last) / best if best > 0 else 0.0,
        vector_margin=3 * (near - far),
        agreement=len({*first} & {*nearest}) / _TOP,
        length=min(len(facets), 10) / 10,
        nearest=near,
    )
