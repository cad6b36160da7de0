"""Pairs of annotated documents as training examples: their features and what they are marked as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora import GoldDocument, asserted, graph_of, read_gold
from ingest.relations import Pair, RelationContext, build_context, featurise, match_rules


@dataclass(frozen=True, slots=True)
class RelationExample:
    """A pair of document number `document`; `label` is the corpus's type of relation, '' for none."""

    document: int
    pair: Pair
    places: tuple[frozenset[str], ...]
    features: frozenset[str]
    label: str


@dataclass(frozen=True)
class RelationCorpus:
    """Examples in order of their documents; `missed` counts gold relations of pairs that are no candidates."""

    contexts: list[RelationContext]
    examples: list[RelationExample]
    missed: int


def load(path: Path) -> RelationCorpus:
    """The examples of a file with gold entities and relations."""
    return examples_of(gold for gold in read_gold(path) if isinstance(gold, GoldDocument))


def examples_of(documents: Iterable[GoldDocument]) -> RelationCorpus:
    """The candidate pairs of the documents."""
    contexts: list[RelationContext] = []
    examples: list[RelationExample] = []
    missed = 0
    for number, gold in enumerate(documents):
        graph = asserted(graph_of(gold))
        context = build_context(graph.document, graph.chunks, graph.mentions, graph.entities)
        found = _examples(number, context, _labels(gold))
        missed += len(_labels(gold)) - sum(bool(example.label) for example in found)
        contexts.append(context)
        examples += found
    return RelationCorpus(contexts, examples, missed)


def _labels(gold: GoldDocument) -> dict[frozenset[str], str]:
    return {frozenset((r.subject, r.object)): r.type for r in reversed(gold.relations)}


def _examples(
    number: int, context: RelationContext, labels: dict[frozenset[str], str]
) -> list[RelationExample]:
    return [
        RelationExample(
            number,
            each.pair,
            tuple(map(frozenset, each.places)),
            frozenset(each.features),
            labels.get(frozenset((each.pair.first.id, each.pair.second.id)), ""),
        )
        for each in featurise(context, match_rules(context), set)
    ]
