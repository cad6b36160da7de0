"""Mean-pooled BERT-like encoders on OpenVINO: two to four times torch on CPUs with bf16 units, same vectors.

The model is converted once (torch is imported only then) and the result kept beside the workspaces, so a
later start needs neither torch nor transformers.
"""

from __future__ import annotations

import importlib
import json
import logging
import warnings
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph.files import is_closed, make_folder, replace_file
from graph.index.encoder.base import EncoderError, ModelInfo
from graph.index.encoder.conversion import is_sound, make_conversion
from graph.index.streams import Streams, padded_width
from graph.waiting import told_if_slow

# Small, so that little is computed on padding: docs/decisions/0002-encoder-backend.md compares 8, 16 and 32.
_BATCH = 8
_INPUTS = ("input_ids", "attention_mask")


def supports(folder: Path) -> bool:
    """Whether the model is a transformer with mean pooling, the only shape converted here."""
    pooling, tokenizer = folder / "1_Pooling" / "config.json", folder / "tokenizer.json"
    return (
        pooling.is_file()
        and tokenizer.is_file()
        and bool(json.loads(pooling.read_text()).get("pooling_mode_mean_tokens"))
        and not (folder / "2_Dense").exists()
    )


class OpenVinoEncoder:
    """An `Encoder` over OpenVINO's CPU plugin."""

    backend = "openvino"

    def __init__(self, info: ModelInfo, folder: Path, cache: Path) -> None:
        self.info = info
        graph = cache / f"{info.revision}.xml"
        with ThreadPoolExecutor(1) as pool:  # proves the model beside what takes as long
            sound = pool.submit(is_sound, folder, graph)
            self._load_tokenizer(folder)
            importlib.import_module("openvino")
            is_there = sound.result()
        if not is_there and not is_closed(cache):
            make_conversion(folder, graph, _save)
            is_there = True
        converted = None if is_there else _convert(folder)
        with told_if_slow("loading the embedding model"):
            self._streams = Streams(converted or graph)

    def _load_tokenizer(self, folder: Path) -> None:
        settings = folder / "sentence_bert_config.json"
        self.max_tokens = (
            int(json.loads(settings.read_text())["max_seq_length"]) if settings.is_file() else 256
        )
        self._counter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._counter.no_truncation()
        self._counter.no_padding()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(self.max_tokens)
        self._tokenizer.no_padding()

    def token_lengths(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without special tokens or truncation."""
        return [len(e.ids) for e in self._counter.encode_batch_fast(list(texts), add_special_tokens=False)]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `texts`; sorted by length and batched, so little is computed on padding, and of equals one."""
        vectors = np.empty((len(texts), self.info.dimension), dtype=np.float32)
        if not texts:
            return vectors
        places: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place, encoding in enumerate(self._tokenizer.encode_batch_fast(list(texts))):
            places[tuple(encoding.ids)].append(place)
        order = sorted(places, key=len, reverse=True)
        groups = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        for group, output in zip(groups, self._streams.run(map(self._batch, groups)), strict=True):
            for ids, vector in zip(group, output, strict=True):
                vectors[places[ids]] = vector
        return vectors

    def _batch(self, ids: Sequence[tuple[int, ...]]) -> dict[str, NDArray[np.int64]]:
        width = padded_width(max(map(len, ids)), self.max_tokens)
        tokens = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, values in enumerate(ids):
            tokens[row, : len(values)] = values
            mask[row, : len(values)] = 1
        return dict(zip(_INPUTS, (tokens, mask), strict=True))


def _save(folder: Path, target: Path) -> None:
    """Write the model with its pooling and normalisation as OpenVINO IR; atomic, so a kill leaves no half."""
    import openvino

    converted = _convert(folder)
    make_folder(target.parent)
    try:
        # openvino writes the weights beside the .xml, which marks completeness and is moved into place last.
        with replace_file(target) as model, replace_file(target.with_suffix(".bin")):
            openvino.save_model(converted, str(model), compress_to_fp16=False)
    except (RuntimeError, OSError) as error:  # openvino says no more than "iostream error"
        raise EncoderError(
            f"the converted model cannot be written to {target.parent}", "is there space left on the disk?"
        ) from error


def _convert(folder: Path) -> Any:
    """The model as OpenVINO's, with its pooling and normalisation; a person is told what takes so long."""
    with told_if_slow(
        "converting the embedding model for this machine, once: about half a minute", logging.WARNING
    ):
        return _traced(folder)


def _traced(folder: Path) -> Any:
    import openvino
    import torch
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder)
        transformer = AutoModel.from_pretrained(folder).eval()
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError(f"{folder} cannot be loaded as a model: {error}") from error

    class Pooled(torch.nn.Module):
        """Mean pooling over the mask, then L2 normalisation, as sentence-transformers does."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            hidden = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    tokens = tokenizer(["one text", "another, longer text"], padding=True, return_tensors="pt")
    example = {name: tokens[name] for name in _INPUTS}
    # Tracing warns about branches on shapes; `test_openvino_and_torch_agree` checks that none of them matters.
    with torch.inference_mode(), warnings.catch_warnings(action="ignore"):
        return openvino.convert_model(Pooled(), example_input=example)
