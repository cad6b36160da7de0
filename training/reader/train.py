"""Training: all sets in one epoch, layer-wise rates, averaged weights; goes on where it was stopped."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from retrieval.reader import PairEncoder
from training.fine_tuning import FineTuning, parameter_groups
from training.reader.batches import Batch, Group, batches, drawn_groups
from training.reader.examples import UNKNOWN, Reading
from training.reader.negatives import Mined
from training.reader.network import Network


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights besides the data.

    Set by hand: docs/decisions/0019-reader.md has what a first training with them reached.
    """

    epochs: int = 1
    steps: int = 0  # after which it ends, before its epochs do; 0: with these
    layers: int = 6
    rate: float = 1.2e-4
    decay: float = 0.9
    new_rate: float = 8e-4
    warm: float = 0.06  # share of the steps in which the rates rise
    cool: float = 0.25  # share of the steps, at the end, in which they fall to nothing
    groups: int = 6  # in a batch
    negatives: int = 4  # in a group
    positives: int = 3  # groups of a question in an epoch
    averaged: float = 0.998  # decay of the moving average of the weights
    seed: int = 17


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A set's readings with their negatives, and the share of them that an epoch takes."""

    readings: Sequence[Reading]
    mined: Sequence[Mined]
    share: float


Log = Callable[[str], None]


class Trainer:
    """Trains a network on sets; `state` is the file it saves itself to every so many steps."""

    def __init__(self, network: Network, encoder: PairEncoder, recipe: Recipe, state: Path) -> None:
        self.network, self._encoder, self._recipe = network, encoder, recipe
        groups = parameter_groups(network, recipe.layers, recipe.rate, recipe.decay, recipe.new_rate)
        self._tuning = FineTuning(network, groups, recipe.averaged, asdict(recipe), state)
        self._step_done = 0

    @property
    def averaged(self) -> Network:
        """The network with the moving average of the weights: what is exported."""
        return self._tuning.averaged

    def resume(self) -> int:
        """Go on from the saved state, if there is one of the same recipe; how many steps are done."""
        self._step_done = self._tuning.resume("step")
        return self._step_done

    def run(
        self,
        sets: Mapping[str, TrainingSet],
        log: Log,
        save_every: int = 500,
        saved: Callable[[int], None] = lambda step: None,
    ) -> None:
        """Train for the steps that are left; `saved` is told of each step at which the state was saved."""
        recipe = self._recipe
        epochs = [self._drawn(sets, epoch) for epoch in range(recipe.epochs)]
        total = sum(math.ceil(len(groups) / recipe.groups) for groups, _ in epochs)
        total = min(total, recipe.steps or total)
        step, losses, seen, started = 0, list[Tensor](), 0, time.monotonic()
        for groups, chance in epochs:
            torch.manual_seed(chance.randrange(2**31))
            for batch in batches(groups, self._encoder, recipe.groups, chance):
                step += 1
                if step <= self._step_done:
                    continue
                if step > total:
                    return
                self._rate(step / total)
                losses.append(self._step(batch))
                seen += len(batch.answers)
                if step % 50 == 0:
                    mean = torch.stack(losses[-50:]).nanmean(0)
                    told = " ".join(f"{value:.3f}" for value in mean.tolist())
                    log(
                        f"step {step}/{total} losses {told} {seen / (time.monotonic() - started):.1f} passages/s"
                    )
                if step % save_every == 0 or step == total:
                    self._step_done = step
                    self._tuning.save("step", step)
                    saved(step)

    def _drawn(self, sets: Mapping[str, TrainingSet], epoch: int) -> tuple[list[Group], random.Random]:
        """An epoch's groups: a share of each set's readings."""
        recipe, groups = self._recipe, list[Group]()
        chance = random.Random(recipe.seed * 1000 + epoch)
        for each in sets.values():
            taken = chance.sample(range(len(each.readings)), round(each.share * len(each.readings)))
            readings = [each.readings[i] for i in taken]
            mined = [each.mined[i] for i in taken]
            groups += drawn_groups(readings, mined, recipe.positives, recipe.negatives, chance)
        return groups, chance

    def _rate(self, done: float) -> None:
        """Linear warm-up, then level, then down to nothing (Hu et al. 2024: a run may be ended at any time)."""
        scale = min(1.0, done / self._recipe.warm, (1 - done) / self._recipe.cool)
        self._tuning.rate(scale)

    def _step(self, batch: Batch) -> Tensor:
        self.network.train()
        with self._tuning.autocast():
            passages, sentences, spans = self.network(*batch.inputs)
        losses = loss_parts(passages.float(), sentences.float(), spans.float(), batch)
        self._tuning.step(torch.nansum(losses))
        return losses.detach()


def loss_parts(passages: Tensor, sentences: Tensor, spans: Tensor, batch: Batch) -> Tensor:
    """The losses of passage, sentence, stance and span; NaN where a batch says nothing of one."""
    none = torch.tensor(torch.nan)
    parts = [_passage_loss(passages.squeeze(-1), batch), _sentence_loss(sentences[..., 0], batch)]
    known = batch.stances != UNKNOWN
    parts.append(
        nn.functional.cross_entropy(sentences[..., 1:][known], batch.stances[known]) if known.any() else none
    )
    told = (batch.spans != UNKNOWN).all(1)
    if told.any():
        outside = batch.inputs[2][told] == 0  # of the question
        logits = spans[told].masked_fill(outside.unsqueeze(-1), -1e4)
        places = batch.spans[told]
        parts.append(
            0.15 * sum(nn.functional.cross_entropy(logits[..., n], places[:, n]) for n in (0, 1))  # type: ignore[arg-type]
        )
    else:
        parts.append(none)
    return torch.stack(parts) * torch.tensor([1.0, 1.0, 0.7, 1.0])


def _passage_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Softmax over a group, whose first passage answers, and whether each answers by itself."""
    grouped = logits.view(-1, batch.group)
    listwise = nn.functional.cross_entropy(grouped, torch.zeros(len(grouped), dtype=torch.int64))
    return listwise + 0.5 * nn.functional.binary_cross_entropy_with_logits(logits, batch.answers)


def _sentence_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Softmax over the sentences of a group, where some are known to answer, and each by itself."""
    known = batch.sentences != UNKNOWN
    if not known.any():
        return torch.tensor(torch.nan)
    single = nn.functional.binary_cross_entropy_with_logits(logits[known], batch.sentences[known].float())
    groups = len(logits) // batch.group
    scores = logits.masked_fill(~known, -1e4).view(groups, -1)
    right = (batch.sentences == 1).view(groups, -1)
    has = right.any(1)
    if not has.any():
        return single
    listwise = torch.logsumexp(scores[has], 1) - torch.logsumexp(
        scores[has].masked_fill(~right[has], -1e4), 1
    )
    return single + listwise.mean()
