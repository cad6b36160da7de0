"""The role of a store that knows which entities documents mention, and which of them together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from graph.model import Entity
from graph.store.values.chunks import EntityProfile
from graph.store.values.entities import MENTION_CAP, CoMention, EntityUse, Neighbour


class EntityStore(Protocol):
    """Entities, their uses, and those that share a sentence."""

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """Entities that at least one document mentions, as most documents name them; of equals the smallest name."""
        ...

    def entity_use(self, ids: Collection[str]) -> Mapping[str, EntityUse]:
        """Document and mention counts of entities."""
        ...

    def paper_count(self, entity_id: str) -> int:
        """How many papers mention an entity: the documents of one count once, but for a hub of over `PAPER_CAP`."""
        ...

    def all_entities(self) -> Iterator[tuple[Entity, EntityUse]]:
        """Every entity with its uses, ordered by id, streamed."""
        ...

    def profiles(self, ids: Collection[str], limit: int) -> Mapping[str, EntityProfile]:
        """A profile of each id that is an entity or a concept, with at most `limit` chunks each."""
        ...

    def neighbours(self, entity_id: str, limit: int, degree_cap: int = MENTION_CAP) -> Sequence[Neighbour]:
        """Entities in the same sentences, those named there more often than by chance first (`rank_neighbours`).

        At most `degree_cap` mentions are followed.

        A sentence that negates either of the two does not count. Of a hub the mentions followed are a fair sample.
        """
        ...

    def co_mentions(self, entity_id: str, other_id: str, limit: int) -> Sequence[CoMention]:
        """The sentences that name both entities, whatever they assert, ordered by document and position."""
        ...
