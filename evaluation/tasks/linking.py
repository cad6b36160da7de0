"""Linking on annotated corpora: with gold spans, and end to end over what the pipeline finds.

A row is that of recognition, to which every type, `micro` and the whole add `accuracy_gold_spans` (of the mentions that
annotators gave a concept), `covered` (how many of those the vocabularies hold), and `document_concept_f1`: the set of
concepts of each document against the set found in it, end to end, micro-averaged. An id counts as another that the
vocabularies say is the same. A type of which they hold no concept at all has none of the three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.corpora.datasets import (
    GoldError,
    GoldSet,
    Progress,
    read_gold_sets,
    typed_mentions,
    types_of_labels,
)
from evaluation.entity_types import BIOLINK
from evaluation.span_scores import ratio
from evaluation.tasks.linking_accuracy import LinkingCounts, LinkingResult, LinkMentions, score_links
from evaluation.tasks.ner import annotated_types, left_out, ner_row
from evaluation.tasks.predictions import Analyse, Predictions, predict
from graph.vocabulary.lexicon import Lexicon

Concepts = Mapping[str, set[tuple[int, str]]]
"""By type, the concepts of documents as (number of the document, id)."""


def evaluate_linking(
    paths: Sequence[Path],
    analyse: Analyse,
    link: LinkMentions,
    lexicon: Lexicon,
    *,
    labels: Mapping[str, str] | None = None,
    errors: int = 0,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, Any]:
    """`{"datasets": [...]}`, a row a file. Raises GoldError when a file names no concept that the vocabularies hold."""
    sets = read_gold_sets(paths, progress)
    types = [types_of_labels(gold_set, labels or {}) for gold_set in sets]
    gold = [typed_mentions(gold_set, names) for gold_set, names in zip(sets, types, strict=True)]
    concepts = [_gold_concepts(gold_set, names, lexicon) for gold_set, names in zip(sets, types, strict=True)]
    analyse([sets[0].documents[0].document])  # loads the models, which no rate counts
    rows = []
    for gold_set, names, (mentions, unscored), gold_concepts in zip(sets, types, gold, concepts, strict=True):
        predictions = predict(gold_set, analyse, progress)
        found = _found_concepts(predictions, annotated_types(mentions), lexicon)
        categories = {label.lower(): BIOLINK[type] for label, type in names.items() if type in gold_concepts}
        linked = score_links(gold_set.documents, link, lexicon, None, categories, errors)
        row = _with_concepts(
            ner_row(gold_set, mentions, predictions), gold_concepts, found, _by_type(linked, names)
        )
        row |= left_out(gold_set, unscored)
        if errors:
            row["errors"] = {"links": list(_errors(linked))}
        rows.append(row)
    return {"datasets": rows}


def _gold_concepts(gold_set: GoldSet, types: Mapping[str, str], lexicon: Lexicon) -> Concepts:
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for number, document in enumerate(gold_set.documents):
        for mention in document.mentions:
            if mention.ids and (type := types[mention.type]):
                found[type].update((number, lexicon.canonical(concept)) for concept in mention.ids)
    named = {concept for pairs in found.values() for _, concept in pairs}
    if not named:
        raise GoldError(f"{gold_set.name} names no concepts", "linking is measured on files with concept ids")
    if not any(concept in lexicon for concept in named):
        raise GoldError(
            f"the vocabularies of this workspace hold none of the {len(named)} concepts of {gold_set.name}, "
            f"{min(named)} among them",
            "add the vocabulary that the file's ids are of; medgraph vocab list shows what is loaded",
        )
    return {type: pairs for type, pairs in found.items() if any(concept in lexicon for _, concept in pairs)}


def _found_concepts(predictions: Predictions, annotated: frozenset[str], lexicon: Lexicon) -> Concepts:
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for number, document in enumerate(predictions.counted(annotated)):
        for mention in document:
            if mention.entity_id in lexicon:
                found[mention.named.type].add((number, lexicon.canonical(mention.entity_id)))
    return found


def _by_type(linked: LinkingResult, types: Mapping[str, str]) -> dict[str, LinkingCounts]:
    """The counts of labels, as those of the types that they stand for."""
    counts: dict[str, LinkingCounts] = defaultdict(LinkingCounts)
    for label, each in linked.types.items():
        counts[types[label]] += each
    return counts


def _with_concepts(
    row: dict[str, Any], gold: Concepts, found: Concepts, linked: Mapping[str, LinkingCounts]
) -> dict[str, Any]:
    right = found_total = gold_total = 0
    total = LinkingCounts()
    for type, concepts in gold.items():
        predicted = found.get(type, set())
        correct = len(concepts & predicted)
        row["types"][type] |= _figures(linked[type], correct, len(predicted), len(concepts))
        right, found_total = right + correct, found_total + len(predicted)
        gold_total += len(concepts)
        total += linked[type]
    overall = _figures(total, right, found_total, gold_total)
    row["micro"] |= overall
    return row | overall


def _figures(linked: LinkingCounts, right: int, found: int, gold: int) -> dict[str, float]:
    return {
        "accuracy_gold_spans": round(linked.accuracy, 4),
        "covered": round(ratio(linked.covered, linked.mentions), 4),
        "document_concept_f1": round(ratio(2 * right, found + gold), 4),
    }


def _errors(linked: LinkingResult) -> Iterator[dict[str, Any]]:
    for error in linked.errors:
        yield {
            "gold": f"{error.text} = {'|'.join(error.gold)}",
            "found": error.linked or "nothing",
            "type": error.type,
            "count": error.count,
        }
