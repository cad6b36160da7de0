"""Trains the reader that ships with medgraph.

    pip install -e '.[training]'
    python -m training.reader DATA --out FOLDER

DATA is a folder with the sets under the names in `training.reader.corpora`. Training saves its state every 500 steps
and goes on from it when it is started again. `--without SET` leaves one out, to be measured on. CARD.md beside the
model describes the data, the figures and the licence.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from graph.index import load_encoder, locate
from retrieval.reader import PairEncoder
from training.command import log, recipe_parser
from training.reader.corpora import CORPORA
from training.reader.export import export
from training.reader.negatives import mine
from training.reader.network import load_network
from training.reader.shipped import load_exported
from training.reader.train import Recipe, Trainer, TrainingSet


def main() -> None:
    """Train, then write the model."""
    arguments = _arguments()
    folder = locate(arguments.encoder)
    recipe = Recipe(
        epochs=arguments.epochs, steps=arguments.steps, layers=arguments.layers, rate=arguments.rate
    )
    torch.manual_seed(recipe.seed)
    network = load_network(folder, recipe.layers)
    if arguments.begin:
        load_exported(network, arguments.begin)
    trainer = Trainer(network, PairEncoder(folder / "tokenizer.json"), recipe, arguments.state)
    log(f"{trainer.resume()} steps done before")
    vectors = load_encoder(arguments.encoder, arguments.models)
    corpora = {n: read(arguments.data) for n, (read, _) in CORPORA.items() if n not in arguments.without}
    for name, corpus in corpora.items():
        log(f"{name}: {len(corpus.readings)} questions, {len(corpus.pool)} passages")
    mined = mine(corpora, vectors)
    log("negatives found")
    sets = {
        name: TrainingSet(corpus.readings, mined[name], CORPORA[name][1]) for name, corpus in corpora.items()
    }
    trainer.run(sets, log)
    size = export(trainer.averaged, folder / "tokenizer.json", arguments.out)
    log(f"{arguments.out}: {size / 1e6:.1f} MB")


def _arguments() -> argparse.Namespace:
    parser = recipe_parser("training.reader", __doc__, CORPORA, Recipe().epochs, Recipe().layers)
    parser.add_argument("--models", type=Path, required=True, help="folder of converted encoders")
    parser.add_argument("--begin", type=Path, help="folder of a model of this recipe to go on from")
    parser.add_argument("--rate", type=float, default=Recipe().rate, help="of learning, in the last layer")
    parser.add_argument("--steps", type=int, default=Recipe().steps, help="end after so many")
    return parser.parse_args()


if __name__ == "__main__":
    main()
