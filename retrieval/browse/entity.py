"""Graph browsing: documents page by page; an entity, its relations and neighbours, and the sentences behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.errors import MedgraphError
from graph.model import Concept, Span
from graph.store.base import CoMention, DocumentSummary, Filter, GraphStore
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.unlinked import unlinked_ids
from retrieval.browse.relations import RelationView, stated_relations

_CHILDREN = 50


class UnknownEntityError(MedgraphError):
    """No entity or concept of that name or id is in the workspace."""

    code = "unknown_entity"


@dataclass(frozen=True, slots=True)
class CoMentionSentence:
    """A sentence that names both ends of an edge; `quote == document.text[start:end]`."""

    document_id: str
    title: str
    year: int | None
    start: int
    end: int
    quote: str
    assertions: tuple[str, str]
    retracted: bool


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """A neighbour: named in the same sentences. Co-occurrence only; no relation is claimed."""

    id: str
    name: str
    category: str
    documents: int
    sentences: int
    evidence: tuple[CoMentionSentence, ...]
    kind: Literal["co-occurrence"] = "co-occurrence"


@dataclass(frozen=True, slots=True)
class EntityView:
    """Everything a person sees of an entity.

    `merged` are the entities that a person said are this one. `relations` are what documents state; `neighbours` are
    named in the same sentences, which states nothing.
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


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a list of documents; `next` is what to start the next one after, None on the last."""

    documents: tuple[DocumentSummary, ...]
    next: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as JSON surfaces send them."""
        return asdict(self)


def document_page(store: GraphStore, where: Filter, after: str, limit: int) -> DocumentPage:
    """At most `limit` documents that pass the filter, ordered by id, after the given one."""
    found = tuple(store.summaries(where, after, limit + 1))
    page = found[:limit]
    return DocumentPage(page, page[-1].id if len(found) > limit else None)


def find_entity(name: str, store: GraphStore, lexicon: Lexicon) -> str:
    """The id of an entity given by id, name or synonym; raises UnknownEntityError when there is none."""
    name = name.strip()
    canonical = lexicon.canonical(name)
    if canonical != name or store.entities([name]) or store.concepts([name]):
        return canonical
    for concept_id in lexicon.lookup(name):
        return lexicon.canonical(concept_id)
    recognised = lexicon.match(name)
    if len(recognised) == 1 and recognised[0].end - recognised[0].start == len(name):
        return recognised[0].concept_id
    unlinked = unlinked_ids(name)
    found = store.entities(unlinked)
    for entity_id in unlinked:
        if entity_id in found:
            return entity_id
    raise UnknownEntityError(
        f"nothing in this workspace is called {name[:80]!r}",
        "search the vocabularies with: medgraph vocab search NAME",
    )


def view_entity(
    entity_id: str,
    store: GraphStore,
    lexicon: Lexicon,
    neighbours: int = 15,
    sentences: int = 3,
    relations: int = 15,
) -> EntityView:
    """An entity with at most `relations` stated relations, `neighbours`, and `sentences` sentences behind each."""
    concept = store.concepts([entity_id]).get(entity_id)
    entity = store.entities([entity_id]).get(entity_id)
    known = concept or entity
    if known is None:
        raise UnknownEntityError(f"no entity {entity_id}", "medgraph entity NAME finds one by its name")
    use = store.entity_use([entity_id]).get(entity_id)
    found = store.neighbours(entity_id, neighbours)
    behind = [store.co_mentions(entity_id, n.entity.id, sentences) for n in found]
    quotes = _Quotes(store, behind)
    edges = tuple(
        NeighbourView(
            n.entity.id, n.entity.name, n.entity.category, n.documents, n.sentences, quotes.of(shared)
        )
        for n, shared in zip(found, behind, strict=True)
    )
    return EntityView(
        id=entity_id,
        name=known.name,
        category=known.category,
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
        neighbours=edges,
    )


def search_concepts(text: str, store: GraphStore, lexicon: Lexicon, limit: int) -> list[Concept]:
    """Concepts by name: the exact ones first, then those whose name or synonym begins with or holds the text."""
    wanted = text.casefold().strip()
    if not wanted:
        return []
    exact = store.concepts(lexicon.lookup(text))
    rest: list[tuple[int, int, str, Concept]] = []
    for concept in store.all_concepts():
        if concept.id in exact or not concept.name:  # without a name it is only a mapping
            continue
        places = [n.casefold().find(wanted) for n in (concept.name, *concept.synonyms)]
        if concept.id.casefold() == wanted or any(p >= 0 for p in places):
            best = (
                min((p > 0, len(concept.name)) for p in places if p >= 0) if max(places) >= 0 else (False, 0)
            )
            rest.append((int(best[0]), best[1], concept.id, concept))
    rest.sort(key=lambda row: row[:3])
    return [*exact.values(), *(row[3] for row in rest)][:limit]


def _names(store: GraphStore, ids: Sequence[str]) -> tuple[dict[str, str], ...]:
    concepts = store.concepts(ids)
    return tuple({"id": i, "name": concepts[i].name} for i in ids if i in concepts)


class _Quotes:
    """The documents behind all edges, fetched at once."""

    def __init__(self, store: GraphStore, behind: Sequence[Sequence[CoMention]]) -> None:
        self._documents = store.documents({c.document_id for shared in behind for c in shared})

    def of(self, shared: Sequence[CoMention]) -> tuple[CoMentionSentence, ...]:
        return tuple(self._sentence(c, c.first.sentence) for c in shared if c.document_id in self._documents)

    def _sentence(self, shared: CoMention, span: Span) -> CoMentionSentence:
        document = self._documents[shared.document_id]
        return CoMentionSentence(
            document_id=document.id,
            title=document.title,
            year=document.year,
            start=span.start,
            end=span.end,
            quote=span.of(document.text),
            assertions=(shared.first.assertion.value, shared.second.assertion.value),
            retracted=document.retracted,
        )
