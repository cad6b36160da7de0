"""Examples as padded tensors: windows, labels at the first piece of each word, batches of about equal size."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from graph.vocabulary.lexicon import Lexicon
from ingest.recognize.trained import SEP, TYPES, Window, pad_batch, split_windows
from training.ner.corpora import NerExample

IGNORED = -100
_MASK = 103


@dataclass(frozen=True, slots=True)
class Labelled:
    """A window and the class (O, B, I: 0, 1, 2; or IGNORED) of each word for each type, shape (words, types)."""

    window: Window
    labels: NDArray[np.int64]


def label(
    examples: Iterable[NerExample], tokenizer: Tokenizer, lexicon: Lexicon | None, size: int
) -> list[Labelled]:
    """All windows of the examples."""
    return [
        Labelled(window, _labels(window.spans, example))
        for example in examples
        for window in split_windows(tokenizer, example.text, dictionary_spans(example.text, lexicon), size)
    ]


def dictionary_spans(text: str, lexicon: Lexicon | None) -> list[tuple[int, int, str]]:
    """What the dictionary finds, as features take it."""
    if lexicon is None:
        return []
    return [(m.start, m.end, lexicon.category(m.concept_id)) for m in lexicon.match(text)]


def _labels(spans: NDArray[np.int32], example: NerExample) -> NDArray[np.int64]:
    labels = np.full((len(spans), len(TYPES)), IGNORED, dtype=np.int64)
    for place, kind in enumerate(TYPES):
        if kind in example.annotated:
            labels[:, place] = 0
    begin, stop = int(spans[0, 0]), int(spans[-1, 1])
    here = [span for span in example.spans if span[0] < stop and span[1] > begin]
    # Longer spans last, so that of nested spans of one type the outer one is learnt.
    for start, end, kind in sorted(here, key=lambda span: span[1] - span[0]):
        inside = np.flatnonzero((spans[:, 0] < end) & (spans[:, 1] > start))
        labels[inside, TYPES.index(kind)] = 2
        labels[inside[:1], TYPES.index(kind)] = 1
    for start, end, kind in (span for span in example.unsure if span[0] < stop and span[1] > begin):
        column = labels[:, TYPES.index(kind)]
        column[(spans[:, 0] < end) & (spans[:, 1] > start) & (column == 0)] = IGNORED
    return labels


def batches(
    labelled: Sequence[Labelled],
    pieces: int,
    chance: random.Random,
    dropped: float = 0.0,
    masked: float = 0.0,
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Shuffled batches (ids, mask, features, labels) of about `pieces` word pieces, of windows of like length.

    In the share `dropped` of the windows the dictionary is silent, so that the model does without it where a
    workspace has no vocabulary. A share of the word pieces is `masked`, so that it reads the words around them.
    """
    hide = np.random.default_rng(chance.getrandbits(32))
    order = sorted(labelled, key=lambda one: (len(one.window.ids) // 16, chance.random()))
    groups: list[list[Labelled]] = [[]]
    for one in order:
        longest = max([len(one.window.ids) + 2, *(len(o.window.ids) + 2 for o in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(one)
    chance.shuffle(groups)
    for group in groups:
        ids, mask, features, labels = _tensors(group, [chance.random() < dropped for _ in group])
        ids[(torch.from_numpy(hide.random(ids.shape)) < masked) & (ids > SEP)] = _MASK
        yield ids, mask, features, labels


def _tensors(group: Sequence[Labelled], silent: Sequence[bool]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    ids, mask, features = pad_batch([one.window for one in group])
    features[list(silent), :, -1] = 0
    labels = np.full((*ids.shape, len(TYPES)), IGNORED, dtype=np.int64)
    for row, one in enumerate(group):
        labels[row, 1 + one.window.words] = one.labels
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(features), torch.from_numpy(labels)
