"""An entity as a person browses it: its names, relations and neighbours, and the sentences behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from graph import Document, MedgraphError
from graph.store import CoMention, EntityStore, MergeStore, VocabularyStore
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.names import unlinked_ids
from retrieval.browse.quotes import QuotedSentence, quote_fields
from retrieval.browse.relations import RelationView, StatementStore, stated_relations

_CHILDREN = 50  # most that are shown; set by hand


class UnknownEntityError(MedgraphError):
    """No entity or concept of that name or id is in the workspace."""

    code = "unknown_entity"


@dataclass(frozen=True, slots=True)
class CoMentionSentence(QuotedSentence):
    """A sentence that names the viewed entity and a neighbour, and how it asserts each of the two, in this order."""

    assertions: tuple[str, str]
    retracted: bool


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """An entity that is named in the same sentences as the viewed one: co-occurrence, no relation is claimed.

    `documents` and `sentences` count where both are named.
    """

    id: str
    name: str
    category: str
    documents: int
    sentences: int
    evidence: tuple[CoMentionSentence, ...]
    kind: Literal["co-occurrence"] = "co-occurrence"


@dataclass(frozen=True, slots=True)
class EntityView:
    """All that is shown of an entity.

    `merged` are the entities that a person merged into this one. `relations` are what documents state; `neighbours` are
    only named in the same sentences.
    """

    id: str
    name: str
    category: str
    synonyms: tuple[str, ...]
    definition: str
    parents: tuple[dict[str, str], ...]
    children: tuple[dict[str, str], ...]
    same_as: tuple[str, ...]
    merged: tuple[dict[str, str], ...]
    documents: int
    mentions: int
    relations: tuple[RelationView, ...]
    neighbours: tuple[NeighbourView, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as JSON surfaces send them."""
        return asdict(self)


class NamedEntityStore(EntityStore, VocabularyStore, Protocol):
    """Entities, and the concepts that give them names."""


class EntityViewStore(NamedEntityStore, StatementStore, MergeStore, Protocol):
    """All that a view of an entity is put together from."""


def find_entity(name: str, store: NamedEntityStore, lexicon: Lexicon) -> str:
    """The id of an entity given by id, name or synonym; raises UnknownEntityError when there is none."""
    name = name.strip()
    canonical = lexicon.canonical(name)
    if canonical != name or store.entities([name]) or store.concepts([name]):
        return canonical
    for concept_id in lexicon.lookup(name):
        return lexicon.canonical(concept_id)
    matches = lexicon.match(name)
    if len(matches) == 1 and matches[0].end - matches[0].start == len(name):
        return matches[0].concept_id
    unlinked = unlinked_ids(name)
    mentioned = store.entities(unlinked)
    for entity_id in unlinked:
        if entity_id in mentioned:
            return entity_id
    raise UnknownEntityError(
        f"nothing in this workspace is called {name[:80]!r}",
        "search the vocabularies with: medgraph vocab search NAME",
    )


def view_entity(
    entity_id: str,
    store: EntityViewStore,
    lexicon: Lexicon,
    neighbours: int = 15,
    sentences: int = 3,
    relations: int = 15,
) -> EntityView:
    """An entity with at most `relations` stated relations, `neighbours`, and `sentences` sentences behind each."""
    concept = store.concepts([entity_id]).get(entity_id)
    named = concept or store.entities([entity_id]).get(entity_id)
    if named is None:
        raise UnknownEntityError(f"no entity {entity_id}", "medgraph entity NAME finds one by its name")
    use = store.entity_use([entity_id]).get(entity_id)
    return EntityView(
        id=entity_id,
        name=named.name,
        category=named.category,
        synonyms=concept.synonyms if concept else (),
        definition=concept.definition if concept else "",
        parents=_names(store, concept.parents) if concept else (),
        children=_names(store, lexicon.children(entity_id)[:_CHILDREN]),
        same_as=concept.same_as if concept else (),
        merged=tuple(
            {"id": each.entity.id, "name": each.entity.name}
            for each in store.merges()
            if lexicon.canonical(each.entity.id) == entity_id
        ),
        documents=use.documents if use else 0,
        mentions=use.mentions if use else 0,
        relations=stated_relations(store, entity_id, relations, sentences),
        neighbours=_neighbours(store, entity_id, neighbours, sentences),
    )


def _neighbours(
    store: EntityViewStore, entity_id: str, limit: int, sentences: int
) -> tuple[NeighbourView, ...]:
    neighbours = store.neighbours(entity_id, limit)
    shared = [store.co_mentions(entity_id, each.entity.id, sentences) for each in neighbours]
    documents = store.documents({c.document_id for co_mentions in shared for c in co_mentions})
    return tuple(
        NeighbourView(
            id=each.entity.id,
            name=each.entity.name,
            category=each.entity.category,
            documents=each.documents,
            sentences=each.sentences,
            evidence=tuple(
                _sentence(documents[c.document_id], c) for c in co_mentions if c.document_id in documents
            ),
        )
        for each, co_mentions in zip(neighbours, shared, strict=True)
    )


def _sentence(document: Document, shared: CoMention) -> CoMentionSentence:
    return CoMentionSentence(
        *quote_fields(document, shared.first.sentence),
        assertions=(shared.first.assertion.value, shared.second.assertion.value),
        retracted=document.retracted,
    )


def _names(store: VocabularyStore, ids: Sequence[str]) -> tuple[dict[str, str], ...]:
    concepts = store.concepts(ids)
    return tuple({"id": i, "name": concepts[i].name} for i in ids if i in concepts)
