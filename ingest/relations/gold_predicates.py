"""The predicate of a relation of an annotated corpus: BC5CDR's CID and BioRED's eight types."""

from __future__ import annotations

from graph.predicates import Predicate
from ingest.relations.kinds import Kind

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
