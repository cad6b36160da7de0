"""Annotated corpora as relation extraction needs them: their types as predicates, their mentions with assertions."""

from __future__ import annotations

from dataclasses import replace

from graph import DocumentGraph, Mention, Predicate, Span
from ingest.assertion import assertions
from ingest.relations import Kind

_CID = "CID"
_BETWEEN_CHEMICAL_AND_DISEASE = {
    "Positive_Correlation": Predicate.CAUSES,
    "Negative_Correlation": Predicate.TREATS,
}
_OF_TYPE = {
    "Positive_Correlation": Predicate.POSITIVELY_CORRELATED_WITH,
    "Negative_Correlation": Predicate.NEGATIVELY_CORRELATED_WITH,
    "Association": Predicate.ASSOCIATED_WITH,
    "Bind": Predicate.INTERACTS_WITH,
    "Drug_Interaction": Predicate.INTERACTS_WITH,
}


def gold_predicate(type: str, kinds: set[Kind]) -> Predicate | None:
    """The predicate that says what a corpus means by a type between two kinds; None for what medgraph does not state.

    BioRED's Comparison and Cotreatment say how a study was made and Conversion how a substance changes: no relation of
    the model.
    """
    if type == _CID:
        return Predicate.CAUSES
    if kinds == {Kind.CHEMICAL, Kind.DISEASE} and type in _BETWEEN_CHEMICAL_AND_DISEASE:
        return _BETWEEN_CHEMICAL_AND_DISEASE[type]
    return _OF_TYPE.get(type)


def asserted(graph: DocumentGraph) -> DocumentGraph:
    """An annotated document with the assertion of each mention, which no corpus marks, read from its sentence."""
    by_sentence: dict[Span, list[Mention]] = {}
    for mention in graph.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: list[Mention] = []
    for sentence, inside in by_sentence.items():
        spans = [(mention.start - sentence.start, mention.end - sentence.start) for mention in inside]
        states = assertions(sentence.of(graph.document.text), spans)
        found += [replace(mention, assertion=state) for mention, state in zip(inside, states, strict=True)]
    return replace(graph, mentions=tuple(found))
