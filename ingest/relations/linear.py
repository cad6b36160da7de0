"""A linear model over named features: one weight a feature and head."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray


class LinearModel:
    """`weights` has shape `(features, heads)`, `bias` `(heads,)`; features without a weight count nothing.

    Weights are stored with 11 bits and summed with 53: a sum is exact, in whatever order and parts it is made.
    """

    def __init__(self, names: Sequence[str], weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self._rows = {name: row for row, name in enumerate(names)}
        self._weights = weights.astype(np.float64)
        self._bias = bias.astype(np.float64)

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> LinearModel:
        """The model of `names` (lines of UTF-8), `weights` and `bias`."""
        names = arrays["names"].tobytes().decode().split("\n")
        return cls(names, arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32))

    def rows(self, features: Iterable[str]) -> set[int]:
        """The rows of the features that have weights."""
        rows_by_name = self._rows
        return {rows_by_name[feature] for feature in features if feature in rows_by_name}

    def scores(self, rows: Sequence[Collection[int]]) -> NDArray[np.float64]:
        """Shape `(len(rows), heads)`: the sum of each one's weights, with the bias."""
        return self.sums(rows) + self._bias

    def sums(self, rows: Sequence[Collection[int]]) -> NDArray[np.float64]:
        """The same without the bias."""
        total = np.zeros((len(rows), len(self._bias)))
        filled = [number for number, each in enumerate(rows) if each]
        if filled:
            starts = np.cumsum([0, *(len(rows[number]) for number in filled[:-1])])
            flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
            total[filled] += np.add.reduceat(self._weights[flat], starts, axis=0)
        return total
