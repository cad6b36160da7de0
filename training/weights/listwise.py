"""Weights by a listwise logistic fit: what is right of a question's candidates before what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_LEAST_SPREAD = 1e-6  # of a sign that is the same for all: it gets no weight
_ITERATIONS = 300


@dataclass(frozen=True, slots=True)
class Candidates:
    """Of one question the signs of each candidate, shape (candidates, signs), and which are right, 1 or 0."""

    signs: NDArray[np.float32]
    right: NDArray[np.float32]

    @property
    def tells(self) -> bool:
        """Whether some are right and some are not."""
        return bool(0 < self.right.sum() < len(self.right))


def fit(sets: Mapping[str, Sequence[Candidates]], ridge: float) -> NDArray[np.float64]:
    """The weights of the signs, shape (signs,).

    Maximises the log-probability that the softmax over a question's candidates gives the right ones (ListNet's top-one
    loss, Cao et al. 2007), with a ridge on the weights of signs at unit spread. Sets count by the root of their size.
    """
    told = {name: [c for c in each if c.tells] for name, each in sets.items()}
    groups = [
        (torch.from_numpy(c.signs), torch.from_numpy(c.right), len(each) ** -0.5)
        for each in told.values()
        for c in each
    ]
    spread = torch.cat([signs for signs, _, _ in groups]).std(0)
    scale = torch.where(spread > _LEAST_SPREAD, 1 / spread.clamp_min(_LEAST_SPREAD), 0.0)
    total = sum(share for _, _, share in groups)
    weights = torch.zeros(len(scale), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=_ITERATIONS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        parts = [share * _loss((signs * scale) @ weights, right) for signs, right, share in groups]
        whole: Tensor = torch.stack(parts).sum() / total + ridge * (weights**2).sum()
        torch.autograd.backward(whole)
        return whole

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    fitted: NDArray[np.float64] = (weights * scale).detach().numpy().astype(np.float64)
    return fitted


def _loss(scores: Tensor, right: Tensor) -> Tensor:
    return torch.logsumexp(scores, 0) - torch.logsumexp(scores[right > 0], 0)


def first_right(candidates: Sequence[Candidates], weights: NDArray[np.float64]) -> float:
    """The share of questions whose best candidate is right; one without candidates is wrong."""
    hits = [c.right[np.argmax(c.signs @ weights)] if len(c.right) else 0.0 for c in candidates]
    return float(np.mean(hits))
