"""Training: several corpora in one epoch, layer-wise rates, averaged weights; goes on where it was stopped."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from graph.vocabulary.lexicon import Lexicon
from ingest.recognize.trained import WINDOW
from training.fine_tuning import FineTuning, parameter_groups
from training.ner.augment import renamed
from training.ner.batches import IGNORED, Labelled, batches, label
from training.ner.corpora import NerCorpus, NerExample
from training.ner.network import Network


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights besides the data. `pieces` is the size of a batch in word pieces.

    The values are those of the model that ships (`ingest/recognize/trained/model/CARD.md`), set by hand.
    """

    epochs: int = 14
    rate: float = 2e-4
    decay: float = 0.85
    new_rate: float = 1e-3
    warm: float = 0.06
    pieces: int = 3072
    masked: float = 0.06  # share of word pieces hidden
    silent: float = 0.4  # share of windows whose dictionary features are dropped
    renamed: float = 0.5  # share of documents in which names are replaced
    replaced: float = 0.4  # share of names replaced in these
    averaged: float = 0.998  # decay of the moving average of the weights
    seed: int = 13


Log = Callable[[str], None]


class Trainer:
    """Trains a network on corpora; `state` is the file it saves itself to after every epoch."""

    def __init__(
        self,
        network: Network,
        tokenizer: Tokenizer,
        lexicon: Lexicon | None,
        names: Mapping[str, Sequence[str]],
        recipe: Recipe,
        state: Path,
    ) -> None:
        self.network, self._tokenizer, self._lexicon = network, tokenizer, lexicon
        self._names, self._recipe = names, recipe
        layers = network.encoder.config.num_hidden_layers
        groups = parameter_groups(network, layers, recipe.rate, recipe.decay, recipe.new_rate)
        self._tuning = FineTuning(network, groups, recipe.averaged, asdict(recipe), state)
        self._epoch = 0

    @property
    def averaged(self) -> Network:
        """The network with the moving average of the weights: what is exported."""
        return self._tuning.averaged

    def resume(self) -> int:
        """Go on from the saved state, if there is one of the same recipe; how many epochs are done."""
        self._epoch = self._tuning.resume("epoch")
        return self._epoch

    def run(
        self,
        corpora: Sequence[tuple[NerCorpus, Sequence[NerExample]]],
        log: Log,
        saved: Callable[[int], None] = lambda epoch: None,
    ) -> None:
        """Train for the epochs that are left; `saved` is told of each after which the state was saved."""
        recipe = self._recipe
        while self._epoch < recipe.epochs:
            chance = random.Random(recipe.seed * 1000 + self._epoch)
            torch.manual_seed(recipe.seed * 1000 + self._epoch)
            labelled = self._drawn(corpora, chance)
            started, seen, losses = time.monotonic(), 0, 0.0
            drawn = list(batches(labelled, recipe.pieces, chance, recipe.silent, recipe.masked))
            for step, batch in enumerate(drawn):
                self._rate((self._epoch + step / len(drawn)) / recipe.epochs)
                losses += self._step(*batch)
                seen += int(batch[1].sum())
                if step % 50 == 49:
                    rate = seen / (time.monotonic() - started)
                    mean = losses / (step + 1)
                    place = f"epoch {self._epoch + 1} step {step + 1}/{len(drawn)}"
                    log(f"{place} loss {mean:.4f} {rate:.0f} pieces/s")
            self._epoch += 1
            self._tuning.save("epoch", self._epoch)
            saved(self._epoch)

    def _drawn(
        self, corpora: Sequence[tuple[NerCorpus, Sequence[NerExample]]], chance: random.Random
    ) -> list[Labelled]:
        """This epoch's windows: a share of each corpus, names replaced in some, windows of different lengths."""
        recipe, found = self._recipe, list[Labelled]()
        for corpus, examples in corpora:
            taken = [
                renamed(e, self._names, recipe.replaced, chance)
                if self._names and chance.random() < recipe.renamed
                else e
                for e in examples
            ]
            size = chance.choice((WINDOW, WINDOW, WINDOW // 2, WINDOW // 4))
            labelled = label(taken, self._tokenizer, self._lexicon, size)
            found += chance.sample(labelled, round(corpus.share * len(labelled)))
        return found

    def _rate(self, done: float) -> None:
        """Linear warm-up, then down to nothing along a cosine."""
        warm = self._recipe.warm
        scale = done / warm if done < warm else 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))
        self._tuning.rate(scale)

    def _step(self, ids: Tensor, mask: Tensor, features: Tensor, labels: Tensor) -> float:
        self.network.train()
        with self._tuning.autocast():
            logits = self.network(ids, mask, features)
        # Summed over the types that are annotated, so that a corpus with many types teaches no less of each.
        known = (labels != IGNORED).any(-1).sum().clamp(min=1)
        loss = (
            nn.functional.cross_entropy(
                logits.float().reshape(-1, 3), labels.reshape(-1), ignore_index=IGNORED, reduction="sum"
            )
            / known
        )
        self._tuning.step(loss)
        return float(loss.detach())
