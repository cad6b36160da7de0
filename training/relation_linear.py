"""Logistic regression over named features, with out-of-fold scores for what is trained on top of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

_MIN_PAIRS = 2  # that have a feature for it to be learnt; set by hand


@dataclass(frozen=True)
class Linear:
    """Weights by feature, shape `(classes,)` each (one for two classes), and the bias."""

    rows: dict[str, int]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def scores(self, features: Sequence[Iterable[str]]) -> NDArray[np.float64]:
        """Shape `(len(features), classes)`."""
        return np.asarray(matrix(features, self.rows) @ self.weights + self.bias)

    def alone(self, features: Iterable[str]) -> float:
        """The first class's score of some features, without the bias."""
        return float(sum(self.weights[self.rows[f], 0] for f in features if f in self.rows))


def matrix(features: Sequence[Iterable[str]], rows: dict[str, int]) -> csr_matrix:
    """One row an example, one where it has the feature."""
    found = [sorted(rows[f] for f in each if f in rows) for each in features]
    ends = np.cumsum([0, *map(len, found)])
    columns = [column for each in found for column in each]
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(found), len(rows)))


def fit(features: Sequence[Iterable[str]], labels: NDArray[np.int64], strength: float) -> Linear:
    """A model of the labels; `strength` is the inverse of the L2 penalty (scikit-learn's C)."""
    counts = Counter(feature for each in features for feature in each)
    rows = {f: row for row, f in enumerate(sorted(f for f, count in counts.items() if count >= _MIN_PAIRS))}
    model = LogisticRegression(C=strength, max_iter=400).fit(matrix(features, rows), labels)
    return Linear(rows, model.coef_.T, model.intercept_)


def folds(groups: NDArray[np.int64], count: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Indices to train on and to test on; a document is never in both."""
    yield from GroupKFold(count).split(groups, groups, groups)
