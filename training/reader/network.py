"""The network: a MiniLM encoder over question and passage, and small heads for passage, sentences and spans."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from retrieval.reader import STANCES

_DROPOUT = 0.1


class Network(nn.Module):
    """A question and a passage to logits.

    Of the passage: whether it answers, shape (batch, 1). Of each sentence:
    whether it answers, and its stance, shape (batch, sentences, 1 + 3). Of each piece: whether the answer begins or
    ends there, shape (batch, pieces, 2).
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.dropout = nn.Dropout(_DROPOUT)
        self.passage = nn.Linear(width, 1)
        self.sentence = nn.Sequential(
            nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, 1 + len(STANCES))
        )
        self.span = nn.Linear(width, 2)

    def forward(
        self, ids: Tensor, mask: Tensor, segments: Tensor, pool: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`ids`, `mask`, `segments` have shape (batch, pieces), `pool` (batch, sentences, pieces)."""
        hidden = self.dropout(
            self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        )
        first = hidden[:, 0]
        pooled = torch.bmm(pool.to(hidden.dtype), hidden)
        beside = first.unsqueeze(1).expand(-1, pooled.shape[1], -1)
        sentences = self.sentence(torch.cat([pooled, beside], dim=-1))
        return self.passage(first), sentences, self.span(hidden)


def load_network(folder: Path, layers: int) -> Network:
    """A network over the first `layers` layers of the encoder in `folder`, its own parts new."""
    encoder = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        attn_implementation="sdpa",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0,
        num_hidden_layers=layers,
    )
    return Network(encoder)
