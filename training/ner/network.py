"""The network: a MiniLM encoder that also sees features of the words, and one B/I/O decision a type."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from ingest.recognize.trained import DICTIONARY, FEATURE_COLUMNS, PREFIXES, SHAPES, SUFFIXES, TYPES

_SIZES = (SHAPES, PREFIXES, SUFFIXES, SUFFIXES, 1 + 2 * len(DICTIONARY))
_WIDTH = 64
_DROPOUT = 0.2
_INTO = (0, FEATURE_COLUMNS - 1)


class Network(nn.Module):
    """Word pieces and features to logits of shape (batch, pieces, types, 3), the last axis being O, B, I.

    One decision a type and not one over all types: the corpora disagree on what may be what (a tumour is anatomy in
    AnatEM, a disease in BioRED), and a corpus without a type then simply has no loss for it.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        # Of the features only shape and dictionary go into the encoder, which begins as it was trained: its word
        # embeddings are small (norm 1.1), and anything larger added to them drowns the words.
        self.into = nn.ModuleList(nn.Embedding(_SIZES[column], width, padding_idx=0) for column in _INTO)
        self.tables = nn.ModuleList(nn.Embedding(size, _WIDTH, padding_idx=0) for size in _SIZES)
        for parameter in self.into.parameters():
            nn.init.zeros_(parameter)
        for parameter in self.tables.parameters():
            nn.init.normal_(parameter, std=0.1)
        self.dropout = nn.Dropout(_DROPOUT)
        self.classify = nn.Linear(width + _WIDTH * FEATURE_COLUMNS, 3 * len(TYPES))

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """`ids` and `mask` have shape (batch, pieces), `features` (batch, pieces, COLUMNS)."""
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for table, column in zip(self.into, _INTO, strict=True):
            embedded = embedded + table(features[..., column])
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        seen = [table(features[..., column]) for column, table in enumerate(self.tables)]
        logits: Tensor = self.classify(self.dropout(torch.cat([hidden, *seen], dim=-1)))
        return logits.view(*ids.shape, len(TYPES), 3)


def load_network(folder: Path) -> Network:
    """A network over the encoder in `folder`, its own parts new."""
    # Dropout in the layers costs half of the speed on a CPU (in the attention it rules the fast kernel out). Masked
    # pieces, renamed entities and dropout before the decision do its work.
    encoder = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        attn_implementation="sdpa",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0,
    )
    return Network(encoder)
