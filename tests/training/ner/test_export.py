"""The exported model decides as the network does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from ingest.recognize.trained import FEATURE_COLUMNS, MODEL_FOLDER
from training.ner.export import export
from training.ner.network import Network

pytest.importorskip("nncf", reason="nncf is not installed: pip install -e '.[training]'")


def test_the_exported_model_gives_the_networks_decisions(tmp_path: Path) -> None:
    import openvino

    torch.manual_seed(3)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    network = Network(BertModel(config, add_pooling_layer=False))
    assert export(network, MODEL_FOLDER / "tokenizer.json", tmp_path) > 1_000_000
    ids = torch.randint(1000, 2000, (3, 40))
    mask = torch.ones_like(ids)
    mask[1, 20:] = 0
    features = torch.randint(0, 5, (3, 40, FEATURE_COLUMNS))
    with torch.inference_mode():
        wanted = network(ids, mask, features).numpy()
    model = openvino.Core().compile_model(
        str(tmp_path / "ner.xml"), "CPU", {"INFERENCE_PRECISION_HINT": "f32"}
    )
    given = model([ids.numpy(), mask.numpy(), features.numpy()])[0]
    kept = mask.numpy().astype(bool)
    assert np.abs(given - wanted)[kept].max() < 0.05
