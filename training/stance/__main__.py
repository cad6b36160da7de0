"""Trains the model that says how a sentence stands to a question or claim.

    pip install -e '.[training]'
    python -m training.stance DATA --reader FOLDER --out FOLDER

DATA is a folder with the sets under the names in `training.stance.examples`. `--without SET` leaves one out, to be
measured on. What it reaches on the parts that are held back is told at the end.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from evaluation import macro_f1
from graph.index import locate
from retrieval.reader import STANCES as NAMES
from retrieval.reader import PairEncoder
from training.command import log, recipe_parser
from training.reader.export import export
from training.reader.network import Network, load_network
from training.reader.shipped import load_exported
from training.stance.examples import STANCES, StanceExample, inference_stances, scifact_stances
from training.stance.train import Recipe, StanceTrainer, stance_logits


def main() -> None:
    """Train, write the model, measure it."""
    arguments = _arguments()
    folder = locate(arguments.encoder)
    recipe = Recipe(epochs=arguments.epochs, layers=arguments.layers)
    torch.manual_seed(recipe.seed)
    encoder = PairEncoder(folder / "tokenizer.json")
    network = load_network(folder, recipe.layers)
    load_exported(network, arguments.reader)
    trainer = StanceTrainer(network, encoder, recipe, arguments.state)
    sets = {
        name: list(read(arguments.data)) * times
        for name, (read, times) in STANCES.items()
        if name not in arguments.without
    }
    for name, each in sets.items():
        log(f"{name}: {len(each)} examples, {sorted(Counter(e.stance for e in each).items())}")
    trainer.run(sets, log)
    size = export(trainer.averaged, folder / "tokenizer.json", arguments.out)
    log(f"{arguments.out}: {size / 1e6:.1f} MB")
    held_back = {
        "scifact, a fifth of train": list(scifact_stances(arguments.data, held_back=True)),
        "evidence inference, validation": list(inference_stances(arguments.data, "validation")),
    }
    for name, examples in held_back.items():
        log(f"{name}: macro F1 {_macro_f1(trainer.averaged, encoder, examples):.3f} over {len(examples)}")


def _macro_f1(network: Network, encoder: PairEncoder, examples: Sequence[StanceExample]) -> float:
    network.eval()
    pairs: list[tuple[str, str]] = []
    with torch.no_grad():
        for start in range(0, len(examples), 32):
            batch = examples[start : start + 32]
            logits = stance_logits(network, encoder, batch, lambda: torch.autocast("cpu", enabled=False))
            best = logits.argmax(-1).tolist()
            pairs += [(NAMES[e.stance], NAMES[told]) for e, told in zip(batch, best, strict=True)]
    return macro_f1(pairs) or 0.0


def _arguments() -> argparse.Namespace:
    parser = recipe_parser("training.stance", __doc__, STANCES, Recipe().epochs, Recipe().layers)
    parser.add_argument(
        "--reader",
        type=Path,
        required=True,
        help="folder of a model of training.reader, which it begins with",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
