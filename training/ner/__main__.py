"""Trains the recogniser that ships with medgraph.

    pip install -e '.[training]'
    python -m training.ner DATA --vocabulary FILE ... --out FOLDER

DATA is a folder with the corpora under the names in `training.ner.corpora`; the vocabularies are files `medgraph vocab
add` reads (`FILE+COMPANION` for one with a companion). Training saves its state after each epoch and goes on from it
when it is started again. `--without CORPUS` leaves one out, to be measured on. CARD.md beside the model
describes the data, the figures and the licence.
"""

from __future__ import annotations

import argparse
import time
import zlib
from pathlib import Path

import torch

from graph import Concept
from graph.index import DEFAULT_MODEL, locate
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.readers import read_vocabulary
from ingest.recognize.trained import MODEL_FOLDER, load_tokenizer
from training.command import data_parser
from training.ner.augment import names_by_type
from training.ner.corpora import CORPORA, NerCorpus, NerExample, dev_pmids, read_examples
from training.ner.export import export
from training.ner.network import load_network
from training.ner.train import Recipe, Trainer

_HELD_OUT = 20  # one document in so many is kept from training, for choices that are not the weights


def is_held_out(example: NerExample) -> bool:
    """Whether a training document is held out, to choose thresholds on."""
    return bool(example.id) and zlib.crc32(example.id.encode()) % _HELD_OUT == 0


def main() -> None:
    """Train, then write the model."""
    arguments = _arguments()
    encoder = locate(arguments.encoder)
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    concepts = [concept for file in arguments.vocabulary for concept in _concepts(file)]
    lexicon = Lexicon.build(concepts) if concepts else None
    recipe = Recipe(epochs=arguments.epochs)
    torch.manual_seed(recipe.seed)
    trainer = Trainer(
        load_network(encoder), tokenizer, lexicon, names_by_type(concepts), recipe, arguments.state
    )
    print(f"{trainer.resume()} of {recipe.epochs} epochs done before", flush=True)
    excluded = dev_pmids(arguments.data)
    corpora = [
        (corpus, _examples(arguments.data, corpus, excluded))
        for name, corpus in CORPORA.items()
        if name not in arguments.without
    ]
    trainer.run(corpora, lambda line: print(time.strftime("%T"), line, flush=True))
    size = export(trainer.averaged, encoder / "tokenizer.json", arguments.out)
    print(f"{arguments.out}: {size / 1e6:.1f} MB")


def _examples(folder: Path, corpus: NerCorpus, excluded: frozenset[str]) -> list[NerExample]:
    """The training examples without the held out ones and those of these PMIDs."""
    examples = read_examples(folder, corpus, "train")
    return [example for example in examples if example.id not in excluded and not is_held_out(example)]


def _arguments() -> argparse.Namespace:
    parser = data_parser("training.ner", __doc__)
    parser.add_argument("--vocabulary", nargs="*", default=[], metavar="FILE")
    parser.add_argument("--encoder", default=DEFAULT_MODEL, help="a BERT-like encoder, by name or folder")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--without", nargs="*", default=[], choices=list(CORPORA), metavar="CORPUS")
    parser.add_argument("--state", type=Path, default=Path("ner-training.pt"))
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    return parser.parse_args()


def _concepts(file: str) -> list[Concept]:
    path, *companions = map(Path, file.split("+"))
    return list(read_vocabulary(path, None, companions).concepts)


if __name__ == "__main__":
    main()
