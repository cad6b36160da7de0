"""A BERT of the real shape that is small enough to train in a test."""

from __future__ import annotations

import torch
from transformers import BertConfig, BertModel


def small_bert() -> BertModel:
    """Two layers, 32 wide, the same weights each time."""
    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        attention_probs_dropout_prob=0.0,
    )
    return BertModel(config, add_pooling_layer=False)
