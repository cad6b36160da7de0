"""Choosing the backend an encoder runs on."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from graph.files import is_closed, private
from graph.index.encoder.base import Encoder, EncoderError
from graph.index.encoder.locate import describe, locate
from graph.waiting import told_if_slow

BACKENDS = ("auto", "openvino", "torch")


def load_encoder(name: str, cache: Path, backend: str = "auto") -> Encoder:
    """The encoder for a model name or folder; converted models are kept under `cache`.

    `auto` takes torch where there is a GPU, else OpenVINO where it is installed and can express the model,
    else torch. Raises EncoderError when the model or the backend is not to be had.
    """
    if backend not in BACKENDS:
        raise EncoderError(f"no embedding backend {backend!r}", f"one of: {', '.join(BACKENDS)}")
    # Torch makes a folder for its compiler when it is imported, in the system's temporary folder if not told where.
    if not is_closed(cache):
        os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(cache / "torchinductor"))
    with private():
        return _load(name, cache, backend)


def _load(name: str, cache: Path, backend: str) -> Encoder:
    folder = locate(name)
    info = describe(name, folder)
    if backend == "openvino" or (backend == "auto" and not _has_gpu()):
        from graph.index.encoder import openvino

        if importlib.util.find_spec("openvino") and openvino.supports(folder):
            return openvino.OpenVinoEncoder(info, folder, cache)
        if backend == "openvino":
            raise EncoderError(f"{name} cannot run on openvino here", "set the backend to torch or auto")
    with told_if_slow("loading the embedding model"):
        from graph.index.encoder.torch import TorchEncoder

        return TorchEncoder(info, folder)


def _has_gpu() -> bool:
    """Whether to pay for importing torch to ask; without NVIDIA's driver tools there is no CUDA device."""
    if shutil.which("nvidia-smi") is None:
        return False
    import torch

    return bool(torch.cuda.is_available())
