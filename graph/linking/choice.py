"""Which of a phrase's candidates is meant, if any is."""

from __future__ import annotations

import numpy as np

from graph.linking.candidate_values import Candidates
from graph.linking.candidates import CandidateFinder
from graph.linking.coordination import expansions
from graph.linking.document import DocumentContext
from graph.linking.links import EXACT_SCORE, Link
from graph.linking.ranker import WIDEST_MARGIN, Ranker
from graph.vocabulary.lexicon.compiled import CompiledNames

# Each part of a coordination must be more likely right than not. Set by hand; the figures of docs/linking.md are with
# it.
_PART_THRESHOLD = 0.5


class Chooser:
    """Chooses by the ranker's scores; below `threshold`, a probability, nothing is chosen."""

    def __init__(
        self, compiled: CompiledNames, finder: CandidateFinder, ranker: Ranker, threshold: float
    ) -> None:
        self._compiled = compiled
        self._finder = finder
        self._ranker = ranker
        self._threshold = threshold

    def best(self, candidates: Candidates, context: DocumentContext) -> Link | None:
        """The likeliest candidate."""
        if not candidates.concepts:
            return None
        if candidates.certain:
            return Link(self._compiled.ids[candidates.concepts[0]], EXACT_SCORE, candidates.methods[0])
        values = context.with_document_features(candidates)
        scores = self._ranker.scores(values) - context.cause_penalty(candidates)
        best = int(np.argmax(scores))
        others = np.delete(scores, best)
        margin = float(scores[best] - others.max()) if len(others) else WIDEST_MARGIN
        probability = self._ranker.probability(values[best], margin)
        if probability < self._threshold:
            return None
        return Link(self._compiled.ids[candidates.concepts[best]], probability, candidates.methods[best])

    def phrase(
        self, candidates: Candidates, category: str, context: DocumentContext, headed: bool = False
    ) -> Link | None:
        """What the candidates' phrase means; where it coordinates several that can all be linked, these in one.

        `headed` asks that the phrase's head be in the name.
        """
        parts: list[Link] = []
        for alternatives in expansions(candidates.phrase):
            tried = [self.best(self._finder.find(words, category), context) for words in alternatives]
            best = max(tried, key=lambda link: link.score if link else 0.0)
            if best is None or best.score < _PART_THRESHOLD:
                break
            parts.append(best)
        else:
            if parts:
                ids = list(dict.fromkeys(part.concept_id for part in parts))
                return Link(ids[0], min(part.score for part in parts), "coordination", tuple(ids[1:]))
        return self.best(candidates.headed() if headed else candidates, context)
