"""A real token classifier, made here: tiny, its weights set by hand to know a few words."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForTokenClassification, BertTokenizer

from ingest.recognize.base import RecogniserError
from ingest.recognize.token_classifier import TokenClassifier

_WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "brittle",
    "bone",
    "##s",
    "aspirin",
    "helps",
    "in",
    ".",
    "Paris",
]


def _make(folder: Path, labels: list[str], known: dict[str, int]) -> Path:
    """A model of no layers to speak of: the word's own embedding says its label."""
    vocabulary = folder / "vocab.txt"
    folder.mkdir()
    vocabulary.write_text("\n".join(_WORDS))
    BertTokenizer(vocab=str(vocabulary), do_lower_case=False).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(_WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=4,
        max_position_embeddings=40,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    model = BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for name, parameter in model.named_parameters():
            if "LayerNorm.weight" in name:
                parameter.fill_(1.0)
        for word, label in known.items():
            model.bert.embeddings.word_embeddings.weight[_WORDS.index(word), label] = 5.0
        for label in range(len(labels)):
            model.classifier.weight[label, label] = 5.0
        model.classifier.bias[0] = 4.0
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    labels = ["O", "B-DISEASE", "I-DISEASE", "B-Chemical", "B-LOC"]
    known = {"brittle": 1, "bone": 2, "aspirin": 3, "Paris": 4}
    return _make(tmp_path_factory.mktemp("classifier") / "tiny", labels, known)


def test_words_become_entities_with_offsets(model: Path) -> None:
    text = "aspirin helps in brittle bones. Paris aspirin aspirin."
    found, empty = TokenClassifier(model).recognise([text, ""])
    assert [(text[c.start : c.end], c.category, c.concept_id) for c in found] == [
        ("aspirin", "ChemicalEntity", None),
        ("brittle bones", "Disease", None),
        ("aspirin", "ChemicalEntity", None),
        ("aspirin", "ChemicalEntity", None),
    ]
    assert all(0.5 < c.score <= 1 for c in found)
    assert empty == []


def test_a_long_text_is_read_to_its_end(model: Path) -> None:
    text = "aspirin helps in brittle bones. " * 30
    (found,) = TokenClassifier(model, batch_size=3).recognise([text])
    assert len(found) == 60
    assert {text[c.start : c.end] for c in found} == {"aspirin", "brittle bones"}


def test_a_model_with_unknown_labels_is_refused(tmp_path: Path) -> None:
    folder = _make(tmp_path / "tiny", ["O", "B-LOC", "I-LOC"], {"Paris": 1})
    with pytest.raises(RecogniserError, match="LOC"):
        TokenClassifier(folder)


def test_a_model_that_is_not_there_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(RecogniserError) as raised:
        TokenClassifier(tmp_path / "nothing")
    assert "token classifier" in raised.value.hint


def test_a_model_with_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    folder = _make(tmp_path / "model", ["O", "B-Disease"], {"brittle": 1})
    (folder / "vocab.txt").rename(tmp_path / "vocab.txt")
    (folder / "vocab.txt").symlink_to(tmp_path / "vocab.txt")
    with pytest.raises(RecogniserError, match="leads out"):
        TokenClassifier(folder)
