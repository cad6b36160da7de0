"""What a name of a reader means, and that any cross-encoder may take its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from ingest.recognize.trained import MODEL_FOLDER
from retrieval.reader import (
    NONE,
    TRAINED,
    Passage,
    PassageReader,
    ReaderError,
    load_reader,
    load_stance_reader,
)
from retrieval.reader.cross_encoder import CrossEncoderReader

QUESTION = "Does colchicine relieve gout?"
PASSAGES = [
    Passage("Gout", ("Colchicine relieved gout within a day.", "The weather was fine.")),
    Passage("", ("Ferrets were kept in pairs.",)),
]


def cross_encoder(folder: Path, labels: int) -> Path:
    """A small cross-encoder of the real shape in a folder of its own."""
    torch.manual_seed(1)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(MODEL_FOLDER / "tokenizer.json"),
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        unk_token="[UNK]",
        model_max_length=64,
    )
    tokenizer.save_pretrained(folder)
    return folder


def test_the_reader_that_ships_knows_what_answers() -> None:
    reader = load_reader(TRAINED)
    assert isinstance(reader, PassageReader)
    right, wrong = reader.read(QUESTION, PASSAGES)
    assert right.answers > wrong.answers
    assert right.sentences[0] > right.sentences[1] and right.sentences[0] > wrong.sentences[0]


def test_the_stance_reader_that_ships_tells_yes_from_no() -> None:
    reader = load_stance_reader(TRAINED)
    assert reader is not None
    yes, no, neither = reader.stances(
        "Does colchicine reduce pain in gout?",
        [
            Passage("", ("Colchicine significantly reduced pain in gout.",)),
            Passage("", ("Colchicine did not reduce pain in gout.",)),
            Passage("", ("Ferrets were kept in pairs in a warm room.",)),
        ],
    )
    assert [int(np.argmax(stances[0])) for stances in (yes, no, neither)] == [0, 1, 2]


def test_workspaces_share_a_reader() -> None:
    assert load_reader(TRAINED) is load_reader(TRAINED)
    assert load_stance_reader(TRAINED) is load_stance_reader(TRAINED)


def test_none_reads_nothing() -> None:
    assert load_reader(NONE) is None and load_stance_reader(NONE) is None
    assert load_reader("") is None and load_stance_reader("") is None


def test_a_folder_of_nothing_is_told(tmp_path: Path) -> None:
    for load in (load_reader, load_stance_reader):
        with pytest.raises(ReaderError) as told:
            load(str(tmp_path))
        assert str(tmp_path) in str(told.value) and told.value.hint


def test_a_cross_encoder_reads_each_sentence_by_itself(tmp_path: Path) -> None:
    reader = load_reader(str(cross_encoder(tmp_path / "one", 1)))
    assert isinstance(reader, CrossEncoderReader)
    first, second = reader.read(QUESTION, PASSAGES)
    assert first.sentences.shape == (2,) and second.sentences.shape == (1,)
    (alone,) = reader.read(QUESTION, [Passage("", PASSAGES[0].sentences[:1])])
    assert alone.sentences[0] == pytest.approx(first.sentences[0], abs=1e-4)
    assert alone.answers == pytest.approx(alone.sentences[0], abs=1e-4)  # the passage is that sentence
    assert reader.read(QUESTION, []) == []
    with pytest.raises(ReaderError, match="no reader in"):  # it knows no stances
        load_stance_reader(str(tmp_path / "one"))


def test_a_cross_encoder_of_classes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="3 classes"):
        load_reader(str(cross_encoder(tmp_path / "three", 3)))
