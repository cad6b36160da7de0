"""A question and a passage as word pieces: where each sentence lies, and what is cut off."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.recognize.trained import MODEL_FOLDER
from retrieval.reader.inputs import CLS, HEADING, QUESTION, SEP, WINDOW, PairEncoder, Passage, pad_pairs


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    return PairEncoder(MODEL_FOLDER / "tokenizer.json")


def test_question_heading_and_sentences_in_order(encoder: PairEncoder) -> None:
    (pair,) = encoder.encode("Does ice help?", [Passage("Gout", ("Ice helped.", "Rest did not."))])
    assert pair.ids[0] == CLS and pair.ids[-1] == SEP and pair.ids.count(SEP) == 3
    asked = pair.segments.count(0)
    assert pair.segments == [0] * asked + [1] * (len(pair.ids) - asked) and pair.ids[asked - 1] == SEP
    (first, second), text = pair.sentences, "Ice helped."
    assert first[1] == second[0] and second[1] == len(pair.ids) - 1
    assert [text[a:b] for a, b in pair.offsets[slice(*first)]] == ["Ice", "helped", "."]


def test_what_does_not_fit_is_cut_off_the_end(encoder: PairEncoder) -> None:
    long = Passage("word " * 100, ("ice " * 100, "rest " * 300, "late."))
    (pair,) = encoder.encode("why " * 200, [long])
    assert len(pair.ids) == WINDOW == len(pair.offsets) == len(pair.segments)
    assert pair.sentences[0][0] == 1 + QUESTION + 1 + HEADING + 1
    assert pair.sentences[1][1] == WINDOW - 1
    assert pair.sentences[2] == (WINDOW - 1, WINDOW - 1)  # nothing of it is read


def test_a_batch_pools_the_pieces_of_each_sentence(encoder: PairEncoder) -> None:
    pairs = encoder.encode("Does ice help?", [Passage("", ("Ice helped.", "No.")), Passage("", ("Yes.",))])
    ids, mask, segments, pool = pad_pairs(pairs, 24, 3)
    assert ids.shape == mask.shape == segments.shape == (2, 24) and pool.shape == (2, 3, 24)
    assert mask.sum(1).tolist() == [len(p.ids) for p in pairs]
    assert np.allclose(pool.sum(2), [[1, 1, 0], [1, 0, 0]])
    start, end = pairs[0].sentences[1]
    assert np.flatnonzero(pool[0, 1]).tolist() == list(range(start, end))
