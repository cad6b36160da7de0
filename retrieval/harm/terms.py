"""The words of a request as features: what an embedding blurs ("treat" and "hide" a poisoning) and words tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_START = "^"  # before the first word: "how do i" begins a request, and seldom stands within one
# What all terms together weigh beside the embedding, whose length is 1: chosen by cross-validation (MODEL_CARD.md).
_LENGTH = 2.0


def terms_of(text: str) -> frozenset[str]:
    """The words of a text and its pairs of neighbouring words."""
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    return frozenset(words).union(map(" ".join, zip([_START, *words], words, strict=False)))


def term_row(text: str, columns: Mapping[str, int]) -> NDArray[np.float32]:
    """Which of the known terms a text has, shape `(len(columns),)`, of length 2 whatever their number."""
    row = np.zeros(len(columns), dtype=np.float32)
    known = [columns[term] for term in terms_of(text) if term in columns]
    if known:
        row[known] = _LENGTH / np.sqrt(len(known))
    return row
