"""Trains the relation model: `python -m training.relations DATA --out ingest/relations/weights.npz`.

DATA is a folder with `bc5cdr_train.jsonl` and `biored_train.jsonl`. Every choice made from data (calibration, the
scores that the trees see) is made on documents held out of what it is made for; the dev files are not read.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from ingest.relations.describing import CAUSAL, KIND_PAIRS
from ingest.relations.forest import Forest
from ingest.relations.scoring import TYPES
from ingest.relations.standing import standing
from training.relation_examples import Corpus, Example, load
from training.relation_linear import Linear, fit, folds
from training.relation_trees import fit_trees

_TYPE_OF = {"Positive_Correlation": 0, "Negative_Correlation": 1, "Association": 2, "Bind": 3}
_STRENGTH = {"causes": 0.05, "related": 0.03, "types": 0.05}
_SMALLEST = 0.02  # weights below it are left out: together they change no score by much
_FOLDS = 8
_OF_KINDS = re.compile("|".join(re.escape(f"{'-'.join(kinds)}|") for kinds in KIND_PAIRS))


def train(cdr: Corpus, biored: Corpus) -> dict[str, NDArray[np.generic]]:
    """The model's arrays from BC5CDR's and BioRED's training documents."""
    causes, trees, causes_scale = _train_causes(cdr, biored)
    related, related_scale = _train_related(biored.examples)
    kept = [(e.features, _TYPE_OF[e.label]) for e in biored.examples if e.label in _TYPE_OF]
    types = fit([f for f, _ in kept], np.array([label for _, label in kept]), _STRENGTH["types"])
    return {
        **_collapsed(causes, related, types),
        **trees,
        "scales": np.array([causes_scale, related_scale], dtype=np.float32),
    }


def _train_causes(
    cdr: Corpus, biored: Corpus
) -> tuple[Linear, dict[str, NDArray[np.generic]], tuple[float, float]]:
    """What a chemical causes: BioRED's chemicals that increase a disease help the words, BC5CDR alone the trees."""
    own = [e for e in cdr.examples if e.pair.kinds == CAUSAL]
    more = [e for e in biored.examples if e.pair.kinds == CAUSAL]
    labels = np.array([bool(e.label) for e in own], dtype=np.int64)
    extra = np.array([e.label == "Positive_Correlation" for e in more], dtype=np.int64)
    groups = np.array([e.document for e in own])

    def model(index: NDArray[np.int64]) -> Linear:
        features = [own[i].features for i in index] + [e.features for e in more]
        return fit(features, np.concatenate([labels[index], extra]), _STRENGTH["causes"])

    scores = np.zeros(len(own))
    stated: list[list[float]] = [[]] * len(own)
    for train_on, test_on in folds(groups, _FOLDS):
        linear = model(train_on)
        scores[test_on] = linear.scores([own[i].features for i in test_on])[:, 0]
        for i in test_on:
            stated[i] = [linear.alone(place) for place in own[i].places]
    rows = _standing(cdr, own, scores, stated)
    held_out = np.zeros(len(own))
    for train_on, test_on in folds(groups, _FOLDS):
        trees = Forest(fit_trees(rows[train_on], labels[train_on]))
        held_out[test_on] = trees.scores(rows[test_on])
    report("causes", held_out, labels)
    return model(np.arange(len(own))), fit_trees(rows, labels), _scale(held_out, labels)


def _standing(
    corpus: Corpus, examples: list[Example], scores: NDArray[np.float64], stated: list[list[float]]
) -> NDArray[np.float32]:
    found = []
    for number, reading in enumerate(corpus.readings):
        index = [i for i, example in enumerate(examples) if example.document == number]
        if index:
            own = [examples[i].pair for i in index]
            found.append(standing(reading, own, [scores[i] for i in index], [stated[i] for i in index]))
    return np.concatenate(found)


def _train_related(examples: list[Example]) -> tuple[Linear, tuple[float, float]]:
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


def _kinds(example: Example) -> str:
    return "-".join(example.pair.kinds)


def _collapsed(causes: Linear, related: Linear, types: Linear) -> dict[str, NDArray[np.generic]]:
    """One table of weights, a column a head; what a feature weighs for all kinds is in each of theirs."""
    names = sorted({*causes.rows, *types.rows, *(n for n in related.rows if not _OF_KINDS.match(n))})
    columns = [_column(causes, 0, names)]
    general = _column(related, 0, names)
    for kinds in KIND_PAIRS:
        columns.append(general + _column(related, 0, [f"{'-'.join(kinds)}|{name}" for name in names]))
    columns += [_column(types, number, names) for number in range(len(TYPES))]
    table = np.stack(columns, axis=1)
    kept = np.flatnonzero(np.abs(table).max(axis=1) >= _SMALLEST)
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


def main() -> None:
    """Reads the corpora, trains, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    cdr, biored = (load(arguments.data / f"{name}_train.jsonl") for name in ("bc5cdr", "biored"))
    arrays = train(cdr, biored)
    np.savez_compressed(arguments.out, **arrays)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
