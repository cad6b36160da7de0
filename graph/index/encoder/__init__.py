"""Text to vectors: any sentence-transformers model, on the fastest exact-enough backend installed."""

from graph.index.encoder.base import Encoder, EncoderError, ModelInfo
from graph.index.encoder.load import load_encoder

__all__ = [
    "Encoder",
    "EncoderError",
    "ModelInfo",
    "load_encoder",
]
