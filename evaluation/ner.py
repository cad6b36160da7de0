"""Entity recognition on annotated corpora: what the workspace's own pipeline finds, against what people marked.

Strict scores ask for the same characters and the same type, as the shared tasks do (BioCreative V CDR, Wei et al.
2016); overlap scores for a shared character and the same type.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.confusions import confusions
from evaluation.entity_types import TYPES, counted_as, type_of
from evaluation.gold import GoldError, GoldSet, Named, Progress, problem_lines, read_gold_sets, typed_mentions
from evaluation.spans import Counts, count, ratio
from graph.model import Document
from ingest.analysis import Draft

Analyse = Callable[[Sequence[Document]], list[Draft]]
"""Finds the entities of documents: `Analyser.analyse` of the workspace."""

_BATCH = 32
_UNTYPED = "NamedThing"


@dataclass(frozen=True)
class _Found:
    """What the pipeline found in a corpus: each document's mentions, those of no type, and the time it took."""

    mentions: list[frozenset[Named]]
    categories: Counter[str]
    seconds: float


def evaluate_ner(
    paths: Sequence[Path],
    analyse: Analyse,
    *,
    labels: Mapping[str, str] | None = None,
    errors: int = 0,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, Any]:
    """`{"datasets": [...]}`, a row a file: figures per type and `micro`, all types together.

    Scored are the types that a corpus annotates. `labels` says what the labels of a corpus mean where that is not
    known; `errors` is how many of the commonest errors of each kind are listed. Raises GoldError before any work when
    a file cannot be measured on.
    """
    sets = read_gold_sets(paths, progress)
    gold = [typed_mentions(gold_set, labels or {}) for gold_set in sets]
    analyse([sets[0].documents[0].document])  # loads the models, which no rate counts
    rows = []
    for gold_set, (mentions, unscored) in zip(sets, gold, strict=True):
        found = _find(gold_set, analyse, progress)
        row = _row(gold_set, mentions, found)
        row["left_out"] = {name: n for name, n in gold_set.left_out.items() if n}
        if unscored:
            row["left_out"]["unscored_labels"] = dict(unscored.most_common())
        if gold_set.problems:
            row["problems"] = problem_lines(gold_set)
        if errors:
            annotated = _annotated(mentions)
            row["errors"] = confusions(gold_set, mentions, _counted(found.mentions, annotated), errors)
        rows.append(row)
    return {"datasets": rows}


def _find(gold_set: GoldSet, analyse: Analyse, progress: Progress) -> _Found:
    documents = [gold.document for gold in gold_set.documents]
    mentions: list[frozenset[Named]] = []
    categories: Counter[str] = Counter()
    seconds = 0.0
    for start in range(0, len(documents), _BATCH):
        began = time.perf_counter()
        drafts = analyse(documents[start : start + _BATCH])
        seconds += time.perf_counter() - began
        for draft in drafts:
            category = {entity.id: entity.category for entity in draft.entities}
            categories.update(category[mention.entity_id] for mention in draft.mentions)
            mentions.append(
                frozenset(
                    Named(m.start, m.end, type)
                    for m in draft.mentions
                    if (type := type_of(category[m.entity_id]))
                )
            )
        progress(f"documents of {gold_set.name} read", len(mentions), len(documents))
    if categories and set(categories) == {_UNTYPED}:
        raise GoldError(
            f"none of the {categories.total()} names found in {gold_set.name} has a type: "
            "the vocabularies of this workspace do not say what their concepts are",
            "load vocabularies that do (MeSH with its tree, DOID, HPO, ChEBI, UMLS with MRSTY); medgraph vocab list",
        )
    return _Found(mentions, categories, seconds)


def _row(gold_set: GoldSet, mentions: Sequence[frozenset[Named]], found: _Found) -> dict[str, Any]:
    annotated = _annotated(mentions)
    counts = {type: Counts() for type in TYPES if type in annotated}
    for true, mine in zip(mentions, _counted(found.mentions, annotated), strict=True):
        for type in counts:
            counts[type] += count(true, mine, type)
    micro = Counts()
    for each in counts.values():
        micro += each
    return {
        "name": gold_set.name,
        "documents": len(gold_set.documents),
        "words_per_second": round(ratio(gold_set.words, found.seconds)),
        "types": {type: each.figures() for type, each in counts.items()},
        "micro": micro.figures(),
    }


def _annotated(mentions: Sequence[frozenset[Named]]) -> frozenset[str]:
    return frozenset(each.type for document in mentions for each in document)


def _counted(found: Sequence[frozenset[Named]], annotated: frozenset[str]) -> list[frozenset[Named]]:
    """What was found, as what it counts as in a corpus that annotates these types."""
    counted = counted_as(annotated)
    return [
        frozenset(Named(m.start, m.end, counted[m.type]) for m in document if m.type in counted)
        for document in found
    ]
