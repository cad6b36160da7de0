"""Gradient-boosted trees, evaluated with numpy: all trees of all rows a level at a time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


class Forest:
    """Trees as arrays of shape `(trees, nodes)`: a leaf is its own child, and `value` is what it adds.

    `arrays` hold those of several forests, each under its name and a full stop.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]], name: str) -> None:
        arrays = {
            key.removeprefix(f"{name}."): value for key, value in arrays.items() if key.startswith(name)
        }
        self._feature = arrays["feature"].astype(np.int64)
        self._threshold = arrays["threshold"].astype(np.float32)
        self._left = arrays["left"].astype(np.int64)
        self._right = arrays["right"].astype(np.int64)
        self._value = arrays["value"].astype(np.float32)
        self._base = float(arrays["base"])
        self._depth = int(arrays["depth"])

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The log-odds of each row, shape `(len(rows),)`; rows go left where a feature is at most the threshold."""
        trees = np.arange(len(self._feature))
        node = np.zeros((len(rows), len(trees)), dtype=np.int64)
        which = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            goes_left = rows[which, self._feature[trees, node]] <= self._threshold[trees, node]
            node = np.where(goes_left, self._left[trees, node], self._right[trees, node])
        total: NDArray[np.float32] = self._value[trees, node].sum(axis=1)
        return total + np.float32(self._base)
