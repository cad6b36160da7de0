"""Gradient-boosted trees by scikit-learn, as the arrays that `ingest.relations.forest` evaluates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

# These and the parameters of `_model` were chosen by cross-validation over training documents (MODEL_CARD.md of
# `ingest.relations`).
_SEEDS = (0, 1, 2)
_LEAVES = 8


def fit_trees(
    name: str, rows: NDArray[np.float32], labels: NDArray[np.int64]
) -> dict[str, NDArray[np.generic]]:
    """The mean of models that differ in their seed, as the forest of that name."""
    # Threads that wait for each other on a busy machine take minutes for what one does in a second.
    with threadpool_limits(limits=1):
        models = [_model(seed).fit(rows, labels) for seed in _SEEDS]
    trees = [tree for model in models for (tree,) in model._predictors]
    nodes = 2 * _LEAVES - 1
    size = (len(trees), nodes)
    places = {key: np.zeros(size, dtype=np.uint8) for key in ("feature", "left", "right")}
    numbers = {key: np.zeros(size, dtype=np.float32) for key in ("threshold", "value")}
    depth = 0
    for number, tree in enumerate(trees):
        for place, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            places["feature"][number, place] = node["feature_idx"]
            numbers["threshold"][number, place] = node["num_threshold"]
            places["left"][number, place] = place if leaf else node["left"]
            places["right"][number, place] = place if leaf else node["right"]
            numbers["value"][number, place] = node["value"] / len(models) if leaf else 0.0
            depth = max(depth, int(node["depth"]))
    base = float(np.mean([model._baseline_prediction.item() for model in models]))
    arrays: dict[str, NDArray[np.generic]] = {
        **places,
        **numbers,
        "base": np.array(base, dtype=np.float32),
        "depth": np.array(depth, dtype=np.int64),
    }
    return {f"{name}.{key}": value for key, value in arrays.items()}


def _model(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        random_state=seed,
        max_iter=150,
        learning_rate=0.04,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=20,
        l2_regularization=3.0,
        max_features=0.3,
    )
