"""Which entities are one: suggestions, and merges that a person decides. Identity is an id, never a similar name."""

from __future__ import annotations

from typing import Protocol

from graph import Entity, MedgraphError
from graph.store import Merge, MergeError, MergeStore
from graph.vocabulary.lexicon import UNLINKED, Lexicon, Suggestion, suggest
from graph.vocabulary.names import are_opposites, prefix_of
from retrieval.browse.finding import EntityFinder, NamedEntityStore


class UnknownMergeError(MedgraphError):
    """No merge of that entity is in the workspace."""

    code = "unknown_merge"


class EntityMergeStore(NamedEntityStore, MergeStore, Protocol):
    """Named entities, and the merges of them."""


def suggest_merges(store: NamedEntityStore, lexicon: Lexicon, limit: int) -> list[Suggestion]:
    """The best `limit` pairs of entities of the workspace that may be one."""
    used = [(entity, use.documents) for entity, use in store.all_entities()]
    concepts = store.concepts([entity.id for entity, _ in used])
    return suggest(used, concepts, lexicon)[:limit]


def merge_entities(
    store: EntityMergeStore, finder: EntityFinder, name: str, into: str, force: bool = False
) -> Merge:
    """Record that the first entity is the second, each given by id, name or synonym; returns what was recorded.

    Raises UnknownEntityError, and MergeError for a circle, for an entity that is merged already, and, unless `force`
    says so, for names that are opposites and for two concepts of one vocabulary.
    """
    recorded = {each.entity.id: each for each in store.merges()}
    target = _entity(finder.find(into)[0], store)
    # A merged entity given by its own id, under which the finder finds the one it was merged into; the same merge
    # again changes nothing.
    if name.strip() in recorded:
        again = Merge(recorded[name.strip()].entity, target)
        store.merge(again)
        return again
    entity = _entity(finder.find(name)[0], store)
    if entity.id == target.id:
        raise MergeError(
            f"{name!r} and {into!r} are one already: {entity.id}", "medgraph entity NAME shows it"
        )
    if not force:
        _refuse_unlikely(entity, target)
    merged = Merge(entity, target)
    store.merge(merged)
    return merged


def unmerge_entity(store: MergeStore, entity_id: str) -> None:
    """Undo the merge of that entity into another; raises UnknownMergeError where there is none."""
    if not store.unmerge(entity_id.strip()):
        raise UnknownMergeError(
            f"{entity_id[:80]!r} is not merged into another", "medgraph entity merges lists what is"
        )


def _refuse_unlikely(entity: Entity, target: Entity) -> None:
    """Raise MergeError for names that are opposites and for two concepts of one vocabulary."""
    hint = "where that is meant all the same: --force"
    if are_opposites(entity.name, target.name):
        raise MergeError(f"{entity.name!r} and {target.name!r} are opposites", hint)
    if prefix_of(entity.id) == prefix_of(target.id) != UNLINKED:
        raise MergeError(f"{entity.id} and {target.id} are two concepts of one vocabulary", hint)


def _entity(id_: str, store: NamedEntityStore) -> Entity:
    """The entity as its vocabulary names it, else as documents do."""
    concept = store.concepts([id_]).get(id_)
    if concept and concept.name:
        return Entity(id_, concept.name, concept.category)
    return store.entities([id_])[id_]
