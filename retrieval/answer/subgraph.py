"""The part of the graph an answer came through, small enough to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import Entity
from graph.store.values.chunks import EntityProfile
from graph.vocabulary.lexicon.lexicon import Lexicon
from retrieval.answer.contract import GraphView
from retrieval.evidence.gather import EvidenceSentence
from retrieval.search.retriever import Retrieval

_ENTITIES = 20


def subgraph(retrieval: Retrieval, evidence: Sequence[EvidenceSentence], lexicon: Lexicon) -> GraphView:
    """Question concepts, the cited documents, the entities their cited sentences name, and the edges between."""
    asked = dict.fromkeys(retrieval.question.concept_ids)
    names = {id_: entity for e in evidence for id_, entity in e.content.names.items()}
    known: dict[str, Entity | EntityProfile] = {**names, **retrieval.profiles}
    named = dict.fromkeys(m.entity_id for e in evidence for m in e.mentions)
    wanted = [id_ for id_ in dict.fromkeys([*asked, *named]) if id_ in known][:_ENTITIES]
    nodes = [_entity_node(id_, known, id_ in asked) for id_ in wanted]
    shown = set(wanted)
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
    for id_ in wanted:
        for parent in shown.intersection(lexicon.parents(id_)):
            edges[(id_, "IS_A", parent)] = {"source": id_, "type": "IS_A", "target": parent}
    return GraphView(tuple(nodes), tuple(edges.values()))


def _entity_node(id_: str, known: Mapping[str, Entity | EntityProfile], in_question: bool) -> dict[str, Any]:
    thing = known[id_]
    mentioned = isinstance(thing, Entity) or thing.documents > 0
    return {
        "id": id_,
        "label": "Entity" if mentioned else "Concept",
        "name": thing.name,
        "category": thing.category,
        "in_question": in_question,
    }
