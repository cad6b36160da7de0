"""Trains the model that refuses harmful requests.

    pip install -e '.[training]'
    python -m training.harm DATA --out retrieval/harm/weights.npz

DATA is a folder with the sets under the names in `training.harm.corpora`. The threshold is chosen by false refusals of
questions in sets, and of kinds, that took no part in fitting; `--held-back` then measures what nothing was chosen on.
Full batches from a fixed start: no seed is needed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from graph.index import DEFAULT_MODEL, Encoder, load_encoder
from retrieval.harm import WEIGHTS, HarmModel, term_row, terms_of
from training.command import data_parser
from training.harm.corpora import Request, read_requests, read_written

Vectors = NDArray[np.float32]

# By cross-validation (MODEL_CARD.md): the inverse of the L2 penalty, and in how many harmful requests a term stands.
_STRENGTH, _LEAST = 5.0, 3
# False refusals that are allowed, in per cent of a set of ordinary questions and of those that sound dangerous. Set by
# hand: what a clinician would bear with.
_MOST_OF_A_SET, _MOST_OF_DANGEROUS = 0.5, 4.0
_BATCH = 64  # texts that are encoded at a time; set by hand


def main() -> None:
    """Cross-validate, choose the threshold, train on everything, write the weights."""
    arguments = _arguments()
    encoder = load_encoder(DEFAULT_MODEL, arguments.models)
    requests = read_requests(arguments.data)
    vectors = _encode([r.text for r in requests], encoder)
    scores = _held_out(requests, vectors, encoder, lambda r: r.fold)
    threshold = _threshold(requests, scores)
    print(f"threshold {threshold:.2f}; refused, per cent, each set or category held out:")
    _report(requests, scores > threshold)
    families = _held_out(requests, vectors, encoder, lambda r: r.kind.split()[0] if _is_bench(r) else "")
    bench = [(r, s) for r, s in zip(requests, families, strict=True) if _is_bench(r)]
    print("of each family of language models that wrote requests, the other one trained on:")
    _report([replace(r, kind=r.kind.split()[0]) for r, _ in bench], [s > threshold for _, s in bench])
    model = replace(_fit(requests, vectors, encoder), threshold=threshold)
    model.save(arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e3:.0f} kB, {len(model.columns)} terms")
    if arguments.held_back:
        last = read_written("held_back")
        found = _scores(model, last, _encode([r.text for r in last], encoder))
        print("held back, nothing of which was trained or chosen on:")
        _report(last, found > threshold)
        for request, score in sorted(zip(last, found, strict=True), key=lambda pair: pair[1]):
            if request.harmful != (score > threshold):
                print(f"  {score:5.1f} {request.text}")


def _fit(requests: Sequence[Request], vectors: Vectors, encoder: Encoder) -> HarmModel:
    counts = Counter(term for r in requests if r.harmful for term in terms_of(r.text))
    names = sorted(term for term, count in counts.items() if count >= _LEAST)
    columns = {name: at for at, name in enumerate(names)}
    rows = np.stack([term_row(r.text, columns) for r in requests])
    fitted = LogisticRegression(C=_STRENGTH, max_iter=500, tol=1e-3).fit(
        np.hstack([vectors, rows]),
        np.array([r.harmful for r in requests]),
        sample_weight=np.array([r.weight for r in requests], dtype=np.float32),
    )
    weights = fitted.coef_[0].astype(np.float32)
    size = encoder.info.dimension
    bias = float(fitted.intercept_[0])
    return HarmModel(encoder.info.revision, weights[:size], columns, weights[size:], bias, 0.0)


def _held_out(
    requests: Sequence[Request], vectors: Vectors, encoder: Encoder, group_of: Callable[[Request], object]
) -> Vectors:
    """The score of each request by a model that was fitted without its group."""
    groups = np.array([str(group_of(r)) for r in requests])
    scores = np.full(len(requests), np.nan, dtype=np.float32)
    for group in sorted(set(groups) - {""}):
        inside, outside = (np.flatnonzero(mask).tolist() for mask in (groups == group, groups != group))
        model = _fit([requests[i] for i in outside], vectors[outside], encoder)
        scores[inside] = _scores(model, [requests[i] for i in inside], vectors[inside])
    return scores


def _threshold(requests: Sequence[Request], scores: Vectors) -> float:
    """The lowest at which no set of benign questions is refused more often than is allowed."""
    needed = []
    for source in sorted({r.source for r in requests if not r.harmful}):
        own = np.array(
            [s for r, s in zip(requests, scores, strict=True) if r.source == source and not r.harmful]
        )
        allowed = _MOST_OF_DANGEROUS if source == "written" else _MOST_OF_A_SET
        most = int(len(own) * allowed / 100)
        needed.append(float(np.sort(own)[-1 - most]))
        print(f"  {source}: {needed[-1]:.2f} for {most} of {len(own)}")
    return max(needed)


def _scores(model: HarmModel, requests: Sequence[Request], vectors: Vectors) -> Vectors:
    found = [model.score(r.text, v) for r, v in zip(requests, vectors, strict=True)]
    return np.array(found, dtype=np.float32)


def _is_bench(request: Request) -> bool:
    return request.source == "medsafetybench"


def _report(requests: Sequence[Request], refused: Sequence[bool] | NDArray[np.bool_]) -> None:
    totals: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for request, is_refused in zip(requests, refused, strict=True):
        label = "harmful" if request.harmful else "benign"
        for name in {f"{label}: {request.source}", f"{label}: {request.source}, {request.kind}"}:
            totals[name] += 1
            counts[name] += bool(is_refused)
    for name in sorted(totals):
        print(f"  {name}: {counts[name]} of {totals[name]} ({100 * counts[name] / totals[name]:.1f})")


def _encode(texts: Sequence[str], encoder: Encoder) -> Vectors:
    return np.vstack([encoder.encode(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)])


def _arguments() -> argparse.Namespace:
    parser = data_parser("training.harm", __doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--models", type=Path, default=Path("models"), help="where converted encoders are kept"
    )
    parser.add_argument("--held-back", action="store_true", help="measure on held_back.tsv too")
    return parser.parse_args()


main()
