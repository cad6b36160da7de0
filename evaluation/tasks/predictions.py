"""The mentions that the workspace's own pipeline finds in the documents of a corpus."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evaluation.corpora.datasets import GoldError, GoldSet, Progress, TypedSpan
from evaluation.entity_types import counted_as, type_of
from evaluation.span_scores import ratio
from graph import Document
from ingest import Draft

Analyse = Callable[[Sequence[Document]], list[Draft]]
"""Finds the entities of documents: `Analyser.analyse` of the workspace."""

_BATCH = 32  # documents analysed at once; set by hand
_UNTYPED = "NamedThing"


class PredictedMention(NamedTuple):
    """A mention that was found, with its type, and the entity it was taken for."""

    named: TypedSpan
    entity_id: str


@dataclass(frozen=True)
class Predictions:
    """Each document's mentions that have a type, in order, and the words read per second."""

    documents: list[list[PredictedMention]]
    words_per_second: int

    def counted(self, annotated: frozenset[str]) -> list[list[PredictedMention]]:
        """The mentions as what they count as in a corpus that annotates these types; the others do not count."""
        counted = counted_as(annotated)
        return [
            [
                PredictedMention(
                    TypedSpan(found.named.start, found.named.end, counted[found.named.type]), found.entity_id
                )
                for found in document
                if found.named.type in counted
            ]
            for document in self.documents
        ]


def predict(gold_set: GoldSet, analyse: Analyse, progress: Progress) -> Predictions:
    """Analyse the documents of a set; raises GoldError when nothing that is found has a type."""
    documents = [gold.document for gold in gold_set.documents]
    found: list[list[PredictedMention]] = []
    categories: set[str] = set()
    seconds = 0.0
    for start in range(0, len(documents), _BATCH):
        began = time.perf_counter()
        drafts = analyse(documents[start : start + _BATCH])
        seconds += time.perf_counter() - began
        for draft in drafts:
            categories.update(entity.category for entity in draft.entities)
            found.append(_typed(draft))
        progress(f"documents of {gold_set.name} read", len(found), len(documents))
    if categories == {_UNTYPED}:
        raise GoldError(
            f"no name found in {gold_set.name} has a type: the vocabularies of this workspace do not say what their "
            "concepts are",
            "load vocabularies that do (MeSH with its tree, DOID, HPO, ChEBI, UMLS with MRSTY); medgraph vocab list",
        )
    return Predictions(found, round(ratio(gold_set.words, seconds)))


def _typed(draft: Draft) -> list[PredictedMention]:
    category = {entity.id: entity.category for entity in draft.entities}
    return [
        PredictedMention(TypedSpan(mention.start, mention.end, type), mention.entity_id)
        for mention in draft.mentions
        if (type := type_of(category[mention.entity_id]))
    ]
