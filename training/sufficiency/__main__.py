"""Fits when the evidence suffices, and tells what that reaches with each set left out.

    pip install -e '.[training]'
    python -m training.sufficiency DATA --homes FOLDER

DATA and FOLDER as of `training.weights`. What is printed stands in `retrieval/answer/sufficiency.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from evaluation.corpora import read_unanswerable
from training.command import homes_parser, log
from training.sufficiency.collect import FOREIGN, Asked, collect
from training.weights.sets import FITTED, MEASURED

_BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
_REFUSED = 0.02  # of the answerable questions of the sets that are fitted; set by hand
_BINS = 10

Sets = Mapping[str, Mapping[str, Sequence[Asked]]]


def main() -> None:
    """Collect, fit, tell."""
    given = _arguments()
    sets = {name: read(given.data) for name, read in (FITTED | MEASURED).items()}
    texts = {name: [q.question for q in each.questions] for name, each in sets.items()}
    texts |= {
        name: read_unanswerable(_BENCHMARKS / f"{name}.txt")
        for name in ("unanswerable", "unanswerable_heldout")
    }
    found: dict[str, Mapping[str, list[Asked]]] = {}
    for name, each in sets.items():
        foreign = {other: texts[other] for other in FOREIGN[name]}
        found[name] = collect(each, given.homes / name, foreign, given.limit)
        log(f"{name}: " + ", ".join(f"{kind} {len(rows)}" for kind, rows in found[name].items()))
    _tell(found)


def _tell(found: Sets) -> None:
    fitted = {name: found[name] for name in FITTED}
    whole = _fit(fitted)
    print("refused, by the rule of words and fitted, of own, without and foreign questions")
    for name, kinds in found.items():
        fit = _fit({n: k for n, k in fitted.items() if n != name}) if name in FITTED else whole
        cells = [
            f"{kind} {_share([not a.by_words.sufficient for a in asked]):.1%} {_share(_refused(fit, asked)):.1%}"
            for kind, asked in kinds.items()
        ]
        print(f"{name:14}", "; ".join(cells))
    bias, weights, least = whole
    print("bias", round(bias, 3), "weights", [round(float(w), 3) for w in weights], "least", round(least, 3))
    _tell_reliability(found, whole)


def _tell_reliability(found: Sets, fit: _Fit) -> None:
    """Of the measured sets how often what is found answers, by the probability that it does."""
    asked = [a for name in MEASURED for each in found[name].values() for a in each]
    bins = np.minimum(_probabilities(fit, asked) * _BINS, _BINS - 1).astype(int)
    for number in range(_BINS):
        inside = [a.answerable for a, own in zip(asked, bins, strict=True) if own == number]
        if inside:
            low, high = number / _BINS, (number + 1) / _BINS
            print(f"{low:.1f} to {high:.1f}: {len(inside)} asked, {_share(inside):.0%} answerable")


_Fit = tuple[float, NDArray[np.float64], float]


def _fit(sets: Sets) -> _Fit:
    """Bias and weights of a logistic function, and the probability that all but few answerable questions reach.

    Each kind of each set counts alike, the two answers alike.
    """
    rows, answers, counts = list[tuple[float, ...]](), list[bool](), list[float]()
    for kinds in sets.values():
        for kind, asked in kinds.items():
            rows += [a.signs.values for a in asked]
            answers += [kind == "own"] * len(asked)
            counts += [(1.0 if kind == "own" else 1 / (len(kinds) - 1)) / len(asked) for _ in asked]
    model = LogisticRegression(C=3.0, max_iter=1000)
    scale = np.array(counts) * len(counts) / sum(counts)
    model.fit(np.array(rows), np.array(answers), sample_weight=scale)
    fit = float(model.intercept_[0]), model.coef_[0].astype(np.float64), 0.0
    own = [_probabilities(fit, kinds["own"]) for kinds in sets.values()]
    return fit[0], fit[1], float(np.mean([np.quantile(each, _REFUSED) for each in own]))


def _probabilities(fit: _Fit, asked: Sequence[Asked]) -> NDArray[np.float64]:
    bias, weights, _ = fit
    logits = np.array([a.signs.values for a in asked]) @ weights + bias
    shares: NDArray[np.float64] = 1 / (1 + np.exp(-logits))
    return shares


def _refused(fit: _Fit, asked: Sequence[Asked]) -> list[bool]:
    return [bool(p < fit[2]) for p in _probabilities(fit, asked)]


def _share(told: Sequence[bool]) -> float:
    return float(np.mean(told)) if told else 0.0


def _arguments() -> argparse.Namespace:
    parser = homes_parser("training.sufficiency", __doc__, 150)
    return parser.parse_args()


if __name__ == "__main__":
    main()
