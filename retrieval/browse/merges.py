"""Which entities are one: what may be, and what a person says is. Identity is an id, never a similar name."""

from __future__ import annotations

from graph.errors import MedgraphError
from graph.model import Entity
from graph.store.base import GraphStore
from graph.store.values.merges import Merge, MergeError
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.suggestions import UNLINKED, Suggestion, suggest
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.opposites import are_opposites
from retrieval.browse.entity import find_entity


class UnknownMergeError(MedgraphError):
    """No merge of that entity is in the workspace."""

    code = "unknown_merge"


def suggestions(store: GraphStore, lexicon: Lexicon, limit: int) -> list[Suggestion]:
    """The best `limit` pairs of entities of the workspace that may be one."""
    used = [(entity, use.documents) for entity, use in store.all_entities()]
    concepts = store.concepts([entity.id for entity, _ in used])
    return suggest(used, concepts, lexicon)[:limit]


def merge(store: GraphStore, lexicon: Lexicon, name: str, into: str, force: bool = False) -> Merge:
    """Record that the first entity is the second, each given by id, name or synonym; what was recorded.

    Raises UnknownEntityError, and MergeError for a circle, for an entity that is merged already, and, unless `force`
    says so, for names that are opposites and for two concepts of one vocabulary.
    """
    made = {each.entity.id: each for each in store.merges()}
    other = _entity(find_entity(into, store, lexicon), store)
    # By its own id, which leads to another one now; to say the same again changes nothing.
    if name.strip() in made:
        again = Merge(made[name.strip()].entity, other)
        store.merge(again)
        return again
    one = _entity(find_entity(name, store, lexicon), store)
    if one.id == other.id:
        raise MergeError(f"{name!r} and {into!r} are one already: {one.id}", "medgraph entity NAME shows it")
    if not force:
        _check(one, other)
    merged = Merge(one, other)
    store.merge(merged)
    return merged


def unmerge(store: GraphStore, entity_id: str) -> None:
    """Take back what was said of that entity; raises UnknownMergeError where nothing was."""
    if not store.unmerge(entity_id.strip()):
        raise UnknownMergeError(
            f"{entity_id[:80]!r} is not merged into another", "medgraph entity merges lists what is"
        )


def _check(one: Entity, other: Entity) -> None:
    hint = "where that is meant all the same: --force"
    if are_opposites(one.name, other.name):
        raise MergeError(f"{one.name!r} and {other.name!r} are opposites", hint)
    if prefix_of(one.id) == prefix_of(other.id) != UNLINKED:
        raise MergeError(f"{one.id} and {other.id} are two concepts of one vocabulary", hint)


def _entity(id_: str, store: GraphStore) -> Entity:
    """The entity as its vocabulary names it, else as documents do."""
    concept = store.concepts([id_]).get(id_)
    if concept and concept.name:
        return Entity(id_, concept.name, concept.category)
    return store.entities([id_])[id_]
