"""Reading by a cross-encoder of Hugging Face: one score a pair of texts, so each sentence is a pair of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from typing_extensions import override

from retrieval.reader.base import PassageReading, Reader, ReaderError
from retrieval.reader.inputs import Passage


class CrossEncoderReader(Reader):
    """Any model of sentence-transformers' CrossEncoder with one output, from a folder; knows no stances.

    Raises ReaderError when the model cannot be loaded or has several outputs.
    """

    def __init__(self, folder: Path) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise ReaderError(
                f"the cross-encoder in {folder} cannot be loaded: {error}",
                "give a folder that sentence-transformers' CrossEncoder can load",
            ) from error
        if self._model.num_labels != 1:
            raise ReaderError(
                f"the cross-encoder in {folder} tells {self._model.num_labels} classes, no one score",
                "give one that scores a pair by one number",
            )

    @override
    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        texts = [
            text for p in passages for text in (" ".join((p.heading, *p.sentences)).strip(), *p.sentences)
        ]
        if not texts:
            return []
        import torch

        # As logits: what a model's own activation makes of them differs from model to model.
        pairs = [(question, text) for text in texts]
        scores = iter(self._model.predict(pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False))
        found = []
        for passage in passages:
            answers = float(next(scores))
            sentences = np.array([next(scores) for _ in passage.sentences], dtype=np.float32)
            found.append(PassageReading(answers, sentences))
        return found
