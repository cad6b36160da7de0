"""The predicates a relation may have: a choice of Biolink's (Unni et al. 2022), directed unless symmetric."""

from __future__ import annotations

from enum import StrEnum


class Predicate(StrEnum):
    """Biolink predicates that medgraph states; anything else is no relation."""

    TREATS = "treats"
    PREVENTS = "prevents"
    CAUSES = "causes"
    CONTRAINDICATED_FOR = "contraindicated_for"
    DIAGNOSES = "diagnoses"
    INTERACTS_WITH = "interacts_with"
    AFFECTS = "affects"
    ASSOCIATED_WITH = "associated_with"
    POSITIVELY_CORRELATED_WITH = "positively_correlated_with"
    NEGATIVELY_CORRELATED_WITH = "negatively_correlated_with"


SYMMETRIC = frozenset(
    {
        Predicate.INTERACTS_WITH,
        Predicate.ASSOCIATED_WITH,
        Predicate.POSITIVELY_CORRELATED_WITH,
        Predicate.NEGATIVELY_CORRELATED_WITH,
    }
)
"""Those that say the same from either end: stored once, the smaller id first."""
