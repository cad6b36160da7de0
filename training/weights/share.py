"""The share of vectors as a logistic function of a question's signs, fitted so that what answers is ranked first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.weights.collect import FusionCandidates
from training.weights.listwise import Candidates

_ITERATIONS = 200
_DEPTH = 10


def fit_share(
    sets: Mapping[str, Sequence[FusionCandidates]], ridge: float
) -> tuple[float, NDArray[np.float64]]:
    """The bias, and the weights of the signs, shape (signs,).

    The loss is that of `training.weights.listwise.fit`; how sharp its softmax is, is fitted too. The ridge is on the
    weights of the signs alone: without them the share is the same for all questions.
    """
    groups = [
        (*(torch.from_numpy(part) for part in (c.words, c.cosines, c.right, c.signs)), len(each) ** -0.5)
        for each in sets.values()
        for c in each
        if 0 < c.right.sum() < len(c.right)
    ]
    total = sum(group[-1] for group in groups)
    values = torch.zeros(2 + len(groups[0][3]))
    values[1] = 2.0
    values.requires_grad_()
    optimiser = torch.optim.LBFGS([values], max_iter=_ITERATIONS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        parts = []
        for words, cosines, right, signs, count in groups:
            share = torch.sigmoid(values[0] + signs @ values[2:])
            scores = torch.exp(values[1]) * ((1 - share) * words + share * cosines)
            parts.append(count * (torch.logsumexp(scores, 0) - torch.logsumexp(scores[right > 0], 0)))
        whole: Tensor = torch.stack(parts).sum() / total + ridge * (values[2:] ** 2).sum()
        torch.autograd.backward(whole)
        return whole

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    fitted = values.detach().numpy().astype(np.float64)
    return float(fitted[0]), fitted[2:]


def share_of(candidates: FusionCandidates, bias: float, weights: NDArray[np.float64]) -> float:
    """The share of vectors for a question."""
    return float(1 / (1 + np.exp(-(bias + candidates.signs @ weights))))


def ndcg(candidates: FusionCandidates, share: float) -> float:
    """nDCG@10 of the passages at that share; 0 where none answers."""
    return _ndcg((1 - share) * candidates.words + share * candidates.cosines, candidates.right)


def passage_ndcg(candidates: Candidates, weights: NDArray[np.float64]) -> float:
    """nDCG@10 of passages by the weighted sum of their signs; 0 where none answers."""
    return _ndcg(candidates.signs @ weights, candidates.right)


def _ndcg(scores: NDArray[np.floating[Any]], right: NDArray[np.float32]) -> float:
    if not right.any():
        return 0.0
    order = np.argsort(-scores, kind="stable")[:_DEPTH]
    discounts = 1 / np.log2(np.arange(2, _DEPTH + 2))
    most = discounts[: int(min(right.sum(), _DEPTH))].sum()
    return float((right[order] * discounts[: len(order)]).sum() / most)
