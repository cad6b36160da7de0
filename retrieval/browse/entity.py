"""An entity as a person browses it: its names, relations and neighbours, and the sentences behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from graph import Concept, Document, Entity
from graph.store import CoMention, MergeStore, VocabularyStore
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.names import is_general
from retrieval.browse.finding import NamedEntityStore, UnknownEntityError
from retrieval.browse.quotes import QuotedSentence, distinct, quote_fields
from retrieval.browse.relations import RelationView, StatementStore, stated_relations

_CHILDREN = 50  # most that are shown; set by hand
_GENERAL = 20  # how many neighbours may give way to more telling ones; set by hand


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
    """All that is shown of an entity, under the name that most documents give it.

    `same_as` are what its vocabulary says is the same, and the concepts of other vocabularies that are one with it.
    `namesakes` are other entities that the name it was looked up by can mean, `merged` those that a person merged into
    this one. `documents` counts papers: one that is stored twice counts once. `relations` are what documents state;
    `neighbours` are only named in the same sentences.
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
    namesakes: tuple[dict[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as JSON surfaces send them."""
        return asdict(self)


class EntityViewStore(NamedEntityStore, StatementStore, MergeStore, Protocol):
    """All that a view of an entity is put together from."""


def view_entity(
    entity_id: str,
    store: EntityViewStore,
    lexicon: Lexicon,
    neighbours: int = 15,
    sentences: int = 3,
    relations: int = 15,
    namesakes: Sequence[str] = (),
) -> EntityView:
    """An entity with at most `relations` stated relations, `neighbours`, and `sentences` sentences behind each.

    `namesakes` are the ids of others that are called as it was looked up.
    """
    concept = store.concepts([entity_id]).get(entity_id)
    named = store.entities([entity_id]).get(entity_id) or concept
    if named is None:
        raise UnknownEntityError(f"no entity {entity_id}", "medgraph entity NAME finds one by its name")
    joined = store.concepts(lexicon.joined(entity_id))
    use = store.entity_use([entity_id]).get(entity_id)
    return EntityView(
        id=entity_id,
        name=named.name,
        category=named.category,
        synonyms=_other_names([c for c in (concept, *joined.values()) if c], named.name),
        definition=concept.definition if concept else "",
        parents=_names(store, concept.parents) if concept else (),
        children=_names(store, lexicon.children(entity_id)[:_CHILDREN]),
        same_as=tuple(dict.fromkeys((*(concept.same_as if concept else ()), *lexicon.joined(entity_id)))),
        merged=tuple(
            {"id": each.entity.id, "name": each.entity.name}
            for each in store.merges()
            if lexicon.canonical(each.entity.id) == entity_id
        ),
        documents=store.paper_count(entity_id),
        mentions=use.mentions if use else 0,
        relations=stated_relations(store, entity_id, relations, sentences),
        neighbours=_neighbours(store, entity_id, neighbours, sentences),
        namesakes=_namesakes(store, [id_ for id_ in namesakes if id_ != entity_id]),
    )


def _other_names(concepts: Sequence[Concept], shown: str) -> tuple[str, ...]:
    """Every name in the order of the concepts, each once whatever its capitals."""
    names: dict[str, str] = {}
    for concept in concepts:
        for name in (concept.name, *concept.synonyms):
            names.setdefault(name.casefold(), name)
    return tuple(name for folded, name in names.items() if folded != shown.casefold())


def _namesakes(store: EntityViewStore, ids: Sequence[str]) -> tuple[dict[str, str], ...]:
    named: dict[str, Concept | Entity] = {**store.concepts(ids), **store.entities(ids)}
    return tuple({"id": i, "name": named[i].name, "category": named[i].category} for i in ids if i in named)


def _neighbours(
    store: EntityViewStore, entity_id: str, limit: int, sentences: int
) -> tuple[NeighbourView, ...]:
    """Most telling first; those beside everything come last, where a small workspace does not show it by counts."""
    found = store.neighbours(entity_id, limit + _GENERAL)
    neighbours = sorted(found, key=lambda each: is_general(each.entity.name))[:limit]
    shared = [store.co_mentions(entity_id, each.entity.id, sentences) for each in neighbours]
    documents = store.documents({c.document_id for co_mentions in shared for c in co_mentions})
    return tuple(
        NeighbourView(
            id=each.entity.id,
            name=each.entity.name,
            category=each.entity.category,
            documents=each.documents,
            sentences=each.sentences,
            evidence=distinct(
                [_sentence(documents[c.document_id], c) for c in co_mentions if c.document_id in documents],
                documents,
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
