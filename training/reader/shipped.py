"""Taking the weights out of a model that was exported, so that another training may begin with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

_PREFIXES = ("self._network.", "__module._network.")


def load_exported(network: nn.Module, folder: Path) -> None:
    """Give a network the weights of a model that `training.reader.export` wrote to `folder`.

    They are those that were trained but for the rounding to eight bits. Layers above those of the model stay as they
    are. Raises ValueError where anything else is missing.
    """
    found = _parameters(folder)
    state = network.state_dict()
    layers = {_layer(name) for name in found}
    if layers <= {""}:
        raise ValueError(f"{folder} has no layer of an encoder: it is no model of training.reader")
    for name, tensor in state.items():
        if _layer(name) not in layers:
            continue
        if name not in found:
            raise ValueError(f"{folder} has no {name}: it is of a network of another shape")
        state[name] = torch.from_numpy(found[name].reshape(tuple(tensor.shape)).copy())
    network.load_state_dict(state)


def _parameters(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The parameters of an exported model by their names in the network."""
    import openvino

    graph = openvino.Core().read_model(folder / "reader.xml")
    found: dict[str, NDArray[np.float32]] = {}
    for node in graph.get_ordered_ops():
        name = node.get_friendly_name().removesuffix("_compressed")  # in half precision
        if node.get_type_name() == "Constant":
            if name.startswith(_PREFIXES[0]) and name.endswith((".weight", ".bias")):
                found[name.removeprefix(_PREFIXES[0])] = _table(node)
        elif name.startswith(_PREFIXES[1]) and (parameter := _parameter(name)):
            for value in node.input_values():
                if (constant := _constant(value.get_node())) is not None:
                    found[parameter] = constant
    return found


def _layer(name: str) -> str:
    """The number of the encoder's layer that a parameter is of; '' of any other."""
    return name.split(".")[3] if name.startswith("encoder.encoder.layer.") else ""


def _parameter(name: str) -> str | None:
    """The parameter that an operation adds or multiplies with: a bias, or one of a normalisation."""
    module, _, operation = name.removeprefix(_PREFIXES[1]).partition("/")
    if operation == "aten::linear/Add":
        return f"{module}.bias"
    normalised = {"aten::layer_norm/Multiply_1": "weight", "aten::layer_norm/Add": "bias"}
    return f"{module}.{normalised[operation]}" if operation in normalised else None


def _constant(node: Any) -> NDArray[np.float32] | None:
    """The value of a constant, also where it is kept in half precision and converted."""
    while node.get_type_name() == "Convert":
        node = node.input_value(0).get_node()
    return np.asarray(node.data, np.float32) if node.get_type_name() == "Constant" else None


def _table(node: Any) -> NDArray[np.float32]:
    """A table with its zero points and scales applied, where it is kept in eight bits."""
    table = np.asarray(node.data, np.float32)
    while (node := next(iter(node.output(0).get_target_inputs())).get_node()).get_type_name() in (
        "Convert",
        "Subtract",
        "Multiply",
    ):
        other = _constant(node.input_value(1).get_node()) if node.get_input_size() > 1 else None
        if other is None:
            continue
        table = table - other if node.get_type_name() == "Subtract" else table * other
    return table
