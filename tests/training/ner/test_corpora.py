"""What is learnt from a corpus: its own types, and nothing about those it does not annotate."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from ingest.recognize.trained import MODEL_FOLDER, TYPES, load_tokenizer
from training.ner.augment import renamed
from training.ner.batches import IGNORED, batches, label
from training.ner.corpora import CORPORA, NerExample, dev_pmids, read_examples

RECORD = {
    "pmid": "1",
    "text": "Senna gave a rat colitis.",
    "entities": [
        {"start": 0, "end": 5, "text": "Senna", "type": "Chemical", "ids": ["X"]},
        {"start": 17, "end": 24, "text": "colitis", "type": "Disease", "ids": ["Y"]},
    ],
}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(MODEL_FOLDER / "tokenizer.json")


def test_a_document_is_read_with_its_spans(tmp_path: Path) -> None:
    (tmp_path / "bc5cdr_train.jsonl").write_text(json.dumps(RECORD) + "\n")
    (example,) = read_examples(tmp_path, CORPORA["bc5cdr"], "train")
    assert example.spans == ((0, 5, "Chemical"), (17, 24, "Disease"))
    assert example.annotated == {"Chemical", "Disease"}
    assert read_examples(tmp_path, CORPORA["ncbi"], "train") == []


def test_tagged_tokens_are_set_as_in_running_text(tmp_path: Path) -> None:
    tokens = {
        "tokens": ["The", "T", "-", "cell", "(", "big", ")", "."],
        "tags": ["O", "B-Anatomy", "I-Anatomy", "I-Anatomy", *"OOOO"],
    }
    with gzip.open(tmp_path / "anatem_train.iob.jsonl.gz", "wt") as file:
        file.write(json.dumps(tokens))
    (example,) = read_examples(tmp_path, CORPORA["anatem"], "train")
    assert example.text == "The T-cell (big)."
    assert example.spans == ((4, 10, "Anatomy"),)


def test_what_is_in_any_dev_set_is_held_back(tmp_path: Path) -> None:
    (tmp_path / "biored_dev.jsonl").write_text(json.dumps({**RECORD, "pmid": "7", "entities": []}))
    assert dev_pmids(tmp_path) == {"7"}


def test_there_is_no_loss_for_types_the_corpus_leaves_out(tokenizer: Tokenizer) -> None:
    example = NerExample("1", "Senna gave a rat colitis.", ((17, 24, "Disease"),), frozenset({"Disease"}))
    (labelled,) = label([example], tokenizer, None, 254)
    assert labelled.labels[:, TYPES.index("Disease")].tolist() == [0, 0, 0, 0, 1, 0]
    others = [place for place, kind in enumerate(TYPES) if kind != "Disease"]
    assert (labelled.labels[:, others] == IGNORED).all()


def test_where_a_corpus_is_unsure_there_is_no_loss(tokenizer: Tokenizer) -> None:
    example = NerExample(
        "1", "T cells of skin", ((11, 15, "Anatomy"),), frozenset({"Anatomy"}), ((0, 7, "Anatomy"),)
    )
    (labelled,) = label([example], tokenizer, None, 254)
    assert labelled.labels[:, TYPES.index("Anatomy")].tolist() == [IGNORED, IGNORED, 0, 1]


def test_batches_hold_every_window_once(tokenizer: Tokenizer) -> None:
    examples = [
        NerExample(str(n), "gout " * n, ((0, 4, "Disease"),), frozenset({"Disease"})) for n in range(1, 30)
    ]
    labelled = label(examples, tokenizer, None, 254)
    drawn = list(batches(labelled, 64, random.Random(1)))
    assert sum(len(ids) for ids, *_ in drawn) == 29
    for ids, mask, features, labels in drawn:
        assert ids.shape == mask.shape == features.shape[:2] == labels.shape[:2]
        assert ids.numel() <= 64 or len(ids) == 1
        assert ((labels[..., TYPES.index("Disease")] == 1).sum(1) == 1).all()


def test_names_are_replaced_alike_and_the_spans_follow() -> None:
    text = "Senna gave colitis. After senna, colitis went."
    spans = ((0, 5, "Chemical"), (11, 18, "Disease"), (26, 31, "Chemical"), (33, 40, "Disease"))
    example = NerExample("1", text, spans, frozenset({"Chemical", "Disease"}), ((41, 45, "Gene"),))
    other = renamed(example, {"Chemical": ["oral iron"], "Disease": ["Croup"]}, 1.0, random.Random(0))
    assert other.text == "oral iron gave croup. After oral iron, croup went."
    assert [other.text[start:end].lower() for start, end, _ in other.spans] == [
        "oral iron",
        "croup",
        "oral iron",
        "croup",
    ]
    assert [other.text[start:end] for start, end, _ in other.unsure] == ["went"]
    assert renamed(example, {"Chemical": ["x"]}, 0.0, random.Random(0)) == example
