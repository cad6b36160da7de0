"""How well stated relations are found: F1 over the pairs of concepts of a document.

A pair is counted once a document, as BioCreative V's CID task (Wei et al. 2016) and BioRED (Luo et al. 2022) do: it is
found when any sentence states it. Relations that a text denies are no findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from evaluation.corpora.as_graph import graph_of
from evaluation.corpora.model import GoldDocument
from evaluation.corpora.predicates import asserted, gold_predicate
from graph import SYMMETRIC, Assertion, Document, DocumentGraph, Predicate, Relation
from ingest.relations import BEST_F1_CONFIDENCE, KIND_OF, Kind, RelationExtractor

Extract = Callable[[DocumentGraph], Sequence[Relation]]
"""The relations stated in a document, from its text, chunks, mentions and entities."""
AnalyseDocument = Callable[[Document], DocumentGraph]
"""What is recognised and linked in a document, for the end to end figure."""
SameAs = Callable[[str], str]
"""The one id of all ids of a concept, so that an entity linked in another vocabulary than the gold's counts."""


@dataclass(slots=True)
class PairCounts:
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
    predicates: dict[str, PairCounts]
    micro: PairCounts
    pairs: PairCounts
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


Triple = tuple[str, str, str]  # subject, predicate, object
Ends = frozenset[Kind]


def extract_for_best_f1() -> Extract:
    """The extractor at the confidence of best F1, lower than a graph asks for, and across sentences."""
    extractor = RelationExtractor(BEST_F1_CONFIDENCE, across_sentences=True)
    return lambda graph: extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)


def extract_as_ingested() -> Extract:
    """The extractor with the settings of an ingest: its precision is that of the relations a reader is shown."""
    extractor = RelationExtractor()
    return lambda graph: extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)


def score_relations(
    documents: Iterable[GoldDocument],
    extract: Extract,
    analyse: AnalyseDocument | None = None,
    same_as: SameAs = str,
) -> RelationResult:
    """The figures of `extract` over documents with gold relations.

    Relations are extracted between the gold entities, or, with `analyse`, between those it finds in the text. Ids are
    compared after `same_as`.
    """
    read = [_DocumentRelations.of(gold, extract, analyse, same_as) for gold in documents]
    tally = _Tally({(key[1], kinds) for each in read for key, kinds in each.gold.items()})
    for each in read:
        tally.add(each)
    totals = (sum(getattr(c, name) for c in tally.predicates.values()) for name in PairCounts.__slots__)
    return RelationResult(
        len(read), tally.predicates, PairCounts(*totals), tally.pairs, tally.unevaluated, tuple(tally.errors)
    )


@dataclass(frozen=True, slots=True)
class _DocumentRelations:
    """A document's statements, gold and found, each with the kinds of its two ends."""

    document: str
    gold: dict[Triple, Ends]
    gold_pairs: set[frozenset[str]]
    found: dict[Triple, Ends]

    @classmethod
    def of(
        cls, gold: GoldDocument, extract: Extract, analyse: AnalyseDocument | None, same_as: SameAs
    ) -> _DocumentRelations:
        graph = asserted(graph_of(gold)) if analyse is None else analyse(gold.document)
        kinds = {
            entity.id: KIND_OF[entity.category] for entity in graph.entities if entity.category in KIND_OF
        }
        found = {
            _triple(same_as(one.subject_id), one.predicate, same_as(one.object_id)): frozenset(
                (kinds[one.subject_id], kinds[one.object_id])
            )
            for one in extract(graph)
            if one.assertion is not Assertion.NEGATED
        }
        gold_triples, pairs = _gold(gold, same_as)
        return cls(gold.document.id, gold_triples, pairs, found)


def _gold(gold: GoldDocument, same_as: SameAs) -> tuple[dict[Triple, Ends], set[frozenset[str]]]:
    """What a document's gold states, chemical before disease where the file's order says nothing."""
    kinds = {id: KIND_OF[m.type] for m in gold.mentions if m.type in KIND_OF for id in m.ids}
    gold_triples: dict[Triple, Ends] = {}
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
            key = _triple(same_as(ends[0]), predicate, same_as(ends[1]))
            gold_triples[key] = frozenset(kinds[end] for end in ends)
    return gold_triples, pairs


def _triple(subject: str, predicate: str, object: str) -> Triple:
    if predicate in SYMMETRIC and object < subject:
        subject, object = object, subject
    return subject, predicate, object


class _Tally:
    """Counts over documents; `annotated` are the predicates that the data set has, and between which kinds."""

    def __init__(self, annotated: set[tuple[str, Ends]]) -> None:
        self._annotated = annotated
        self._kinds = {kinds for _, kinds in annotated}
        self.predicates = {predicate: PairCounts() for predicate, _ in annotated}
        self.pairs = PairCounts()
        self.unevaluated = 0
        self.errors: list[PairError] = []

    def add(self, read: _DocumentRelations) -> None:
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
