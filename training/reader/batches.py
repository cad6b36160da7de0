"""Groups of a question with one passage that answers and some that do not, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from retrieval.reader import Pair, PairEncoder, Passage, pad_pairs
from training.reader.examples import UNKNOWN, LabelledPassage, Reading
from training.reader.negatives import Mined

_HEADLESS = 0.4  # share of groups read without headings, so that a passage alone is enough
_FAR = 0.7  # share of groups with a passage of another set; set by hand
_MIXED = 0.5  # share of passages of sentences that all answer into which others are put


@dataclass(frozen=True, slots=True)
class Group:
    """A question, and passages of which only the first answers."""

    question: str
    passages: tuple[LabelledPassage, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Groups of equal size as tensors; `answers` (passages,), `sentences` and `stances` (passages, sentences), UNKNOWN
    where nothing is known; `spans` (passages, 2) the first and the last piece of a short answer.
    """

    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    answers: Tensor
    sentences: Tensor
    stances: Tensor
    spans: Tensor
    group: int


def drawn_groups(
    readings: Sequence[Reading],
    mined: Sequence[Mined],
    positives: int,
    negatives: int,
    chance: random.Random,
) -> Iterator[Group]:
    """At most `positives` groups of each reading, each with `negatives` passages that do not answer.

    One of these is of another set, where there is one, so that a question which nothing answers is seen too.
    """
    for reading, found in zip(readings, mined, strict=True):
        for positive in chance.sample(reading.positives, min(positives, len(reading.positives))):
            own = chance.sample(reading.negatives, min(len(reading.negatives), negatives // 2))
            far = [chance.choice(found.far)] if found.far and chance.random() < _FAR else []
            rest = chance.sample(found.near, min(len(found.near), negatives - len(own) - len(far)))
            others = [*own, *far, *rest]
            if len(others) < negatives:
                others += chance.sample(
                    reading.negatives, min(len(reading.negatives), negatives - len(others))
                )
            if len(others) < negatives:
                continue
            mixed = chance.random() < _MIXED
            first = _mixed(positive, chance.choice(others), chance) if mixed else positive
            passages = (first, *others)
            if chance.random() < _HEADLESS:
                passages = tuple(_headless(p) for p in passages)
            yield Group(reading.question, passages)


def _headless(labelled: LabelledPassage) -> LabelledPassage:
    return replace(labelled, passage=Passage("", labelled.passage.sentences))


def _mixed(positive: LabelledPassage, other: LabelledPassage, chance: random.Random) -> LabelledPassage:
    """Sentences that all answer, among some of a passage that does not, as in a text they would stand."""
    if set(positive.sentences) != {1}:
        return positive
    stances = positive.stances or (UNKNOWN,) * len(positive.sentences)
    before = list(other.passage.sentences[: chance.randint(1, 4)])
    after = list(other.passage.sentences[len(before) :][: chance.randint(0, 3)])
    sentences = (*before, *positive.passage.sentences, *after)
    labels = (0,) * len(before) + positive.sentences + (0,) * len(after)
    kinds = (UNKNOWN,) * len(before) + stances + (UNKNOWN,) * len(after)
    span = positive.span and (positive.span[0] + len(before), *positive.span[1:])
    return LabelledPassage(Passage(positive.passage.heading, sentences), 1.0, labels, kinds, span)


def batches(
    groups: Sequence[Group], encoder: PairEncoder, size: int, chance: random.Random
) -> Iterator[Batch]:
    """Groups in batches of `size`, those of like length together, in random order."""
    lengths = [sum(len(s) for p in g.passages for s in p.passage.sentences) for g in groups]
    order = sorted(range(len(groups)), key=lambda i: lengths[i] * chance.uniform(0.9, 1.1))
    runs = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(runs)
    for run in runs:
        yield tensors([groups[i] for i in run], encoder)


def tensors(groups: Sequence[Group], encoder: PairEncoder) -> Batch:
    """Groups as one batch."""
    pairs: list[Pair] = []
    labelled: list[LabelledPassage] = []
    for group in groups:
        pairs += encoder.encode(group.question, [p.passage for p in group.passages])
        labelled += group.passages
    most = max(len(p.sentences) for p in pairs)
    inputs = pad_pairs(pairs, max(len(p.ids) for p in pairs), most)
    sentences = np.full((len(pairs), most), UNKNOWN, dtype=np.int64)
    stances = np.full_like(sentences, UNKNOWN)
    spans = np.full((len(pairs), 2), UNKNOWN, dtype=np.int64)
    for row, (pair, each) in enumerate(zip(pairs, labelled, strict=True)):
        for place, (start, end) in enumerate(pair.sentences):
            if end > start:
                sentences[row, place] = each.sentences[place]
                stances[row, place] = each.stances[place] if each.stances else UNKNOWN
        if each.span is not None:
            spans[row] = _pieces(pair, each.span)
    answers = torch.tensor([p.answers for p in labelled])
    ids, mask, segments, pool = (torch.from_numpy(array) for array in inputs)
    return Batch(
        (ids, mask, segments, pool),
        answers,
        torch.from_numpy(sentences),
        torch.from_numpy(stances),
        torch.from_numpy(spans),
        len(groups[0].passages),
    )


def _pieces(pair: Pair, span: tuple[int, int, int]) -> tuple[int, int]:
    """The first and the last piece of characters of a sentence; UNKNOWN where they lie beyond the window."""
    sentence, low, high = span
    start, end = pair.sentences[sentence]
    inside = [i for i in range(start, end) if pair.offsets[i][0] < high and low < pair.offsets[i][1]]
    return (inside[0], inside[-1]) if inside else (UNKNOWN, UNKNOWN)
