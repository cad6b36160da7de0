"""The part of the graph an answer came through, small enough to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph import Entity
from graph.store import EntityProfile
from graph.vocabulary.lexicon import Lexicon
from retrieval.answer.contract import GraphView
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.search.retriever import Retrieval

_ENTITIES = 20  # most entities drawn; set by hand


def subgraph(retrieval: Retrieval, cited: Sequence[EvidenceSentence], lexicon: Lexicon) -> GraphView:
    """The question's concepts, the cited documents, the entities their cited sentences name, and the edges between."""
    concept_ids = dict.fromkeys(retrieval.question.concept_ids)
    names = {id_: entity for e in cited for id_, entity in e.content.names.items()}
    entities: dict[str, Entity | EntityProfile] = {**names, **retrieval.profiles}
    mentioned = dict.fromkeys(m.entity_id for e in cited for m in e.mentions)
    shown = [id_ for id_ in dict.fromkeys([*concept_ids, *mentioned]) if id_ in entities][:_ENTITIES]
    nodes = [_entity_node(id_, entities[id_], id_ in concept_ids) for id_ in shown]
    nodes += _document_nodes(cited, set(shown))
    edges = [*_mention_edges(cited, set(shown)), *_is_a_edges(shown, lexicon)]
    return GraphView(tuple(nodes), tuple(edges))


def _entity_node(id_: str, entity: Entity | EntityProfile, in_question: bool) -> dict[str, Any]:
    mentioned = isinstance(entity, Entity) or entity.documents > 0
    return {
        "id": id_,
        "label": "Entity" if mentioned else "Concept",
        "name": entity.name,
        "category": entity.category,
        "in_question": in_question,
    }


def _document_nodes(cited: Sequence[EvidenceSentence], shown: set[str]) -> list[dict[str, Any]]:
    documents = {e.document.id: e.document for e in cited if e.document.id not in shown}
    return [{"id": d.id, "label": "Document", "name": d.title, "year": d.year} for d in documents.values()]


def _mention_edges(cited: Sequence[EvidenceSentence], shown: set[str]) -> Iterable[dict[str, Any]]:
    """One edge for a document and an entity, as the last of its cited sentences asserts it."""
    edges = {
        (e.document.id, m.entity_id): {
            "source": e.document.id,
            "type": "MENTIONS",
            "target": m.entity_id,
            "assertion": m.assertion.value,
        }
        for e in cited
        for m in e.mentions
        if m.entity_id in shown
    }
    return edges.values()


def _is_a_edges(shown: Sequence[str], lexicon: Lexicon) -> Iterable[dict[str, Any]]:
    for id_ in shown:
        for parent in dict.fromkeys(lexicon.parents(id_)):
            if parent in shown:
                yield {"source": id_, "type": "IS_A", "target": parent}
