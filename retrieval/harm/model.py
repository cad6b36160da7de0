"""A logistic model of a request's embedding and its words; the weights belong to one encoder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.index import ModelInfo
from retrieval.harm.terms import term_row

WEIGHTS = Path(__file__).parent / "weights.npz"


@dataclass(frozen=True, slots=True)
class HarmModel:
    """What `python -m training.harm` writes. `encoder` is the digest of the encoder whose vectors it was trained on."""

    encoder: str
    embedding: NDArray[np.float32]
    columns: dict[str, int]
    terms: NDArray[np.float32]
    bias: float
    threshold: float
    digest: str = ""

    def score(self, text: str, vector: NDArray[np.float32]) -> float:
        """The logit of being harmful, for a text and its vector, shape `(dimension,)`."""
        row = term_row(text, self.columns)
        return float(vector @ self.embedding) + float(row @ self.terms) + self.bias

    def is_harmful(self, text: str, vector: NDArray[np.float32]) -> bool:
        """Whether to refuse; the threshold was chosen by false refusals (MODEL_CARD.md)."""
        return self.score(text, vector) > self.threshold

    def save(self, path: Path) -> None:
        """Write the weights."""
        np.savez_compressed(
            path,
            encoder=np.array(self.encoder),
            embedding=self.embedding,
            names=np.array("\n".join(self.columns)),
            terms=self.terms,
            bias=np.float32(self.bias),
            threshold=np.float32(self.threshold),
        )


def load_harm_model(encoder: ModelInfo, path: Path = WEIGHTS) -> HarmModel | None:
    """The model; None where its weights are of another encoder than this, and would say nothing true."""
    model = _load(path)
    same = model.encoder == encoder.revision and model.embedding.shape == (encoder.dimension,)
    return model if same else None


@cache
def _load(path: Path) -> HarmModel:
    with np.load(path, allow_pickle=False) as arrays:
        names = str(arrays["names"]).split("\n")
        return HarmModel(
            encoder=str(arrays["encoder"]),
            embedding=arrays["embedding"],
            columns={name: at for at, name in enumerate(names)},
            terms=arrays["terms"],
            bias=float(arrays["bias"]),
            threshold=float(arrays["threshold"]),
            digest=hashlib.sha256(path.read_bytes()).hexdigest()[:12],
        )
