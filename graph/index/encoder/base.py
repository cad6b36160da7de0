"""What an encoder is, and what a workspace remembers of the one that filled it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import MedgraphError


class EncoderError(MedgraphError):
    """An embedding model cannot be found, loaded or used with this workspace."""

    code = "model"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which vectors these are: `revision` is a digest of the weights, so a renamed copy is the same model."""

    name: str
    revision: str
    dimension: int

    def __str__(self) -> str:
        return f"{self.name}@{self.revision}:{self.dimension}"


class Encoder(Protocol):
    """Encodes texts; safe to call from several threads."""

    info: ModelInfo
    backend: str
    max_tokens: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """L2-normalised vectors, float32, shape `(len(texts), info.dimension)`; long texts are truncated."""
        ...

    def token_lengths(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text without special tokens and without truncation."""
        ...
