"""Does the cited sentence support the claim? Checked in code, without a model, strict on what can harm.

A claim that names a concept, a number, a negation or a direction which its citations do not have is not
supported, however many other words they share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.index import WordIndex
from graph.vocabulary.lexicon import Lexicon
from retrieval.answer.contract import Support

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(no|not|nor|never|without|neither|cannot|absence|lack|lacks|failed|ineffective|contraindicated|avoid)\b|n't\b",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(increas|rais|rise|rose|higher|elevat|worsen|more)\w*", re.IGNORECASE)
_DOWN = re.compile(r"\b(decreas|reduc|lower|fewer|less|declin|improv|prevent)\w*", re.IGNORECASE)
_COMMON = re.compile(
    r"\b(the|a|an|of|in|and|or|to|is|are|was|were|with|for|by|on|that|this|it|as|be|from|at)\b"
)
_SUPPORTED, _PARTIAL = 0.7, 0.5  # shares of content words; set by hand (docs/decisions/0004-sufficiency.md)


class Verifier:
    """Checks claims against sentences with the workspace's own vocabulary and word stems."""

    def __init__(self, words: WordIndex, lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon

    def support(self, claim: str, cited: Sequence[str]) -> tuple[Support, float]:
        """How far the sentences support the claim, and the share (0 to 1) of its content words they hold."""
        if not cited:
            return Support.UNSUPPORTED, 0.0
        source = "\n".join(cited)
        claim_stems = set(self._words.stems(_COMMON.sub(" ", claim.lower())))
        source_stems = set(self._words.stems(source))
        score = round(len(claim_stems & source_stems) / len(claim_stems), 3) if claim_stems else 0.0
        if score < _PARTIAL or self._contradicts(claim, source):
            return Support.UNSUPPORTED, score
        return (Support.SUPPORTED if score >= _SUPPORTED else Support.PARTIAL), score

    def _contradicts(self, claim: str, source: str) -> bool:
        """Whether the claim has a number, concept, negation or direction that the source has not."""
        numbers = set(_NUMBER.findall(claim)) - set(_NUMBER.findall(source))
        concepts = {m.concept_id for m in self._lexicon.match(claim)}
        concepts -= {m.concept_id for m in self._lexicon.match(source)}
        negation = bool(_NEGATION.search(claim)) != bool(_NEGATION.search(source))
        up, down = bool(_UP.search(claim)), bool(_DOWN.search(claim))
        reversed_ = (up and not down and not _UP.search(source) and bool(_DOWN.search(source))) or (
            down and not up and not _DOWN.search(source) and bool(_UP.search(source))
        )
        return bool(numbers) or bool(concepts) or negation or reversed_
