"""The part of the graph an answer came through, small enough to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import Entity
from graph.store.values.chunks import Subject
from graph.vocabulary.lexicon.lexicon import Lexicon
from retrieval.answer.contract import GraphView
from retrieval.evidence.gather import Evidence
from retrieval.search.retriever import Retrieval

_ENTITIES = 20


def subgraph(retrieval: Retrieval, evidence: Sequence[Evidence], lexicon: Lexicon) -> GraphView:
    """Question concepts, the cited documents, the entities their cited sentences name, and the edges between."""
    asked = dict.fromkeys(retrieval.question.concept_ids)
    names = {id_: entity for e in evidence for id_, entity in e.opened.names.items()}
    known: dict[str, Entity | Subject] = {**names, **retrieval.subjects}
    named = dict.fromkeys(m.entity_id for e in evidence for m in e.mentions)
    wanted = [id_ for id_ in dict.fromkeys([*asked, *named]) if id_ in known][:_ENTITIES]
    nodes = [_entity_node(id_, known, id_ in asked) for id_ in wanted]
    shown = set(wanted)
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for item in evidence:
        card = item.card
        if card.id not in shown:
            shown.add(card.id)
            nodes.append({"id": card.id, "label": "Document", "name": card.title, "year": card.year})
        for mention in item.mentions:
            key = (card.id, "MENTIONS", mention.entity_id)
            if mention.entity_id in shown:
                edges[key] = {
                    "source": card.id,
                    "type": "MENTIONS",
                    "target": mention.entity_id,
                    "assertion": mention.assertion.value,
                }
    for id_ in wanted:
        for parent in shown.intersection(lexicon.parents(id_)):
            edges[(id_, "IS_A", parent)] = {"source": id_, "type": "IS_A", "target": parent}
    return GraphView(tuple(nodes), tuple(edges.values()))


def _entity_node(id_: str, known: Mapping[str, Entity | Subject], in_question: bool) -> dict[str, Any]:
    thing = known[id_]
    mentioned = isinstance(thing, Entity) or thing.documents > 0
    return {
        "id": id_,
        "label": "Entity" if mentioned else "Concept",
        "name": thing.name,
        "category": thing.category,
        "in_question": in_question,
    }
