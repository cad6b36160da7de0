"""Stated relations between entities: the edge as its documents together support it, and the sentences behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Assertion, Document, Entity, Relation, Span
from graph.predicates import SYMMETRIC, Predicate

EdgeKey = tuple[str, str, str]
"""What names an edge: the ids of its ends with the predicate between them, `(subject, predicate, object)`."""

DocumentStatement = tuple[str | int, Assertion, float, bool]
"""What one document says of an edge in one way: (document, assertion, best confidence, whether it is unsound)."""

_PLACES = {assertion: place for place, assertion in enumerate(Assertion)}


@dataclass(frozen=True, slots=True)
class EdgeWeight:
    """How far documents support an edge. Each counts once for each way in which it speaks of it.

    `documents` counts them by assertion; none of them is retracted, or is a notice of retraction: those are counted as
    `retracted`, whatever they assert.

    `confidence` is the noisy-or over the documents that affirm it: 1 - product over d of (1 - c(d)), where c(d) is the
    confidence of the best affirming sentence of document d. Documents are taken as independent witnesses, sentences of
    one document are not. 0 when no document affirms it.
    """

    documents: Mapping[Assertion, int]
    confidence: float
    retracted: int

    @property
    def support(self) -> int:
        """How many documents affirm it."""
        return self.documents.get(Assertion.AFFIRMED, 0)


@dataclass(frozen=True, slots=True)
class RelationEdge:
    """An edge: documents state that `subject` stands to `object` as `predicate` says."""

    subject: Entity
    predicate: Predicate
    object: Entity
    weight: EdgeWeight

    @property
    def edge(self) -> EdgeKey:
        """What names it."""
        return self.subject.id, self.predicate, self.object.id


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, in document offsets, that states an edge.

    `retracted` says that the document is, or that it is the notice that retracts another: it supports nothing.
    """

    document_id: str
    sentence: Span
    assertion: Assertion
    confidence: float
    extractor: str
    retracted: bool


def is_unsound(document: Document) -> bool:
    """Whether, by its own record, what the document states supports nothing."""
    return document.retracted or document.is_retraction_notice


def ordered_ends(relation: Relation, of: Callable[[str], str] = str) -> tuple[str, str]:
    """Subject and object; where the predicate says the same of both, in the order of what `of` makes of their ids."""
    ends = relation.subject_id, relation.object_id
    if relation.predicate in SYMMETRIC and of(ends[0]) > of(ends[1]):
        return ends[1], ends[0]
    return ends


def weigh(said: Iterable[DocumentStatement]) -> EdgeWeight:
    """The weight of an edge, of all that documents say of it."""
    documents: dict[Assertion, int] = defaultdict(int)
    retracted = set()
    affirmed = []
    for document, assertion, confidence, unsound in said:
        if unsound:
            retracted.add(document)
            continue
        documents[assertion] += 1
        if assertion is Assertion.AFFIRMED:
            affirmed.append(confidence)
    doubt = 1.0
    # Multiplied in one order, so that every store gets the same bits.
    for confidence in sorted(affirmed, reverse=True):
        doubt *= 1 - confidence
    return EdgeWeight(dict(documents), 1 - doubt, len(retracted))


def best_first(weighed: Mapping[EdgeKey, EdgeWeight], limit: int) -> Sequence[tuple[EdgeKey, EdgeWeight]]:
    """The edges that most documents affirm; of those that as many do, the surest; then by id."""
    ordered = sorted(weighed.items(), key=lambda each: (-each[1].support, -each[1].confidence, each[0]))
    return ordered[: max(limit, 0)]


def affirming_first(found: Iterable[Evidence]) -> Sequence[Evidence]:
    """Evidence by assertion, in the order in which `Assertion` lists them; what is given keeps its order within."""
    return sorted(found, key=lambda each: _PLACES[each.assertion])
