"""What every training of a network here is: layer-wise rates, averaged weights, and a state to go on from."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

N = TypeVar("N", bound=nn.Module)


class FineTuning(Generic[N]):
    """A network with its optimiser and the moving average of its weights; `state` is the file they are saved to.

    `recipe` is all that decides the weights besides the data: a state of another one is none to go on from.
    """

    def __init__(
        self, network: N, groups: list[dict[str, object]], decay: float, recipe: dict[str, Any], state: Path
    ) -> None:
        self.network, self._decay, self._recipe, self._state = network, decay, recipe, state
        self._optimiser = torch.optim.AdamW(groups)
        self._average = torch.optim.swa_utils.AveragedModel(network, avg_fn=self._averaged)
        # A processor without units for bf16 computes it forty times slower than float32 (measured on AVX2).
        processor = torch.cpu.get_capabilities()
        self._halved = any(processor.get(unit) for unit in ("avx512_bf16", "amx_bf16", "bf16"))

    @property
    def averaged(self) -> N:
        """The network with the moving average of the weights: what is exported."""
        module = self._average.module
        assert isinstance(module, type(self.network))
        return module

    def autocast(self) -> torch.autocast:
        """Computes in bf16 where the processor has units for it."""
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._halved)

    def rate(self, scale: float) -> None:
        """Set every rate to that share of its own."""
        for group in self._optimiser.param_groups:
            group["lr"] = group["base_lr"] * scale

    def step(self, loss: Tensor) -> None:
        """One step down the gradient of the loss, its norm at most 1."""
        self._optimiser.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimiser.step()
        self._average.update_parameters(self.network)

    def resume(self, counted: str) -> int:
        """Load the saved state, if there is one of the same recipe; how many `counted` (epochs, steps) are done."""
        if not self._state.is_file():
            return 0
        saved = torch.load(self._state, weights_only=True)
        if saved["recipe"] != self._recipe:
            return 0
        self.network.load_state_dict(saved["network"])
        self._average.load_state_dict(saved["average"])
        self._optimiser.load_state_dict(saved["optimiser"])
        return int(saved[counted])

    def save(self, counted: str, done: int) -> None:
        """Write the state, whole or not at all."""
        self._state.parent.mkdir(parents=True, exist_ok=True)
        partial = self._state.with_suffix(".part")
        torch.save(
            {
                "recipe": self._recipe,
                counted: done,
                "network": self.network.state_dict(),
                "average": self._average.state_dict(),
                "optimiser": self._optimiser.state_dict(),
            },
            partial,
        )
        partial.replace(self._state)

    def _averaged(self, average: Tensor, current: Tensor, steps: Tensor | int) -> Tensor:
        """An exponential moving average, quicker at first so that it forgets where training began."""
        kept = min(self._decay, (1 + int(steps)) / (10 + int(steps)))
        return average.lerp(current, 1 - kept)


def parameter_groups(
    network: nn.Module, layers: int, rate: float, decay: float, new_rate: float
) -> list[dict[str, object]]:
    """Layer-wise learning rates (Howard and Ruder 2018, section 3.2): each layer `decay` times the one above it.

    `encoder` is the network's pretrained part of so many layers, `into` what is added to its embeddings.
    """
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.encoder.layer."):
            own = rate * decay ** (layers - 1 - int(name.split(".")[3]))
        elif name.startswith(("encoder.", "into.")):
            own = rate * decay**layers
        else:
            own = new_rate
        groups.setdefault((own, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [
        {"params": parameters, "lr": own, "base_lr": own, "weight_decay": weight}
        for (own, weight), parameters in groups.items()
    ]
