"""Trains the relation model: `python -m training.relations DATA --mesh-tree FILE --out ingest/relations/weights.npz`.

DATA is a folder with `bc5cdr_train.jsonl` and `biored_train.jsonl`; FILE has MeSH's tree. Every choice made from data
(calibration, the scores that the trees see) is made on documents held out of what it is made for; this program reads no
dev file.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ingest.relations import (
    CAUSAL,
    KIND_PAIRS,
    PLACED,
    PLAIN,
    RELATION_TYPES,
    DiseaseTree,
    Forest,
    ScoreTable,
    disease_lines,
    rival_features,
    tree_features,
)
from training.relation_examples import RelationCorpus, RelationExample, load
from training.relation_linear import Linear, fit, folds
from training.relation_trees import fit_trees

_TYPE_OF = {"Positive_Correlation": 0, "Negative_Correlation": 1, "Association": 2, "Bind": 3}
# The inverse of the L2 penalty of each model, and the folds: chosen by cross-validation over training documents
# (MODEL_CARD.md of `ingest.relations`).
_STRENGTH = {"causes": 0.05, "related": 0.03, "types": 0.05}
_FOLDS = 10
# Weights below it are left out, which together change no score by much. Set by hand.
_MIN_WEIGHT = 0.02
_OF_KINDS = re.compile("|".join(re.escape(f"{'-'.join(kinds)}|") for kinds in KIND_PAIRS))


def train(cdr: RelationCorpus, biored: RelationCorpus, tree: str) -> dict[str, NDArray[np.generic]]:
    """The model's arrays from BC5CDR's and BioRED's training documents and the lines of `disease_lines`."""
    causes, trees, scales = _train_causes(cdr, DiseaseTree.of(tree))
    related, related_scale = _train_related(biored.examples)
    kept = [(e.features, _TYPE_OF[e.label]) for e in biored.examples if e.label in _TYPE_OF]
    types = fit([f for f, _ in kept], np.array([label for _, label in kept]), _STRENGTH["types"])
    return {
        **_collapsed(causes, related, types),
        **trees,
        "tree": np.frombuffer(tree.encode(), dtype=np.uint8),
        "scales": np.array([*scales, related_scale], dtype=np.float32),
    }


def _train_causes(
    cdr: RelationCorpus, tree: DiseaseTree
) -> tuple[Linear, dict[str, NDArray[np.generic]], list[tuple[float, float]]]:
    """What a chemical causes. BioRED does not help it: it shares documents with BC5CDR, its test part among them."""
    examples = [e for e in cdr.examples if e.pair.kinds == CAUSAL]
    labels = np.array([bool(e.label) for e in examples], dtype=np.int64)
    groups = np.array([e.document for e in examples])
    scores = np.zeros(len(examples))
    place_scores: list[list[float]] = [[]] * len(examples)
    for train_on, test_on in folds(groups, _FOLDS):
        features = [examples[i].features for i in train_on]
        linear = fit(features, labels[train_on], _STRENGTH["causes"])
        scores[test_on] = linear.scores([examples[i].features for i in test_on])[:, 0]
        for i in test_on:
            place_scores[i] = [linear.alone(place) for place in examples[i].places]
    rows = _rival_features(cdr, examples, scores, place_scores)
    in_tree = np.array([e.pair.second.id in tree for e in examples])
    placed = np.hstack([rows[in_tree], _tree_features(tree, examples, scores, in_tree)])
    trees, scale = _fit_forest(PLAIN, rows, labels, groups)
    more, placed_scale = _fit_forest(PLACED, placed, labels[in_tree], groups[in_tree])
    linear = fit([e.features for e in examples], labels, _STRENGTH["causes"])
    return linear, trees | more, [scale, placed_scale]


def _fit_forest(
    name: str, rows: NDArray[np.float32], labels: NDArray[np.int64], groups: NDArray[np.int64]
) -> tuple[dict[str, NDArray[np.generic]], tuple[float, float]]:
    """The trees of all examples, and the scale that fits scores of held out ones."""
    held_out = np.zeros(len(rows))
    for train_on, test_on in folds(groups, _FOLDS):
        forest = Forest(fit_trees(name, rows[train_on], labels[train_on]), name)
        held_out[test_on] = forest.scores(rows[test_on])
    report(f"causes, {name}", held_out, labels)
    return fit_trees(name, rows, labels), _scale(held_out, labels)


def _tree_features(
    tree: DiseaseTree,
    examples: list[RelationExample],
    scores: NDArray[np.float64],
    in_tree: NDArray[np.bool_],
) -> NDArray[np.float32]:
    found = []
    for _, group in groupby(np.flatnonzero(in_tree), key=lambda i: examples[i].document):
        index = list(group)
        own = [examples[i].pair for i in index]
        found.append(tree_features(tree, own, ScoreTable.of(own, scores[index])))
    return np.concatenate(found)


def _rival_features(
    corpus: RelationCorpus,
    examples: list[RelationExample],
    scores: NDArray[np.float64],
    place_scores: list[list[float]],
) -> NDArray[np.float32]:
    found = []
    for document, group in groupby(range(len(examples)), key=lambda i: examples[i].document):
        index = list(group)
        own = [examples[i].pair for i in index]
        table = ScoreTable.of(own, scores[index])
        found.append(rival_features(corpus.contexts[document], own, table, [place_scores[i] for i in index]))
    return np.concatenate(found)


def _train_related(examples: list[RelationExample]) -> tuple[Linear, tuple[float, float]]:
    """Whether a pair is related at all; each feature also once for its kinds (Daumé 2007, "frustratingly easy")."""
    features = [e.features | {f"{_kinds(e)}|{f}" for f in e.features} for e in examples]
    labels = np.array([bool(e.label) for e in examples], dtype=np.int64)
    groups = np.array([e.document for e in examples])
    held_out = np.zeros(len(examples))
    for train_on, test_on in folds(groups, _FOLDS):
        linear = fit([features[i] for i in train_on], labels[train_on], _STRENGTH["related"])
        held_out[test_on] = linear.scores([features[i] for i in test_on])[:, 0]
    report("related", held_out, labels)
    return fit(features, labels, _STRENGTH["related"]), _scale(held_out, labels)


def _kinds(example: RelationExample) -> str:
    return "-".join(example.pair.kinds)


def _collapsed(causes: Linear, related: Linear, types: Linear) -> dict[str, NDArray[np.generic]]:
    """One table of weights, a column a head; what a feature weighs for all kinds is in each of theirs."""
    names = sorted({*causes.rows, *types.rows, *(n for n in related.rows if not _OF_KINDS.match(n))})
    columns = [_column(causes, 0, names)]
    general = _column(related, 0, names)
    for kinds in KIND_PAIRS:
        columns.append(general + _column(related, 0, [f"{'-'.join(kinds)}|{name}" for name in names]))
    columns += [_column(types, number, names) for number in range(len(RELATION_TYPES))]
    table = np.stack(columns, axis=1)
    kept = np.flatnonzero(np.abs(table).max(axis=1) >= _MIN_WEIGHT)
    bias = [causes.bias[0], *([related.bias[0]] * len(KIND_PAIRS)), *types.bias]
    print(f"{len(kept):,} of {len(names):,} features kept")
    return {
        "names": np.frombuffer("\n".join(names[i] for i in kept).encode(), dtype=np.uint8),
        "weights": table[kept].astype(np.float16),
        "bias": np.array(bias, dtype=np.float32),
    }


def _column(linear: Linear, number: int, names: list[str]) -> NDArray[np.float64]:
    weights = np.zeros(len(names))
    for place, name in enumerate(names):
        if name in linear.rows:
            weights[place] = linear.weights[linear.rows[name], number]
    return weights


def _scale(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> tuple[float, float]:
    """Platt's slope and offset that turn held out scores into probabilities."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], labels)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def report(name: str, scores: NDArray[np.float64], labels: NDArray[np.int64]) -> None:
    """Prints the best F1 on held out documents and where it lies."""
    order = np.argsort(-scores)
    right = np.cumsum(labels[order])
    f1 = 2 * right / (np.arange(1, len(scores) + 1) + labels.sum())
    best = int(f1.argmax())
    print(f"{name}: {len(scores):,} pairs, {labels.sum():,} true; held out F1 {f1[best]:.3f}")


def _tree_rows(path: Path) -> Iterator[tuple[str, str]]:
    """Of tab-separated lines (gzip or plain) that begin with a tree number and a descriptor id."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            number, descriptor, *_ = line.split("\t")
            yield number, descriptor.strip()


def main() -> None:
    """Reads the corpora, trains, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the two corpora")
    parser.add_argument("--mesh-tree", type=Path, required=True, help="rows of tree number and descriptor id")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    cdr, biored = (load(arguments.data / f"{name}_train.jsonl") for name in ("bc5cdr", "biored"))
    tree = disease_lines(_tree_rows(arguments.mesh_tree))
    if not tree:
        parser.error(
            f"{arguments.mesh_tree} has no line that begins with a tree number (C...) and a descriptor id"
        )
    arrays = train(cdr, biored, tree)
    np.savez_compressed(arguments.out, **cast("dict[str, Any]", arrays))
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
