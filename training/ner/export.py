"""The trained network as OpenVINO's format, its weights in eight bits."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch

from ingest.recognize.trained import FEATURE_COLUMNS
from training.ner.network import Network


def export(network: Network, tokenizer: Path, folder: Path) -> int:
    """Write `ner.xml`, `ner.bin` and the tokenizer to `folder`; the size of all in bytes.

    The weights of every layer and table are kept as eight-bit integers with a scale a row (NNCF's weight
    compression); the computation stays in floating point, so that no calibration data is needed.
    """
    import nncf
    import openvino

    network.eval()
    ids = torch.ones(2, 16, dtype=torch.int64)
    features = torch.ones(2, 16, FEATURE_COLUMNS, dtype=torch.int64)
    graph = openvino.convert_model(network, example_input=(ids, torch.ones_like(ids), features))
    graph = nncf.compress_weights(graph, mode=nncf.CompressWeightsMode.INT8_ASYM)
    folder.mkdir(parents=True, exist_ok=True)
    openvino.save_model(graph, folder / "ner.xml", compress_to_fp16=True)
    shutil.copy(tokenizer, folder / "tokenizer.json")
    return sum(file.stat().st_size for file in folder.iterdir())
