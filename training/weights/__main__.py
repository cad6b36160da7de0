"""Fits the few weights that put signs together, and tells what they reach with each set left out.

    pip install -e '.[training]'
    python -m training.weights DATA --homes FOLDER

DATA is a folder with the sets under the names in `training.weights.sets`; FOLDER keeps a workspace for each, which is
filled the first time. What is printed stands in `retrieval/search/vector_share.py`, `retrieval/evidence/scoring.py` and
`retrieval/settings.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from training.command import homes_parser, log
from training.weights.collect import Collected, collect
from training.weights.listwise import first_right, fit
from training.weights.sets import FITTED, MEASURED
from training.weights.share import fit_share, ndcg, passage_ndcg, share_of

# Chosen with each set left out, among these and a third and three times of them.
_RIDGE, _SHARE_RIDGE = 0.003, 0.004

Sets = Mapping[str, Sequence[Collected]]
W = TypeVar("W")


def main() -> None:
    """Collect, fit, tell."""
    given = _arguments()
    found: dict[str, list[Collected]] = {}
    for name, read in (FITTED | MEASURED).items():
        home = given.homes / name
        home.mkdir(parents=True, exist_ok=True)
        found[name] = list(collect(read(given.data), home, given.reader, given.limit, lambda done: None))
        log(f"{name}: {len(found[name])} questions")
    _tell_share(found)
    _tell_reader(found)
    _tell_sentences(found)


def _left_out(found: Sets, fitted: Callable[[Sets], W]) -> tuple[W, dict[str, W]]:
    """What is fitted on all sets that may be, and for each set what is fitted without it."""
    whole = fitted({name: found[name] for name in FITTED})
    without = {n: fitted({m: found[m] for m in FITTED if m != n}) for n in FITTED}
    return whole, without | dict.fromkeys(MEASURED, whole)


def _tell_share(found: Sets) -> None:
    def fitted(sets: Sets) -> tuple[float, NDArray[np.float64]]:
        return fit_share({n: [c.fusion for c in each] for n, each in sets.items()}, _SHARE_RIDGE)

    (bias, weights), without = _left_out(found, fitted)
    print("nDCG@10 of passages: words alone, vectors alone, 0.7 of vectors, fitted, fitted without the set")
    for name, each in found.items():
        shares = [
            [0.0] * len(each),
            [1.0] * len(each),
            [0.7] * len(each),
            [share_of(c.fusion, bias, weights) for c in each],
            [share_of(c.fusion, *without[name]) for c in each],
        ]
        values = [np.mean([ndcg(c.fusion, s) for c, s in zip(each, row, strict=True)]) for row in shares]
        print(f"{name:14}", *(f"{100 * value:.1f}" for value in values))
    print("bias", round(bias, 2), "weights", [round(float(w), 2) for w in weights], flush=True)


def _tell_reader(found: Sets) -> None:
    """What surely answering is worth beside the arms: `retrieval.reader_weight`, of which -1 to 1 spans two halves."""

    def fitted(sets: Sets) -> NDArray[np.float64]:
        return fit({n: [c.passages for c in each] for n, each in sets.items()}, _RIDGE)

    weights, without = _left_out(found, fitted)
    print("nDCG@10 of passages: the arms, with the reader, with a weight that was fitted without the set")
    for name, each in found.items():
        cells = [
            np.mean([passage_ndcg(c.passages, w) for c in each])
            for w in (np.array([1.0, 0.0]), weights, without[name])
        ]
        print(f"{name:14}", *(f"{100 * cell:.1f}" for cell in cells))
    print("reader_weight", round(float(2 * weights[1] / weights[0]), 2), flush=True)


def _tell_sentences(found: Sets) -> None:
    def fitted(sets: Sets) -> NDArray[np.float64]:
        return fit({n: [c.sentences for c in each] for n, each in sets.items()}, _RIDGE)

    weights, without = _left_out(found, fitted)
    print("first sentence right: fitted, fitted without the set, at best")
    for name, each in found.items():
        sentences = [c.sentences for c in each]
        best = np.mean([c.right.max(initial=0.0) for c in sentences])
        values = (first_right(sentences, weights), first_right(sentences, without[name]), float(best))
        print(f"{name:14}", *(f"{100 * value:.1f}" for value in values))
    print("weights", [round(float(w), 3) for w in weights], flush=True)


def _arguments() -> argparse.Namespace:
    parser = homes_parser("training.weights", __doc__, 200)
    parser.add_argument("--reader", default="trained", help="as the setting retrieval.reader")
    return parser.parse_args()


if __name__ == "__main__":
    main()
