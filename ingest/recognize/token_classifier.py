"""Recognition by any Hugging Face token classifier whose labels are B-X/I-X (or BILOU), for example a BioBERT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph import split_sentences
from ingest.recognize.base import Candidate, RecogniserError, require_own_files
from ingest.recognize.known_labels import category_of, require_known_label

_MAX_PIECES = 510  # word pieces a window, where the model does not say less
_OUTSIDE = "O"
_BEGIN = frozenset("BUS")


class TokenClassifier:
    """Finds entities with a model by name or folder; its candidates are not linked to concepts.

    A text is read in windows of whole sentences. A word has the label of its first piece; `score` is the mean
    probability of the words' labels. Labels without a category are left out. Raises RecogniserError for a model that
    is not there, has no fast tokenizer, or knows none of the labels medgraph knows.
    """

    def __init__(self, model: str | Path, batch_size: int = 8) -> None:
        self._tokenizer, self._model = _load(str(model))
        self._batch_size = batch_size
        self.name = f"transformers:{Path(str(model)).name}"
        self._labels = [str(label) for _, label in sorted(self._model.config.id2label.items())]
        require_known_label(
            f"the token classifier {model}", {_label_type(label) for label in self._labels} - {_OUTSIDE}
        )
        positions = getattr(self._model.config, "max_position_embeddings", _MAX_PIECES + 2)
        self._max_pieces = max(16, min(_MAX_PIECES, positions - 4))

    def recognise(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The model's entities in each text, in order."""
        pieces = [
            (place, start, end) for place, text in enumerate(texts) for start, end in self._windows(text)
        ]
        found: list[list[Candidate]] = [[] for _ in texts]
        for first in range(0, len(pieces), self._batch_size):
            batch = pieces[first : first + self._batch_size]
            parts = [texts[place][start:end] for place, start, end in batch]
            for (place, start, _), own in zip(batch, self._predict(parts), strict=True):
                found[place] += [
                    Candidate(start + c.start, start + c.end, c.category, None, c.score, self.name)
                    for c in own
                ]
        return found

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Runs of whole sentences that fit into the model; a sentence that does not is cut by the tokenizer."""
        begin, end, room = 0, 0, self._max_pieces
        for sentence in split_sentences(text, 0, len(text)):
            length = len(self._tokenizer(sentence.of(text), add_special_tokens=False)["input_ids"])
            if length > room and end:
                yield begin, end
                begin, room = sentence.start, self._max_pieces
            end, room = sentence.end, room - length
        if end:
            yield begin, end

    def _predict(self, parts: list[str]) -> list[list[Candidate]]:
        import torch

        encoded = self._tokenizer(
            parts,
            padding=True,
            truncation=True,
            max_length=self._max_pieces + 2,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = encoded.pop("offset_mapping").numpy()
        with torch.inference_mode():
            shares = self._model(**encoded).logits.float().softmax(-1).numpy()
        return [self._entities(offsets[row], shares[row], encoded.word_ids(row)) for row in range(len(parts))]

    def _entities(
        self, offsets: NDArray[np.int64], shares: NDArray[np.float32], words: Sequence[int | None]
    ) -> list[Candidate]:
        runs: list[list[_LabelledWord]] = [[]]
        for word in self._labelled_words(offsets, shares, words):
            kind = _label_type(word.label)
            continues = runs[-1] and _label_type(runs[-1][-1].label) == kind and word.label[:1] not in _BEGIN
            if kind == _OUTSIDE:
                runs.append([])
            elif continues:
                runs[-1].append(word)
            else:
                runs.append([word])
        return [
            Candidate(
                run[0].start, run[-1].end, category, None, sum(w.share for w in run) / len(run), self.name
            )
            for run in runs
            if run and (category := category_of(_label_type(run[0].label))) is not None
        ]

    def _labelled_words(
        self, offsets: NDArray[np.int64], shares: NDArray[np.float32], words: Sequence[int | None]
    ) -> list[_LabelledWord]:
        """Each word with the label of its first piece."""
        decided: list[_LabelledWord] = []
        for at, word in enumerate(words):
            if word is None:
                continue
            start, end = (int(place) for place in offsets[at])
            if at and words[at - 1] == word:
                decided[-1] = replace(decided[-1], end=end)
            else:
                best = int(shares[at].argmax())
                decided.append(_LabelledWord(start, end, self._labels[best], float(shares[at, best])))
        return decided


@dataclass(frozen=True, slots=True)
class _LabelledWord:
    start: int
    end: int
    label: str
    share: float


def _label_type(label: str) -> str:
    """The label without its place in the entity: Disease of B-Disease."""
    return label[2:] if label[1:2] in ("-", "_") and label[:1] in "BIELUS" else label


def _load(model: str) -> tuple[Any, Any]:
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    hint = "give a folder or a hub name (owner/model) of a token classifier"
    require_own_files(model)
    try:
        tokenizer = AutoTokenizer.from_pretrained(model, use_fast=True)
        network = AutoModelForTokenClassification.from_pretrained(model)
    except (OSError, ValueError) as error:
        raise RecogniserError(
            f"the token classifier {model!r} cannot be loaded: {str(error).splitlines()[0]}", hint
        ) from error
    if not tokenizer.is_fast:
        raise RecogniserError(f"{model!r} has no fast tokenizer, so its words have no offsets", hint)
    return tokenizer, network.eval()
