"""Which concepts stand near another in the hierarchy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from graph.vocabulary.lexicon.compiled import CompiledNames

_MOST_SIBLINGS = 100  # bounds the work at concepts with thousands of children


def related_concepts(compiled: CompiledNames, number: int) -> Iterable[int]:
    """Parents, children and siblings of a concept."""
    above = compiled.parents.neighbours(number)
    below = compiled.children.neighbours
    beside = (related for parent in above for related in below(parent)[:_MOST_SIBLINGS])
    return chain(above, below(number)[:_MOST_SIBLINGS], beside)


def near_concepts(compiled: CompiledNames, number: int) -> set[int]:
    """Those related to a concept, and those two and three levels above it: diabetes, of its nephropathies."""
    parents, children = compiled.parents.neighbours, compiled.children.neighbours
    above = [parent for parent in parents(number) if len(children(parent)) <= _MOST_SIBLINGS]
    higher = [up for parent in above for up in parents(parent)]
    return {
        *(child for one in (number, *above) for child in children(one)[:_MOST_SIBLINGS]),
        *above,
        *higher,
        *(up for one in higher for up in parents(one)),
    }
