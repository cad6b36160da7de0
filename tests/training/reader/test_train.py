"""A small network of the real shape learns which passage and sentence answers, stops, and goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ingest.recognize.trained import MODEL_FOLDER
from retrieval.reader import PairEncoder, Passage
from tests.training.small_network import small_bert
from training.reader.batches import Group, tensors
from training.reader.examples import UNKNOWN, LabelledPassage, Reading
from training.reader.negatives import Mined
from training.reader.network import Network
from training.reader.train import Recipe, Trainer, TrainingSet, loss_parts

RECIPE = Recipe(
    epochs=6, layers=2, rate=5e-3, new_rate=1e-2, groups=4, negatives=2, positives=1, averaged=0.5
)
RIGHT = LabelledPassage(Passage("", ("It was cold.", "Ice cured it.")), 1.0, (0, 1), (UNKNOWN, 0), (1, 0, 3))
WRONG = LabelledPassage(Passage("", ("It was warm.", "Rest failed.")), 0.0, (0, 0))


def network() -> Network:
    return Network(small_bert())


def trainer(state: Path, recipe: Recipe = RECIPE) -> Trainer:
    return Trainer(network(), PairEncoder(MODEL_FOLDER / "tokenizer.json"), recipe, state)


def sets() -> dict[str, TrainingSet]:
    readings = [Reading("own", f"What cured {n}?", (RIGHT,), (WRONG, WRONG)) for n in ("gout", "flu") * 8]
    return {"own": TrainingSet(readings, [Mined([WRONG, WRONG], [WRONG])] * len(readings), 1.0)}


def test_it_learns_what_answers_and_what_stance(tmp_path: Path) -> None:
    one = trainer(tmp_path / "state.pt")
    one.run(sets(), print)
    encoder = PairEncoder(MODEL_FOLDER / "tokenizer.json")
    batch = tensors([Group("What cured gout?", (RIGHT, WRONG))], encoder)
    network = one.averaged.eval()
    with torch.no_grad():
        passages, sentences, spans = network(*batch.inputs)
    assert (
        passages.shape == (2, 1)
        and sentences.shape == (2, 2, 4)
        and spans.shape == (*batch.inputs[0].shape, 2)
    )
    assert (passages[0] > passages[1]).all()
    assert sentences[..., 0].argmax() == 1  # of all four the second of the first passage
    assert sentences[0, 1, 1:].argmax() == 0
    assert spans[0, :, 0].argmax() == batch.spans[0, 0]


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole.pt")
    whole.run(sets(), print)
    begun = trainer(tmp_path / "begun.pt")
    with pytest.raises(_Stopped):
        begun.run(sets(), print, save_every=8, saved=_stop)
    again = trainer(tmp_path / "begun.pt")
    assert again.resume() == 8
    again.run(sets(), print)
    for one, other in zip(whole.averaged.parameters(), again.averaged.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)
    assert (
        trainer(tmp_path / "begun.pt", replace(RECIPE, seed=3)).resume() == 0
    )  # another recipe's is none of its own


class _Stopped(Exception):
    pass


def _stop(step: int) -> None:
    raise _Stopped


def test_what_is_unknown_teaches_nothing(tmp_path: Path) -> None:
    encoder = PairEncoder(MODEL_FOLDER / "tokenizer.json")
    unknown = replace(RIGHT, sentences=(UNKNOWN, UNKNOWN), stances=(), span=None)
    silent = replace(WRONG, sentences=(UNKNOWN, UNKNOWN))
    batch = tensors([Group("What cured gout?", (unknown, silent))], encoder)
    passages, sentences, spans = network().eval()(*batch.inputs)
    losses = loss_parts(passages, sentences, spans, batch)
    assert losses[0].isfinite() and losses[1:].isnan().all()
