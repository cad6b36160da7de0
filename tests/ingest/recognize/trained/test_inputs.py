"""Windows cover a text's words once, in order, and are cut between sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from ingest.recognize.trained.inputs import (
    DICTIONARY,
    FEATURE_COLUMNS,
    MODEL_FOLDER,
    load_tokenizer,
    split_windows,
    word_features,
)

TEXT = "Naproxen eased gout. Two of 14 patients had hyperkalaemia, a rise in K+.\n\nNo death occurred."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(MODEL_FOLDER / "tokenizer.json")


def test_one_window_has_every_word_where_it_stands(tokenizer: Tokenizer) -> None:
    (window,) = split_windows(tokenizer, TEXT)
    words = [TEXT[start:end] for start, end in window.spans.tolist()]
    assert words[:5] == ["Naproxen", "eased", "gout", ".", "Two"]
    assert "".join(words) == "".join(TEXT.split())
    assert window.features.shape == (len(window.ids), FEATURE_COLUMNS)
    assert (np.diff(window.words) > 0).all() and window.words[0] == 0


def test_windows_are_cut_between_sentences(tokenizer: Tokenizer) -> None:
    found = split_windows(tokenizer, TEXT, size=24)
    assert [TEXT[w.spans[0, 0] : w.spans[-1, 1]] for w in found] == [
        "Naproxen eased gout. Two of 14 patients had hyperkalaemia, a rise in K+.",
        "No death occurred.",
    ]


def test_a_sentence_longer_than_a_window_is_cut_between_words(tokenizer: Tokenizer) -> None:
    text = "gout " * 50 + "."
    found = split_windows(tokenizer, text, size=20)
    assert all(len(window.ids) <= 20 for window in found)
    assert sum(len(window.words) for window in found) == 51


def test_what_the_dictionary_names_is_a_feature(tokenizer: Tokenizer) -> None:
    (window,) = split_windows(tokenizer, "severe heart failure", [(7, 20, "Disease"), (0, 6, "Nonsense")])
    begin = 1 + 2 * DICTIONARY.index("Disease")
    assert window.features[window.words, -1].tolist() == [0, begin, begin + 1]


def test_the_shape_of_a_word_is_seen_though_the_pieces_are_lower_case() -> None:
    assert word_features("Aspirin")[0] == word_features("Insulin")[0] != word_features("aspirin")[0]
    assert word_features("IL2")[0] == word_features("CD4")[0]
    assert word_features("ASPIRIN")[1:] == word_features("aspirin")[1:]


def test_an_empty_text_has_no_window(tokenizer: Tokenizer) -> None:
    assert split_windows(tokenizer, "") == split_windows(tokenizer, " \n ") == []


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(8, 60))
def test_whatever_the_text_every_word_is_in_one_window(text: str, size: int) -> None:
    tokenizer = load_tokenizer(MODEL_FOLDER / "tokenizer.json")
    found = split_windows(tokenizer, text, size=size)
    spans = [tuple(span) for window in found for span in window.spans.tolist()]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert sum(len(window.ids) for window in found) == len(
        tokenizer.encode(text, add_special_tokens=False).ids
    )
