"""The trained recogniser's input: word pieces in windows of whole sentences, and features of the words.

The same code prepares texts for training (`training.ner`) and for recognition, so that they cannot differ.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph import split_sentences
from graph.index import padded_width

MODEL_FOLDER = Path(__file__).parent / "model"
"""The model that ships with medgraph; its CARD.md says how it was trained."""

WINDOW = 254  # word pieces beside the two special tokens; the model was trained on as many and fewer
CLS, SEP = 101, 102
"""The marks of a text's beginning and end in BERT's vocabulary."""
SHAPES, PREFIXES, SUFFIXES = 512, 2048, 4096
"""Rows of the tables that features of words are hashed into; set by hand, and part of the trained model."""
FEATURE_COLUMNS = 5
"""Features of a word: its shape, first three letters, last three, last five, and what the dictionary says."""

DICTIONARY = (
    "ChemicalEntity",
    "Disease",
    "PhenotypicFeature",
    "Gene",
    "Protein",
    "AnatomicalEntity",
    "Cell",
    "OrganismTaxon",
)
"""Categories a dictionary match may have as a feature: code 1 + 2 * place at a match's first word, one more inside."""

_LETTER = re.compile(r"[^\W_]")
_RUNS = re.compile(r"A{3,}|a{3,}|0{3,}")


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive word pieces of one text.

    `ids` are the pieces; `features` has shape `(len(ids), FEATURE_COLUMNS)`; `words` are the places in `ids` of the
    words' first pieces, `spans` the words' `[start, end)` in the text, shape `(len(words), 2)`. `is_worded`: whether
    any of them has a letter or a digit.
    """

    ids: NDArray[np.int32]
    features: NDArray[np.int32]
    words: NDArray[np.int32]
    spans: NDArray[np.int32]
    is_worded: bool = True


def load_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer of a file, without the padding and the cutting it was saved with."""
    tokenizer: Tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@lru_cache(maxsize=100_000)
def word_features(word: str) -> tuple[int, int, int, int]:
    """Shape, prefix and suffixes of a word as places in the model's tables; 0 is kept for padding."""
    lower = word.lower()
    return (
        _table_place(_shape(word), SHAPES),
        _table_place(lower[:3], PREFIXES),
        _table_place(lower[-3:], SUFFIXES),
        _table_place(lower[-5:], SUFFIXES),
    )


def _shape(word: str) -> str:
    """`Aaa` of Insulin and of Aspirin, `AA0` of IL2: letters by case, digits as 0, runs cut to three."""
    letters = "".join("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in word)
    return _RUNS.sub(lambda run: run[0][:3], letters)


def _table_place(text: str, size: int) -> int:
    return 1 + zlib.crc32(text.encode()) % (size - 1)


def split_windows(
    tokenizer: Tokenizer, text: str, named: Sequence[tuple[int, int, str]] = (), size: int = WINDOW
) -> list[Window]:
    """The text in windows of at most `size` pieces, cut between sentences where that is possible.

    `named` are a dictionary's matches (start, end, category), in order and disjoint.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    if not encoding.ids:
        return []
    ids = np.array(encoding.ids, dtype=np.int32)
    offsets = np.array(encoding.offsets, dtype=np.int32)
    word_of = np.array(encoding.word_ids, dtype=np.int32)
    firsts = np.flatnonzero(np.diff(word_of, prepend=-1)).astype(np.int32)
    lasts = np.append(firsts[1:], len(ids)) - 1
    spans = np.stack([offsets[firsts, 0], offsets[lasts, 1]], axis=1)
    columns = np.array([word_features(text[start:end]) for start, end in spans.tolist()], dtype=np.int32)
    features = np.concatenate([columns, _dictionary_codes(spans, named)[:, None]], axis=1)[word_of]
    starts = [sentence.start for sentence in split_sentences(text, 0, len(text))]
    sentence_of = np.searchsorted(starts, spans[:, 0], side="right")
    found = []
    for first, last in _runs(firsts, sentence_of, len(ids), size):
        begin, end = int(firsts[first]), int(firsts[last]) if last < len(firsts) else len(ids)
        words, own = firsts[first:last] - np.int32(begin), spans[first:last]
        is_worded = _LETTER.search(text, int(own[0, 0]), int(own[-1, 1])) is not None
        found.append(Window(ids[begin:end], features[begin:end], words, own, is_worded))
    return found


def pad_batch(group: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Windows as one batch: ids, mask and features, shapes (windows, pieces) twice and (windows, pieces, COLUMNS).

    A window's pieces begin at place 1, behind the mark of a beginning; a mark of its end follows them.
    """
    length = padded_width(max(len(window.ids) for window in group) + 2, WINDOW + 2)
    ids = np.zeros((len(group), length), dtype=np.int64)
    mask = np.zeros_like(ids)
    features = np.zeros((len(group), length, FEATURE_COLUMNS), dtype=np.int64)
    for row, window in enumerate(group):
        end = len(window.ids) + 1
        ids[row, 0], ids[row, 1:end], ids[row, end] = CLS, window.ids, SEP
        mask[row, : end + 1] = 1
        features[row, 1:end] = window.features
    return ids, mask, features


def _dictionary_codes(spans: NDArray[np.int32], named: Sequence[tuple[int, int, str]]) -> NDArray[np.int32]:
    codes = np.zeros(len(spans), dtype=np.int32)
    starts = spans[:, 0]
    for start, end, category in named:
        if category in DICTIONARY:
            first, last = np.searchsorted(starts, (start, end))
            code = 1 + 2 * DICTIONARY.index(category)
            codes[first:last] = code + 1
            if first < last:
                codes[first] = code
    return codes


def _runs(
    firsts: NDArray[np.int32], sentence_of: NDArray[np.intp], pieces: int, size: int
) -> Iterator[tuple[int, int]]:
    """(first word, word after the last) of each window; a word of more pieces than a window is cut to it."""
    ends = np.append(firsts[1:], pieces)
    begin = 0
    while begin < len(firsts):
        room = int(firsts[begin]) + size
        end = max(begin + 1, int(np.searchsorted(ends, room, side="right")))
        if end < len(firsts):
            between = np.flatnonzero(np.diff(sentence_of[begin : end + 1])) + begin + 1
            end = int(between[-1]) if len(between) else end
        yield begin, end
        begin = end
