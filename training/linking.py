"""Trains the ranker of `graph.linking`: `python -m training.linking --lexicon FILE [--lexicon FILE] CORPUS...`.

Each mention of the corpora that no exact name settles gives one example: its candidates and which of them annotators
chose. `rank` is fitted by a softmax over the candidates of each mention (ListNet's top one, Cao et al., ICML 2007),
`calibration` by logistic regression on whether the best candidate is right. What is learned are the weights of two
dozen features; no name or alias of a corpus goes into the model. Several lexicons teach it what holds with few
vocabularies and with many. Full batches from a fixed start: no seed is needed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.corpora import GoldDocument, read_gold
from evaluation.tasks import CATEGORY_OF_LABEL
from graph.linking import (
    COLUMNS,
    WIDEST_MARGIN,
    Linker,
    NameIndex,
    Ranker,
    UnlinkedMention,
    Values,
    name_rows,
)
from graph.vocabulary.lexicon import Lexicon
from ingest import long_forms

_ROUNDS, _STEPS, _RATE, _DECAY = 4, 150, 2.0, 1e-3
# Where fitting starts: what any reader would say of the features' signs.
_START = {
    "same_words": 3.0,
    "same_senses": 2.5,
    "content_dropped": -1.0,
    "content_added": -1.5,
    "same_category": 1.0,
    "exact": 3.0,
    "same_letters": 2.0,
    "short_name": 1.0,
}


@dataclass(frozen=True)
class RankingExample:
    """The candidates of a mention, shape `(candidates, COLUMNS)`, and which are right."""

    values: Values
    right: NDArray[np.bool_]


def examples(documents: Iterable[GoldDocument], linker: Linker, lexicon: Lexicon) -> Iterator[RankingExample]:
    """One for each mention with a concept that its name alone does not settle."""
    for document in documents:
        text = document.document.text
        mentions = [m for m in document.mentions if m.type.lower() in CATEGORY_OF_LABEL]
        marked = [UnlinkedMention(m.start, m.end, CATEGORY_OF_LABEL[m.type.lower()]) for m in mentions]
        for mention, (concepts, values) in zip(
            mentions, linker.candidates(text, marked, long_forms(text)), strict=True
        ):
            right_ids = {lexicon.canonical(identifier) for identifier in mention.ids}
            if len(concepts) and mention.ids:
                yield RankingExample(values, np.array([concept in right_ids for concept in concepts]))


def fit_rank(found: Sequence[RankingExample], start: Values) -> Values:
    """Weights that put the right candidate first, by gradient ascent on the softmax likelihood."""
    useful = [e for e in found if e.right.any() and not e.right.all()]
    weights = start.copy()
    for _ in range(_STEPS):
        gradient = -_DECAY * weights * len(useful)
        for example in useful:
            scores = example.values @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            target = chance * example.right
            gradient += example.values.T @ (target / target.sum() - chance)
        weights += _RATE * gradient / len(useful)
    return weights


def fit_calibration(found: Sequence[RankingExample], rank: Values) -> Values:
    """Weights of how likely the best candidate is right: its values, its margin, a constant."""
    rows, right = [], []
    for example in found:
        scores = example.values @ rank
        best = int(np.argmax(scores))
        others = np.delete(scores, best)
        lead = float(scores[best] - others.max()) if len(others) else WIDEST_MARGIN
        margin = min(lead, WIDEST_MARGIN)
        rows.append([*example.values[best], margin, 1.0])
        right.append(float(example.right[best]))
    table, target = np.array(rows), np.array(right)
    weights = np.zeros(table.shape[1])
    for _ in range(20 * _STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        weights += 0.5 * (table.T @ (target - chance) / len(target) - _DECAY * weights)
    return weights


def train(documents: Sequence[GoldDocument], lexicons: Sequence[tuple[Lexicon, NameIndex]]) -> Ranker:
    """Fit on documents; which name of a concept is meant depends on the weights, so it is fitted in rounds."""
    rank = np.array([_START.get(name, 0.0) for name in COLUMNS])
    calibration = np.zeros(len(COLUMNS) + 2)
    found: list[RankingExample] = []
    for _ in range(_ROUNDS):
        ranker = Ranker(rank, calibration)
        linkers = [(Linker(lexicon, partial(_given, index), ranker), lexicon) for lexicon, index in lexicons]
        found = [one for linker, lexicon in linkers for one in examples(documents, linker, lexicon)]
        rank = fit_rank(found, rank)
    return Ranker(rank, fit_calibration(found, rank))


def _given(index: NameIndex) -> NameIndex:
    return index


def read_documents(paths: Iterable[Path]) -> list[GoldDocument]:
    """The documents of the corpora."""
    return [found for path in paths for found in read_gold(path) if isinstance(found, GoldDocument)]


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--lexicon", type=Path, required=True, action="append", help="a workspace's compiled lexicon"
    )
    parser.add_argument("--out", type=Path, help="where the weights go [standard output]")
    parser.add_argument("corpora", type=Path, nargs="+", help="annotated files (see `read_gold`)")
    arguments = parser.parse_args()
    lexicons = [Lexicon.load(path) for path in arguments.lexicon]
    indexed = [(lexicon, NameIndex(name_rows(lexicon.compiled))) for lexicon in lexicons]
    ranker = train(read_documents(arguments.corpora), indexed)
    names = (*COLUMNS, "margin", "constant")
    weights = {
        "rank": {name: round(float(value), 3) for name, value in zip(COLUMNS, ranker.rank, strict=True)},
        "calibration": {
            name: round(float(value), 3) for name, value in zip(names, ranker.calibration, strict=True)
        },
    }
    written = json.dumps(weights, indent=1) + "\n"
    if arguments.out:
        arguments.out.write_text(written, encoding="utf-8")
    else:
        sys.stdout.write(written)


if __name__ == "__main__":
    main()
