"""The exported model reads passages as the network does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from ingest.recognize.trained import MODEL_FOLDER
from retrieval.reader import PairEncoder, Passage, PassageReader
from training.reader.batches import Group, tensors
from training.reader.examples import LabelledPassage
from training.reader.export import OneOutput
from training.reader.network import Network
from training.reader.shipped import load_exported

TOKENIZER = MODEL_FOLDER / "tokenizer.json"
QUESTION = "Does ice help?"
PASSAGES = [
    Passage("Gout", ("Ice helped.", "Rest did not help at all in this trial.")),
    Passage("", ("We thank the nurses.",)),
    Passage("Asthma", tuple(f"Sentence {n} is here." for n in range(11))),
]


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(3)
    config = BertConfig(hidden_size=32, num_hidden_layers=3, num_attention_heads=2, intermediate_size=32)
    made = Network(BertModel(config, add_pooling_layer=False)).eval()
    with torch.no_grad():
        for parameter in made.parameters():  # a normalisation by one and nought would be left out
            parameter.add_(0.02 * torch.randn_like(parameter))
    return made


@pytest.fixture(scope="module")
def folder(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network as OpenVINO's format, whole: nncf, which makes it small, is not everywhere."""
    import openvino

    made = tmp_path_factory.mktemp("reader")
    ids = torch.ones(2, 16, dtype=torch.int64)
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids), torch.zeros(2, 3, 16))
    openvino.save_model(
        openvino.convert_model(OneOutput(network), example_input=example), made / "reader.xml"
    )
    (made / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
    return made


def test_it_reads_as_the_network_does(network: Network, folder: Path) -> None:
    reader = PassageReader(folder)
    readings, told = reader.read(QUESTION, PASSAGES), reader.stances(QUESTION, PASSAGES)
    labelled = tuple(LabelledPassage(p, 0.0, (0,) * len(p.sentences)) for p in PASSAGES)
    with torch.inference_mode():
        passages, sentences, _ = network(*tensors([Group(QUESTION, labelled)], PairEncoder(TOKENIZER)).inputs)
    stances = sentences[..., 1:].softmax(-1).numpy()
    for row, (reading, passage) in enumerate(zip(readings, PASSAGES, strict=True)):
        count = len(passage.sentences)
        assert reading.answers == pytest.approx(float(passages[row, 0]), abs=0.05)
        assert np.abs(reading.sentences - sentences[row, :count, 0].numpy()).max() < 0.05
        assert np.abs(told[row] - stances[row, :count]).max() < 0.05


def test_another_training_begins_with_its_weights(network: Network, folder: Path) -> None:
    torch.manual_seed(4)
    config = BertConfig(hidden_size=32, num_hidden_layers=4, num_attention_heads=2, intermediate_size=32)
    other = Network(BertModel(config, add_pooling_layer=False))
    highest = "encoder.encoder.layer.3.output.dense.weight"
    before = other.state_dict()[highest].clone()
    load_exported(other, folder)
    given, taken = network.state_dict(), other.state_dict()
    assert all(torch.allclose(given[name], taken[name], atol=0.01) for name in given)
    assert torch.equal(taken[highest], before)


def test_a_model_of_another_shape_is_told(folder: Path) -> None:
    network = torch.nn.ModuleDict({"judge": torch.nn.Linear(2, 1)})
    with pytest.raises(ValueError, match=r"has no judge\.weight"):
        load_exported(network, folder)


def test_a_reading_does_not_depend_on_what_is_read_beside_it(folder: Path) -> None:
    reader = PassageReader(folder)
    alone = [reader.read(QUESTION, [passage])[0] for passage in PASSAGES]
    for one, other in zip(alone, reader.read(QUESTION, PASSAGES * 2), strict=False):
        assert one.answers == pytest.approx(other.answers, abs=0.05)
    assert reader.read(QUESTION, []) == []


def test_a_sentence_beyond_the_window_is_not_read(folder: Path) -> None:
    (long,) = PassageReader(folder).read(
        QUESTION, [Passage("", ("Nothing of note happened. " * 80, "Ice helped."))]
    )
    assert long.sentences[1] == -np.inf and np.isfinite(long.sentences[0])
