"""Training the stance: every sentence by itself, the stances of a set in balance."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from retrieval.reader import STANCES, PairEncoder, Passage, pad_pairs
from training.fine_tuning import FineTuning, parameter_groups
from training.reader.network import Network
from training.stance.examples import StanceExample

_HEADLESS = 0.5  # share of examples read without their title, so that a sentence alone is enough


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights besides the data. Set by hand: docs/decisions/0019-reader.md."""

    epochs: int = 1
    layers: int = 6
    batch: int = 48
    rate: float = 1.5e-4
    decay: float = 0.9
    new_rate: float = 8e-4
    warm: float = 0.06  # share of the steps in which the rates rise
    cool: float = 0.4  # share of the steps, at the end, in which they fall to nothing
    averaged: float = 0.998  # decay of the moving average of the weights
    seed: int = 23


class StanceTrainer:
    """Trains a network on the stances of several sets; goes on from `state`, which it writes after each epoch."""

    def __init__(self, network: Network, encoder: PairEncoder, recipe: Recipe, state: Path) -> None:
        self.network, self._encoder, self._recipe = network, encoder, recipe
        groups = parameter_groups(network, recipe.layers, recipe.rate, recipe.decay, recipe.new_rate)
        self._tuning = FineTuning(network, groups, recipe.averaged, asdict(recipe), state)

    @property
    def averaged(self) -> Network:
        """The network with the moving average of the weights: what is exported."""
        return self._tuning.averaged

    def run(self, sets: Mapping[str, Sequence[StanceExample]], log: Callable[[str], None]) -> None:
        """Train for the epochs that are left."""
        recipe = self._recipe
        examples = [example for each in sets.values() for example in each]
        weights = {id(e): weight for each in sets.values() for e, weight in _weighted(each)}
        per_epoch = -(-len(examples) // recipe.batch)
        total = recipe.epochs * per_epoch
        for epoch in range(self._tuning.resume("epoch"), recipe.epochs):
            chance = random.Random(recipe.seed * 1000 + epoch)
            torch.manual_seed(chance.randrange(2**31))
            losses, started = list[Tensor](), time.monotonic()
            for number, batch in enumerate(self._batches(examples, chance)):
                done = (epoch * per_epoch + number + 1) / total
                self._tuning.rate(min(1.0, done / recipe.warm, (1 - done) / recipe.cool))
                batched = [_headless(e) if chance.random() < _HEADLESS else e for e in batch]
                losses.append(self._step(batched, torch.tensor([weights[id(e)] for e in batch])))
                if len(losses) % 50 == 0:
                    mean = float(torch.stack(losses[-50:]).mean())
                    log(
                        f"{done:.0%} loss {mean:.3f} {len(losses) / (time.monotonic() - started):.2f} steps/s"
                    )
            self._tuning.save("epoch", epoch + 1)

    def _batches(
        self, examples: Sequence[StanceExample], chance: random.Random
    ) -> Iterator[list[StanceExample]]:
        """All examples in batches, those of like length together, in random order."""
        size = self._recipe.batch
        order = sorted(examples, key=lambda e: len(e.passage.sentences[0]) * chance.uniform(0.8, 1.25))
        runs = [order[start : start + size] for start in range(0, len(order), size)]
        chance.shuffle(runs)
        yield from runs

    def _step(self, batch: Sequence[StanceExample], weights: Tensor) -> Tensor:
        self.network.train()
        logits = stance_logits(self.network, self._encoder, batch, self._tuning.autocast)
        wanted = torch.tensor([e.stance for e in batch])
        loss = (nn.functional.cross_entropy(logits, wanted, reduction="none") * weights).mean()
        self._tuning.step(loss)
        return loss.detach()


def _headless(example: StanceExample) -> StanceExample:
    return replace(example, passage=Passage("", example.passage.sentences))


def stance_logits(
    network: Network,
    encoder: PairEncoder,
    batch: Sequence[StanceExample],
    context: Callable[[], torch.autocast],
) -> Tensor:
    """The logits of the stances, shape (examples, 3)."""
    pairs = [encoder.encode(e.question, [e.passage])[0] for e in batch]
    inputs = pad_pairs(pairs, max(len(p.ids) for p in pairs), 1)
    with context():
        _, sentences, _ = network(*(torch.from_numpy(array) for array in inputs))
    stances: Tensor = sentences[:, 0, 1:].float()
    return stances


def _weighted(examples: Sequence[StanceExample]) -> Iterator[tuple[StanceExample, float]]:
    """Each with the weight that makes the stances of its set count alike, up to a square root."""
    counted = Counter(e.stance for e in examples)
    for example in examples:
        yield example, (len(examples) / (len(STANCES) * counted[example.stance])) ** 0.5
