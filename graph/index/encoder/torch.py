"""Any sentence-transformers model on torch: on the GPU when there is one, else on the CPU."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.index.encoder.base import EncoderError, ModelInfo

_BATCH = 32  # the default of sentence-transformers


class TorchEncoder:
    """An `Encoder` over `sentence_transformers.SentenceTransformer`."""

    def __init__(self, info: ModelInfo, folder: Path) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        device = "cuda" if torch.cuda.is_available() else "cpu"
        self.info = info
        self.backend = f"torch-{device}"
        try:
            self._model = SentenceTransformer(str(folder), device=device, local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(
                f"{folder} cannot be loaded as a sentence-transformers model: {error}"
            ) from error
        self.max_tokens = int(self._model.max_seq_length or 256)
        self._lock = threading.Lock()

    def token_lengths(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens or truncation."""
        tokenizer: Any = self._model.tokenizer
        return [
            len(ids) for ids in tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        ]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `texts`; the library itself sorts by length."""
        if not texts:
            return np.empty((0, self.info.dimension), dtype=np.float32)
        with self._lock:
            vectors = self._model.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vectors, dtype=np.float32)
