"""Chunks by the concepts they share with the question, whatever words they use for them."""

from __future__ import annotations

import math

from typing_extensions import override

from graph.index import WordIndex
from retrieval.search.arms.base import Arm, ArmQuery
from retrieval.search.fusion import ranked


class GraphArm(Arm):
    """From the question's concepts and their descendants to the chunks that mention them."""

    name = "graph"

    def __init__(self, index: WordIndex) -> None:
        self._index = index  # only to know how many chunks there are

    @override
    def search(self, query: ArmQuery) -> dict[str, float]:
        """Sums, by chunk id, of one saturating count of mentions a concept; rarer concepts count more."""
        scores: dict[str, float] = {}
        chunks = max(len(self._index), 1)
        for concept_id in query.question.concept_ids:
            counts = _mention_counts(query, concept_id)
            rarity = math.log(1 + chunks / max(len(counts), 1))
            for chunk_id, mentions in counts.items():
                scores[chunk_id] = scores.get(chunk_id, 0.0) + rarity * mentions / (mentions + 1)
        if query.among is not None:
            scores = {c: s for c, s in scores.items() if c.rpartition("#")[0] in query.among}
        return {c: scores[c] for c in ranked(scores)[: query.limit]}


def _mention_counts(query: ArmQuery, concept_id: str) -> dict[str, int]:
    """How often each chunk mentions the concept or a descendant of it."""
    counts: dict[str, int] = {}
    for entity_id in sorted(query.narrower[concept_id] & query.profiles.keys()):
        for chunk_id, mentions in query.profiles[entity_id].chunks:
            counts[chunk_id] = counts.get(chunk_id, 0) + mentions
    return counts
