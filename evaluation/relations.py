"""How well stated relations are found: F1 over the pairs of concepts of a document.

A pair is counted once a document, as BioCreative V's CID task (Wei et al. 2016) and BioRED (Luo et al. 2022) do: it is
found when any sentence states it. Relations that a text denies are no findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from evaluation.corpora.predicates import asserted, gold_predicate
from evaluation.corpora.reading import GoldDocument, graph_of
from graph.model import Assertion, Document, DocumentGraph, Relation
from graph.predicates import SYMMETRIC, Predicate
from ingest.relations.extract import BEST_F1_CONFIDENCE, RelationExtractor
from ingest.relations.kinds import KIND_OF, Kind

Extract = Callable[[DocumentGraph], Sequence[Relation]]
"""The relations stated in a document, from its text, chunks, mentions and entities."""
Analyse = Callable[[Document], DocumentGraph]
"""What is recognised and linked in a document, for the end to end figure."""
SameAs = Callable[[str], str]
"""The one id of all ids of a concept, so that an entity linked in another vocabulary than the gold's counts."""


@dataclass(slots=True)
class Counts:
    """Pairs found and right, found, and there."""

    right: int = 0
    found: int = 0
    support: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.support
        return 2 * self.right / both if both else 0.0

    def row(self) -> dict[str, float | int]:
        """As JSON writes it."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "support": self.support}


@dataclass(frozen=True, slots=True)
class PairError:
    """A pair that was found and is not there (`predicate` is what was found), or is there and was not found."""

    document: str
    predicate: str
    subject: str
    object: str
    missed: bool


@dataclass(frozen=True)
class RelationResult:
    """Figures of one data set; `predicates` compares pairs as typed and directed, `micro` over all of them.

    `pairs` compares unordered pairs with any relation: BioRED's "entity pair" figure. `unevaluated` counts relations
    found of predicates, or between kinds, that the data set does not annotate at all; they are no errors.
    """

    documents: int
    predicates: dict[str, Counts]
    micro: Counts
    pairs: Counts
    unevaluated: int = 0
    errors: tuple[PairError, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """One entry a predicate, `micro` and `pairs`."""
        return {
            "documents": self.documents,
            "predicates": {name: counts.row() for name, counts in sorted(self.predicates.items())},
            "micro": self.micro.row(),
            "pairs": self.pairs.row(),
            "unevaluated": self.unevaluated,
            "errors": [asdict(error) for error in self.errors],
        }


Statement = tuple[str, str, str]  # subject, predicate, object
Ends = frozenset[Kind]


def found_relations() -> Extract:
    """medgraph's own extractor where its F1 is best: with less confidence than a graph asks, and across sentences."""
    extractor = RelationExtractor(BEST_F1_CONFIDENCE, across_sentences=True)
    return lambda graph: extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)


def shown_relations() -> Extract:
    """medgraph's own extractor as it fills a graph: its precision is that of what a reader is shown."""
    extractor = RelationExtractor()
    return lambda graph: extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)


def evaluate_relations(
    documents: Iterable[GoldDocument],
    extract: Extract,
    analyse: Analyse | None = None,
    same_as: SameAs = str,
) -> RelationResult:
    """The figures of `extract` over documents with gold relations.

    Relations are extracted between the gold entities, or, with `analyse`, between those it finds in the text. Ids are
    compared after `same_as`.
    """
    read = [_Read.of(gold, extract, analyse, same_as) for gold in documents]
    tally = _Tally({(key[1], kinds) for each in read for key, kinds in each.gold.items()})
    for each in read:
        tally.add(each)
    totals = (sum(getattr(c, name) for c in tally.predicates.values()) for name in Counts.__slots__)
    return RelationResult(
        len(read), tally.predicates, Counts(*totals), tally.pairs, tally.unevaluated, tuple(tally.errors)
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A document's statements, gold and found, each with the kinds of its two ends."""

    document: str
    gold: dict[Statement, Ends]
    gold_pairs: set[frozenset[str]]
    found: dict[Statement, Ends]

    @classmethod
    def of(cls, gold: GoldDocument, extract: Extract, analyse: Analyse | None, same_as: SameAs) -> _Read:
        graph = asserted(graph_of(gold)) if analyse is None else analyse(gold.document)
        kinds = {
            entity.id: KIND_OF[entity.category] for entity in graph.entities if entity.category in KIND_OF
        }
        found = {
            _statement(same_as(one.subject_id), one.predicate, same_as(one.object_id)): frozenset(
                (kinds[one.subject_id], kinds[one.object_id])
            )
            for one in extract(graph)
            if one.assertion is not Assertion.NEGATED
        }
        stated, pairs = _gold(gold, same_as)
        return cls(gold.document.id, stated, pairs, found)


def _gold(gold: GoldDocument, same_as: SameAs) -> tuple[dict[Statement, Ends], set[frozenset[str]]]:
    """What a document's gold states, chemical before disease where the file's order says nothing."""
    kinds = {id: KIND_OF[m.type] for m in gold.mentions if m.type in KIND_OF for id in m.ids}
    stated: dict[Statement, Ends] = {}
    pairs: set[frozenset[str]] = set()
    for relation in gold.relations:
        ends = [relation.subject, relation.object]
        pairs.add(frozenset(map(same_as, ends)))
        if any(end not in kinds for end in ends):
            continue
        predicate = gold_predicate(relation.type, {kinds[end] for end in ends})
        if predicate in (Predicate.CAUSES, Predicate.TREATS):
            ends.sort(key=lambda end: kinds[end])
        if predicate is not None:
            key = _statement(same_as(ends[0]), predicate, same_as(ends[1]))
            stated[key] = frozenset(kinds[end] for end in ends)
    return stated, pairs


def _statement(subject: str, predicate: str, object: str) -> Statement:
    if predicate in SYMMETRIC and object < subject:
        subject, object = object, subject
    return subject, predicate, object


class _Tally:
    """Counts over documents; `annotated` are the predicates that the data set has, and between which kinds."""

    def __init__(self, annotated: set[tuple[str, Ends]]) -> None:
        self._annotated = annotated
        self._kinds = {kinds for _, kinds in annotated}
        self.predicates = {predicate: Counts() for predicate, _ in annotated}
        self.pairs = Counts()
        self.unevaluated = 0
        self.errors: list[PairError] = []

    def add(self, read: _Read) -> None:
        """Compares what was found in a document with its gold."""
        evaluated = {key for key, kinds in read.found.items() if (key[1], kinds) in self._annotated}
        self.unevaluated += len(read.found) - len(evaluated)
        for key in read.gold.keys() | evaluated:
            counts = self.predicates[key[1]]
            counts.support += key in read.gold
            counts.found += key in evaluated
            counts.right += key in read.gold and key in evaluated
        for subject, predicate, target in sorted(read.gold.keys() ^ evaluated):
            missed = (subject, predicate, target) in read.gold
            self.errors.append(PairError(read.document, predicate, subject, target, missed))
        # A corpus that marks associations marks every relation between its kinds, whatever the predicate.
        if Predicate.ASSOCIATED_WITH in self.predicates:
            evaluated = {key for key, kinds in read.found.items() if kinds in self._kinds}
        found = {frozenset((subject, target)) for subject, _, target in evaluated}
        self.pairs.support += len(read.gold_pairs)
        self.pairs.found += len(found)
        self.pairs.right += len(found & read.gold_pairs)
