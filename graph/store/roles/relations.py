"""The role of a store that answers for what documents state of entities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from graph.predicates import Predicate
from graph.store.values.relations import STATEMENT_CAP, EdgeKey, Evidence, RelationEdge


class RelationStore(Protocol):
    """Stated relations: the edges at an entity, and the sentences behind an edge."""

    def relations(
        self,
        entity_id: str,
        limit: int,
        predicate: Predicate | None = None,
        other_id: str | None = None,
        degree_cap: int = STATEMENT_CAP,
    ) -> Sequence[RelationEdge]:
        """The edges at an entity, of either direction, by support, then by confidence, best first.

        `predicate` keeps the edges of one predicate, `other_id` those to one other entity. An edge that is only
        negated, uncertain or stated by retracted documents has no support, and is listed last. Of a hub at most
        `degree_cap` statements are weighed, a fair sample, so support is that of the sample.
        """
        ...

    def evidence(self, edges: Collection[EdgeKey], limit: int) -> Mapping[EdgeKey, Sequence[Evidence]]:
        """The sentences that state each edge: affirming ones first, at most `limit` of each assertion.

        Within an assertion retracted documents come last, and otherwise the highest confidence first.
        """
        ...
