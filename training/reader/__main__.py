"""Trains the reader that ships with medgraph.

    pip install -e '.[training]'
    python -m training.reader DATA --out FOLDER

DATA is a folder with the sets under the names in `training.reader.corpora`. Training saves its state every 500 steps
and goes on from it when it is started again. `--without SET` leaves one out, to be measured on. CARD.md beside the
model describes the data, the figures and the licence.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from graph.index import DEFAULT_MODEL, load_encoder, locate
from retrieval.reader import PairEncoder
from training.reader.corpora import CORPORA
from training.reader.export import export
from training.reader.negatives import mine
from training.reader.network import load_network
from training.reader.train import Recipe, Trainer, TrainingSet


def main() -> None:
    """Train, then write the model."""
    arguments = _arguments()
    folder = locate(arguments.encoder)
    recipe = Recipe(epochs=arguments.epochs, steps=arguments.steps, layers=arguments.layers)
    torch.manual_seed(recipe.seed)
    trainer = Trainer(
        load_network(folder, recipe.layers), PairEncoder(folder / "tokenizer.json"), recipe, arguments.state
    )
    _log(f"{trainer.resume()} steps done before")
    vectors = load_encoder(arguments.encoder, arguments.models)
    sets = {}
    for name, (read, share) in CORPORA.items():
        if name not in arguments.without:
            corpus = read(arguments.data)
            sets[name] = TrainingSet(corpus.readings, mine(corpus, vectors), share)
            _log(f"{name}: {len(corpus.readings)} questions, {len(corpus.pool)} passages")
    trainer.run(sets, _log)
    size = export(trainer.averaged, folder / "tokenizer.json", arguments.out)
    _log(f"{arguments.out}: {size / 1e6:.1f} MB")


def _log(line: str) -> None:
    print(time.strftime("%T"), line, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.reader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", default=DEFAULT_MODEL, help="a BERT-like encoder, by name or folder")
    parser.add_argument("--models", type=Path, required=True, help="folder of converted encoders")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--steps", type=int, default=Recipe().steps, help="end after so many")
    parser.add_argument("--layers", type=int, default=Recipe().layers)
    parser.add_argument("--without", nargs="*", default=[], choices=list(CORPORA), metavar="SET")
    parser.add_argument("--state", type=Path, required=True, help="file that training saves itself to")
    parser.add_argument("--out", type=Path, required=True, help="folder for the trained model")
    return parser.parse_args()


if __name__ == "__main__":
    main()
