"""How entities are used: how often, and beside which others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Entity, Mention

MENTION_CAP = 5_000  # docs/decisions/0007-store.md
"""How many mentions of an entity are followed to its neighbours."""


PAPER_CAP = 2_000
"""Of how many documents of an entity it is told which are one paper; of a hub's each counts."""


@dataclass(frozen=True, slots=True)
class EntityUse:
    """How often the workspace names an entity."""

    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity named in the same sentences as another one: co-mention, never a stated relation."""

    entity: Entity
    documents: int
    sentences: int


@dataclass(frozen=True, slots=True)
class CoMention:
    """A sentence that names two entities, with how it asserts each."""

    document_id: str
    first: Mention
    second: Mention


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """How often an entity is named in the sentences of another one, and how often either is at all.

    Of the `followed` documents that name the other one, `documents` name this one in the same sentence; `everywhere` is
    how many of the workspace's `total` do at all.
    """

    id: str
    documents: int
    sentences: int
    everywhere: int
    followed: int
    total: int

    @property
    def surprise(self) -> float:
        """Documents times the log of how many more they are than chance would bring (Dunning 1993, one cell of G2).

        What every other paper names, such as patients, is named beside anything about as often as chance has it.
        """
        expected = self.followed * min(self.everywhere, self.total) / max(self.total, 1)
        return self.documents * math.log(self.documents / expected) if self.documents and expected else 0.0


def rank_neighbours(found: Iterable[CoOccurrence], limit: int) -> Sequence[CoOccurrence]:
    """The best `limit`: the most surprising, then those of more documents, then by id."""
    ordered = sorted(found, key=lambda each: (-round(each.surprise, 9), -each.documents, each.id))
    return ordered[: max(limit, 0)]
