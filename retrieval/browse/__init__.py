"""Browsing: documents page by page, an entity with its relations and neighbours, and which entities are one."""

from retrieval.browse.concept_names import ConceptNames
from retrieval.browse.concepts import load_concept_names, search_concepts
from retrieval.browse.documents import DocumentPage, document_page
from retrieval.browse.entity import EntityView, view_entity
from retrieval.browse.finding import EntityFinder
from retrieval.browse.merges import merge_entities, suggest_merges, unmerge_entity
from retrieval.browse.relations import RelationView

__all__ = [
    "ConceptNames",
    "DocumentPage",
    "EntityFinder",
    "EntityView",
    "RelationView",
    "document_page",
    "load_concept_names",
    "merge_entities",
    "search_concepts",
    "suggest_merges",
    "unmerge_entity",
    "view_entity",
]
