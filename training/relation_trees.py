"""Gradient-boosted trees by scikit-learn, as the arrays that `ingest.relations.forest` evaluates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

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
    arrays = {name: np.zeros(size, dtype=np.uint8) for name in ("feature", "left", "right")}
    arrays |= {name: np.zeros(size, dtype=np.float32) for name in ("threshold", "value")}
    depth = 0
    for number, tree in enumerate(trees):
        for place, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            arrays["feature"][number, place] = node["feature_idx"]
            arrays["threshold"][number, place] = node["num_threshold"]
            arrays["left"][number, place] = place if leaf else node["left"]
            arrays["right"][number, place] = place if leaf else node["right"]
            arrays["value"][number, place] = node["value"] / len(models) if leaf else 0.0
            depth = max(depth, int(node["depth"]))
    base = float(np.mean([model._baseline_prediction.item() for model in models]))
    arrays |= {"base": np.float32(base), "depth": np.int64(depth)}
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
