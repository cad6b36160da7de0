"""A small network of the real shape learns a few words, stops, and goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from ingest.recognize.trained import FEATURE_COLUMNS, MODEL_FOLDER, TYPES, load_tokenizer, split_windows
from tests.training.small_network import small_bert
from training.fine_tuning import parameter_groups
from training.ner.corpora import NerCorpus, NerExample
from training.ner.network import Network
from training.ner.train import Recipe, Trainer

CORPUS = NerCorpus("none", {"Disease": "Disease"})
EXAMPLES = [
    NerExample(
        str(n), f"{drug} cures gout .", ((len(drug) + 7, len(drug) + 11, "Disease"),), frozenset({"Disease"})
    )
    for n, drug in enumerate(["Naproxen", "Colchicine", "Ice", "Rest"] * 8)
]
RECIPE = Recipe(epochs=4, rate=3e-3, new_rate=1e-2, pieces=64, masked=0.0, renamed=0.0)


def network() -> Network:
    return Network(small_bert())


def trainer(state: Path, recipe: Recipe = RECIPE) -> Trainer:
    return Trainer(network(), load_tokenizer(MODEL_FOLDER / "tokenizer.json"), None, {}, recipe, state)


def test_it_learns_and_the_loss_of_missing_types_is_nothing(tmp_path: Path) -> None:
    one = trainer(tmp_path / "state.pt", RECIPE)
    before = one.network.classify.weight.detach().clone().view(len(TYPES), 3, -1)
    one.run([(CORPUS, EXAMPLES)], print)
    after = one.network.classify.weight.detach().view(len(TYPES), 3, -1)
    changed = (after - before).abs().amax((1, 2))
    assert changed[TYPES.index("Disease")] > 0.01
    # Only weight decay touches what the corpus says nothing of.
    assert changed[TYPES.index("Gene")] < changed[TYPES.index("Disease")] / 10
    (window,) = split_windows(load_tokenizer(MODEL_FOLDER / "tokenizer.json"), "Rest cures gout .")
    ids = torch.tensor([[101, *window.ids.tolist(), 102]])
    features = torch.zeros(*ids.shape, FEATURE_COLUMNS, dtype=torch.int64)
    features[0, 1:-1] = torch.from_numpy(window.features)
    one.network.eval()
    with torch.inference_mode():
        logits = one.network(ids, torch.ones_like(ids), features)
    assert logits.shape == (1, ids.shape[1], len(TYPES), 3)
    decided = logits[0, 1 + torch.from_numpy(window.words), TYPES.index("Disease")].argmax(-1)
    assert decided.tolist() == [0, 0, 1, 0]


def test_a_stopped_training_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole.pt")
    whole.run([(CORPUS, EXAMPLES)], print)

    class Stopped(Exception):
        pass

    def stop(epoch: int) -> None:
        if epoch == 2:
            raise Stopped

    first = trainer(tmp_path / "state.pt")
    with pytest.raises(Stopped):
        first.run([(CORPUS, EXAMPLES)], print, stop)
    second = trainer(tmp_path / "state.pt")
    assert second.resume() == 2
    second.run([(CORPUS, EXAMPLES)], print)
    for a, b in zip(whole.averaged.parameters(), second.averaged.parameters(), strict=True):
        torch.testing.assert_close(a, b)


def test_a_state_of_another_recipe_is_not_gone_on_from(tmp_path: Path) -> None:
    trainer(tmp_path / "state.pt").run([(CORPUS, EXAMPLES)], print)
    assert trainer(tmp_path / "state.pt", Recipe(epochs=9)).resume() == 0


def test_lower_layers_learn_slower() -> None:
    groups = parameter_groups(network(), 2, 1e-3, 0.5, 1e-2)
    assert sorted({float(g["lr"]) for g in groups}) == [0.00025, 0.0005, 0.001, 0.01]  # type: ignore[arg-type]
