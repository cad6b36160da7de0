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
from training.reader.batches import Batch, Group, batches, drawn_groups
from training.reader.examples import UNKNOWN, LabelledPassage, Reading
from training.reader.network import Network


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights besides the data.

    The values are those of the model that ships (`retrieval/reader/model/CARD.md`), set by hand.
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
    """A set's readings with their hard negatives, and the share of them that an epoch takes."""

    readings: Sequence[Reading]
    mined: Sequence[Sequence[LabelledPassage]]
    share: float


Log = Callable[[str], None]


class Trainer:
    """Trains a network on sets; `state` is the file it saves itself to every so many steps."""

    def __init__(self, network: Network, encoder: PairEncoder, recipe: Recipe, state: Path) -> None:
        self.network, self._encoder, self._recipe, self._state = network, encoder, recipe, state
        self._optimiser = torch.optim.AdamW(_parameter_groups(network, recipe))
        self._average = torch.optim.swa_utils.AveragedModel(network, avg_fn=self._averaged)
        self._step_done = 0
        # A processor without units for bf16 computes it forty times slower than float32 (measured on AVX2).
        processor = torch.cpu.get_capabilities()
        self._halved = any(processor.get(unit) for unit in ("avx512_bf16", "amx_bf16", "bf16"))

    @property
    def averaged(self) -> Network:
        """The network with the moving average of the weights: what is exported."""
        module = self._average.module
        assert isinstance(module, Network)
        return module

    def resume(self) -> int:
        """Go on from the saved state, if there is one of the same recipe; how many steps are done."""
        if self._state.is_file():
            saved = torch.load(self._state, weights_only=True)
            if saved["recipe"] == asdict(self._recipe):
                self.network.load_state_dict(saved["network"])
                self._average.load_state_dict(saved["average"])
                self._optimiser.load_state_dict(saved["optimiser"])
                self._step_done = int(saved["step"])
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
                    self._save()
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

    def _averaged(self, average: Tensor, current: Tensor, steps: Tensor | int) -> Tensor:
        """An exponential moving average, quicker at first so that it forgets where training began."""
        kept = min(self._recipe.averaged, (1 + int(steps)) / (10 + int(steps)))
        return average.lerp(current, 1 - kept)

    def _rate(self, done: float) -> None:
        """Linear warm-up, then level, then down to nothing (Hu et al. 2024: a run may be ended at any time)."""
        scale = min(1.0, done / self._recipe.warm, (1 - done) / self._recipe.cool)
        for group in self._optimiser.param_groups:
            group["lr"] = group["base_lr"] * scale

    def _step(self, batch: Batch) -> Tensor:
        self.network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._halved):
            passages, sentences, spans = self.network(*batch.inputs)
        losses = loss_parts(passages.float(), sentences.float(), spans.float(), batch)
        self._optimiser.zero_grad()
        torch.autograd.backward(torch.nansum(losses))
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimiser.step()
        self._average.update_parameters(self.network)
        return losses.detach()

    def _save(self) -> None:
        self._state.parent.mkdir(parents=True, exist_ok=True)
        partial = self._state.with_suffix(".part")
        torch.save(
            {
                "recipe": asdict(self._recipe),
                "step": self._step_done,
                "network": self.network.state_dict(),
                "average": self._average.state_dict(),
                "optimiser": self._optimiser.state_dict(),
            },
            partial,
        )
        partial.replace(self._state)


def loss_parts(passages: Tensor, sentences: Tensor, spans: Tensor, batch: Batch) -> Tensor:
    """The losses of passage, early passage, sentence, stance and span; NaN where a batch says nothing of one."""
    none = torch.tensor(torch.nan)
    parts = [_passage_loss(passages[:, place], batch) for place in (1, 0)]
    parts.append(_sentence_loss(sentences[..., 0], batch))
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
    return torch.stack(parts) * torch.tensor([1.0, 0.5, 1.0, 0.7, 1.0])


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


def _parameter_groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Layer-wise learning rates (Howard and Ruder 2018, section 3.2): each layer `decay` times the one above it."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.encoder.layer."):
            own = recipe.rate * recipe.decay ** (recipe.layers - 1 - int(name.split(".")[3]))
        elif name.startswith("encoder."):
            own = recipe.rate * recipe.decay**recipe.layers
        else:
            own = recipe.new_rate
        groups.setdefault((own, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [
        {"params": parameters, "lr": own, "base_lr": own, "weight_decay": weight}
        for (own, weight), parameters in groups.items()
    ]
