"""Entity recognition on annotated corpora: what the workspace's own pipeline finds, against what people marked.

Strict scores ask for the same characters and the same type, as the shared tasks do (BioCreative V CDR, Wei et al.
2016); overlap scores for a shared character and the same type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.corpora.datasets import (
    GoldSet,
    Progress,
    TypedSpan,
    problem_lines,
    read_gold_sets,
    typed_mentions,
    types_of_labels,
)
from evaluation.entity_types import ENTITY_TYPES
from evaluation.span_scores import SpanCounts, count
from evaluation.tasks.ner_errors import confusions
from evaluation.tasks.predictions import Analyse, Predictions, predict


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
    gold = [typed_mentions(gold_set, types_of_labels(gold_set, labels or {})) for gold_set in sets]
    analyse([sets[0].documents[0].document])  # loads the models, which no rate counts
    rows = []
    for gold_set, (mentions, unscored) in zip(sets, gold, strict=True):
        predictions = predict(gold_set, analyse, progress)
        row = ner_row(gold_set, mentions, predictions) | left_out(gold_set, unscored)
        if errors:
            found = _found_mentions(predictions, annotated_types(mentions))
            row["errors"] = confusions(gold_set, mentions, found, errors)
        rows.append(row)
    return {"datasets": rows}


def ner_row(
    gold_set: GoldSet, mentions: Sequence[frozenset[TypedSpan]], predictions: Predictions
) -> dict[str, Any]:
    """The figures of one corpus, per type and `micro`."""
    annotated = annotated_types(mentions)
    counts = {type: SpanCounts() for type in ENTITY_TYPES if type in annotated}
    for gold_mentions, found_mentions in zip(mentions, _found_mentions(predictions, annotated), strict=True):
        for type in counts:
            counts[type] += count(gold_mentions, found_mentions, type)
    micro = SpanCounts()
    for each in counts.values():
        micro += each
    return {
        "name": gold_set.name,
        "documents": len(gold_set.documents),
        "words_per_second": predictions.words_per_second,
        "types": {type: each.figures() for type, each in counts.items()},
        "micro": micro.figures(),
    }


def left_out(gold_set: GoldSet, unscored: Mapping[str, int]) -> dict[str, Any]:
    """What of a set is not scored, and why."""
    row: dict[str, Any] = {"left_out": {name: n for name, n in gold_set.left_out.items() if n}}
    if unscored:
        row["left_out"]["unscored_labels"] = dict(sorted(unscored.items(), key=lambda item: -item[1]))
    if gold_set.problems:
        row["problems"] = problem_lines(gold_set)
    return row


def annotated_types(mentions: Sequence[frozenset[TypedSpan]]) -> frozenset[str]:
    """The types that occur in a corpus."""
    return frozenset(each.type for document in mentions for each in document)


def _found_mentions(predictions: Predictions, annotated: frozenset[str]) -> list[frozenset[TypedSpan]]:
    return [frozenset(found.named for found in document) for document in predictions.counted(annotated)]
