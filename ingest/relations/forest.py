"""Gradient-boosted trees, evaluated with numpy: all trees of all rows a level at a time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_ROWS = 1024  # scored at once: a book has hundreds of thousands, each with a node in hundreds of trees


class Forest:
    """Trees as arrays of shape `(trees, nodes)`: a leaf is its own child, and `value` is what it adds.

    `arrays` hold those of several forests, each under its name and a full stop.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], name: str) -> None:
        arrays = {
            key.removeprefix(f"{name}."): value for key, value in arrays.items() if key.startswith(name)
        }
        trees, nodes = arrays["feature"].shape
        self._roots = np.arange(trees) * nodes
        self._feature = arrays["feature"].astype(np.int64).ravel()
        self._threshold = arrays["threshold"].astype(np.float32).ravel()
        self._left = (arrays["left"].astype(np.int64) + self._roots[:, None]).ravel()
        self._right = (arrays["right"].astype(np.int64) + self._roots[:, None]).ravel()
        self._value = arrays["value"].astype(np.float32).ravel()
        self._base = float(arrays["base"])
        self._depth = int(arrays["depth"])

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The log-odds of each row, shape `(len(rows),)`; rows go left where a feature is at most the threshold."""
        parts = [self._scores(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        node = np.tile(self._roots, (len(rows), 1))
        starts = (np.arange(len(rows)) * rows.shape[1])[:, None]
        for _ in range(self._depth):
            goes_left = rows.take(starts + self._feature.take(node)) <= self._threshold.take(node)
            node = np.where(goes_left, self._left.take(node), self._right.take(node))
        total: NDArray[np.float32] = self._value.take(node).sum(axis=1)
        return total + np.float32(self._base)
