"""Short answers are runs of pieces within a sentence, most likely first."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.recognize.trained import MODEL_FOLDER
from retrieval.reader import Pair, PairEncoder, Passage
from retrieval.reader.short import short_answers


@pytest.fixture(scope="module")
def pair() -> Pair:
    passage = Passage("Trial", ("It was cold.", "Ice cured 40 of 90."))
    return PairEncoder(MODEL_FOLDER / "tokenizer.json").encode("How many?", [passage])[0]


def test_the_run_between_the_likeliest_ends_comes_first(pair: Pair) -> None:
    start, stop = pair.sentences[1]
    logits = np.zeros((len(pair.ids), 2), dtype=np.float32)
    logits[start + 2, 0] = logits[stop - 2, 1] = 9.0  # "40" to "90"
    logits[1, 0] = 99.0  # of the question, which is no answer
    best = short_answers(pair, logits)[0]
    assert (best.sentence, "Ice cured 40 of 90."[best.start : best.end]) == (1, "40 of 90")
    assert 0.9 < best.probability <= 1


def test_no_run_spans_two_sentences_or_ends_before_it_begins(pair: Pair) -> None:
    logits = np.random.default_rng(5).normal(size=(len(pair.ids), 2)).astype(np.float32) * 4
    found = short_answers(pair, logits)
    assert found and all(each.start < each.end for each in found)
    assert [f.probability for f in found] == sorted((f.probability for f in found), reverse=True)


def test_a_passage_without_a_sentence_has_none() -> None:
    empty = PairEncoder(MODEL_FOLDER / "tokenizer.json").encode("How many?", [Passage("", ())])[0]
    assert short_answers(empty, np.zeros((len(empty.ids), 2), dtype=np.float32)) == ()
