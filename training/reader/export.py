"""The trained network as OpenVINO's format, its weights in eight bits."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from torch import Tensor

from training.reader.network import Network


class OneOutput(torch.nn.Module):
    """All logits of a passage in one row, as `retrieval.reader` takes them apart."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor, pool: Tensor) -> Tensor:
        """`Network.forward`, its three results flat and side by side."""
        return torch.cat([each.flatten(1) for each in self._network(ids, mask, segments, pool)], dim=1)


def export(network: Network, tokenizer: Path, folder: Path) -> int:
    """Write `reader.xml`, `reader.bin` and the tokenizer to `folder`; the size of all in bytes.

    The weights of every layer and table are kept as eight-bit integers with a scale a row (NNCF's weight
    compression); the computation stays in floating point, so that no calibration data is needed. The heads stay as they
    are: OpenVINO 2026.4 scales a head of one row a thousandfold where a model has more than one stream.
    """
    import nncf
    import openvino

    network.eval()
    ids = torch.ones(2, 16, dtype=torch.int64)
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids), torch.zeros(2, 3, 16))
    graph = openvino.convert_model(OneOutput(network), example_input=example)
    heads = nncf.IgnoredScope(patterns=[r".*_network\.(passage|sentence|span).*"])
    graph = nncf.compress_weights(graph, mode=nncf.CompressWeightsMode.INT8_ASYM, ignored_scope=heads)
    folder.mkdir(parents=True, exist_ok=True)
    openvino.save_model(graph, folder / "reader.xml", compress_to_fp16=True)
    shutil.copy(tokenizer, folder / "tokenizer.json")
    return sum(file.stat().st_size for file in folder.iterdir())
