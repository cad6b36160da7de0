"""Pairs of annotated documents as training examples: their features and what they are marked as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora.predicates import asserted
from evaluation.corpora.reading import GoldDocument, graph_of, read_gold
from ingest.relations.describing import describe
from ingest.relations.pairs import Pair
from ingest.relations.reading import RelationContext, read
from ingest.relations.rules import stated


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of document number `document`; `label` is the corpus's type of relation, '' for none."""

    document: int
    pair: Pair
    places: tuple[frozenset[str], ...]
    features: frozenset[str]
    label: str


@dataclass(frozen=True)
class Corpus:
    """Examples in order of their documents; `missed` counts gold relations of pairs that are no candidates."""

    readings: list[RelationContext]
    examples: list[Example]
    missed: int


def load(path: Path) -> Corpus:
    """The examples of a file with gold entities and relations."""
    return examples_of(gold for gold in read_gold(path) if isinstance(gold, GoldDocument))


def examples_of(documents: Iterable[GoldDocument]) -> Corpus:
    """The candidate pairs of the documents."""
    readings: list[RelationContext] = []
    examples: list[Example] = []
    missed = 0
    for number, gold in enumerate(documents):
        graph = asserted(graph_of(gold))
        reading = read(graph.document, graph.chunks, graph.mentions, graph.entities)
        found = _examples(number, reading, _labels(gold))
        missed += len(_labels(gold)) - sum(bool(example.label) for example in found)
        readings.append(reading)
        examples += found
    return Corpus(readings, examples, missed)


def _labels(gold: GoldDocument) -> dict[frozenset[str], str]:
    return {frozenset((r.subject, r.object)): r.type for r in reversed(gold.relations)}


def _examples(number: int, reading: RelationContext, labels: dict[frozenset[str], str]) -> list[Example]:
    return [
        Example(
            number,
            each.pair,
            tuple(map(frozenset, each.places)),
            frozenset(each.features),
            labels.get(frozenset((each.pair.first.id, each.pair.second.id)), ""),
        )
        for each in describe(reading, stated(reading), set)
    ]
