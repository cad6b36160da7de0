"""Stated relations on annotated corpora, between the entities people marked or (end to end) those that are found."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.corpora.datasets import GoldError, GoldSet, Progress, problem_lines, read_gold_sets
from evaluation.span_scores import ratio
from evaluation.tasks.predictions import Analyse
from evaluation.tasks.relation_pairs import (
    PairError,
    RelationResult,
    SameAs,
    extract_as_ingested,
    extract_for_best_f1,
    score_relations,
)
from graph import Document, DocumentGraph

_ANNOTATED = "relations are measured on files that have them between concepts: BC5CDR's CID, BioRED's types"


def evaluate_relation_extraction(
    paths: Sequence[Path],
    analyse: Analyse | None = None,
    same_as: SameAs = str,
    *,
    errors: int = 0,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, Any]:
    """`{"datasets": [...]}`, a row a file: `types` has one entry a predicate, `micro` all of them.

    `pairs` asks for a pair of concepts with any relation (BioRED's entity pairs). `in_graph` is `micro` of the surest
    relations only, which is what an ingest keeps. With `analyse` the entities are those it finds. Raises GoldError
    before any work when a file has no relations.
    """
    sets = read_gold_sets(paths, progress)
    for gold_set in sets:
        if not any(document.relations for document in gold_set.documents):
            raise GoldError(f"{gold_set.name} has no annotated relations", _ANNOTATED)
    return {"datasets": [_row(gold_set, analyse, same_as, errors, progress) for gold_set in sets]}


def _row(
    gold_set: GoldSet, analyse: Analyse | None, same_as: SameAs, errors: int, progress: Progress
) -> dict[str, Any]:
    found, shown = extract_for_best_f1(), extract_as_ingested()
    read: dict[str, DocumentGraph] = {}

    def graph(document: Document) -> DocumentGraph:
        if document.id not in read and analyse is not None:
            (draft,) = analyse([document])
            read[document.id] = draft.graph(np.zeros((len(draft.chunks), 0), dtype=np.float32), "evaluation")
            progress(f"documents of {gold_set.name} read", len(read), len(gold_set.documents))
        return read[document.id]

    reader = graph if analyse is not None else None
    began = time.perf_counter()
    result = score_relations(gold_set.documents, found, reader, same_as)
    seconds = time.perf_counter() - began
    if not result.predicates:
        raise GoldError(f"{gold_set.name} has no annotated relations that medgraph states", _ANNOTATED)
    row: dict[str, Any] = {
        "name": gold_set.name,
        "documents": result.documents,
        "words_per_second": round(ratio(gold_set.words, seconds)),
        "types": {name: counts.row() for name, counts in sorted(result.predicates.items())},
        "micro": result.micro.row(),
        "pairs": result.pairs.row(),
        "in_graph": score_relations(gold_set.documents, shown, reader, same_as).micro.row(),
        "left_out": {"relations_of_other_predicates": result.unevaluated} if result.unevaluated else {},
    }
    if gold_set.problems:
        row["problems"] = problem_lines(gold_set)
    if errors:
        row["errors"] = _errors(result, errors)
    return row


def _errors(result: RelationResult, limit: int) -> dict[str, list[dict[str, Any]]]:
    return {
        "false_positives": list(_commonest((e for e in result.errors if not e.missed), "found", limit)),
        "misses": list(_commonest((e for e in result.errors if e.missed), "gold", limit)),
    }


def _commonest(errors: Iterator[PairError], side: str, limit: int) -> Iterator[dict[str, Any]]:
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for error in errors:
        key = (error.predicate, f"{error.subject} {error.predicate} {error.object}")
        counts[key] += 1
        first.setdefault(key, error.document)
    for (predicate, statement), count in counts.most_common(limit):
        sides = {"gold": "", "found": ""} | {side: statement}
        yield sides | {"type": predicate, "count": count, "document": first[predicate, statement]}
