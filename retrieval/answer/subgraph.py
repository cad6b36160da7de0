"""The part of the graph an answer came through, small enough to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.store.base import GraphStore
from retrieval.answer.contract import GraphView
from retrieval.evidence import Evidence
from retrieval.retriever import Retrieval

_ENTITIES = 20


def subgraph(retrieval: Retrieval, evidence: Sequence[Evidence], store: GraphStore) -> GraphView:
    """Question concepts, the cited documents, the entities their cited sentences name, and the edges between."""
    asked = dict.fromkeys(retrieval.question.concept_ids)
    named = dict.fromkeys(m.entity_id for e in evidence for m in e.mentions)
    wanted = list(dict.fromkeys([*asked, *named]))[:_ENTITIES]
    entities = store.entities(wanted)
    concepts = store.concepts(wanted)
    nodes: list[dict[str, Any]] = []
    for entity_id in wanted:
        known = entities.get(entity_id) or concepts.get(entity_id)
        if known is not None:
            nodes.append(
                {
                    "id": entity_id,
                    "label": "Entity" if entity_id in entities else "Concept",
                    "name": known.name,
                    "category": known.category,
                    "in_question": entity_id in asked,
                }
            )
    shown = {node["id"] for node in nodes}
    edges: dict[tuple[str, str, str], dict[str, Any]] = {}
    for item in evidence:
        document = item.document
        if document.id not in shown:
            shown.add(document.id)
            nodes.append(
                {"id": document.id, "label": "Document", "name": document.title, "year": document.year}
            )
        for mention in item.mentions:
            key = (document.id, "MENTIONS", mention.entity_id)
            if mention.entity_id in shown:
                edges[key] = {
                    "source": document.id,
                    "type": "MENTIONS",
                    "target": mention.entity_id,
                    "assertion": mention.assertion.value,
                }
    for concept in concepts.values():
        for parent in set(concept.parents) & shown:
            edges[(concept.id, "IS_A", parent)] = {"source": concept.id, "type": "IS_A", "target": parent}
    return GraphView(tuple(nodes), tuple(edges.values()))
