"""How entities are used: how often, and beside which others."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Entity, Mention

MENTION_CAP = 5_000  # docs/decisions/0007-store.md
"""How many mentions of an entity are followed to its neighbours."""


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
