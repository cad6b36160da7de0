"""The trained ranker: a linear model over the features of candidates, and how sure its best one is.

`training/linking.py` fits both: `rank` orders the candidates of a mention (a softmax over them), `calibration` says how
likely the first of them is right (logistic regression over the same values).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.linking.columns import COLUMNS

Values = NDArray[np.float64]
WIDEST_MARGIN = 3.0
"""A greater lead over the next candidate counts no more; `training/linking.py` fits with the same bound."""
_FILE = Path(__file__).with_name("ranker.json")


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights by feature, in the order of `columns.COLUMNS`; `calibration` has one more, the constant."""

    rank: Values
    calibration: Values

    def scores(self, values: Values) -> Values:
        """Of candidates, shape `(candidates, features)`: higher is better."""
        return np.asarray(values @ self.rank)

    def probability(self, values: Values, margin: float) -> float:
        """How likely the best candidate is right; `margin` is what its score is above the next one's."""
        logit = (
            float(values @ self.calibration[:-2])
            + float(self.calibration[-2]) * min(margin, WIDEST_MARGIN)
            + float(self.calibration[-1])
        )
        return float(1 / (1 + np.exp(-logit)))


@cache
def load_ranker() -> Ranker:
    """The weights that come with medgraph."""
    weights = json.loads(_FILE.read_text(encoding="utf-8"))
    rank = np.array([weights["rank"][name] for name in COLUMNS])
    calibration = np.array([weights["calibration"][name] for name in (*COLUMNS, "margin", "constant")])
    return Ranker(rank, calibration)
