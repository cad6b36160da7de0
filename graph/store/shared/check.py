"""What a document graph must satisfy before any store accepts it: offsets inside the text, ids known."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.model import Chunk, Concept, Document, DocumentGraph, Mention, Relation
from graph.predicates import SYMMETRIC, Predicate
from graph.store.base import StoreError
from graph.store.shared.documents import details_json

# Neo4j indexes ids of at most some 8,000 bytes; nothing that is an identifier has a tenth of it. Set by hand.
_LONGEST_ID = 1000
_LONGEST_NAME = 4000  # of a concept: systematic names of chemicals run to two thousand characters


class RefusedError(StoreError):
    """A document that no store can hold; others of the same batch may be written without it."""


def check_graph(graph: DocumentGraph) -> None:
    """Raise `RefusedError` naming the document and what is wrong with its graph."""
    if problem := graph_problem(graph):
        raise RefusedError(
            f"cannot store {graph.document.id!r}: {problem}",
            hint="the reader or a stage of the ingest pipeline made an incoherent graph: please report it",
        )


def graph_problem(graph: DocumentGraph) -> str:
    """What keeps any store from holding a graph; '' for none."""
    return (
        document_problem(graph.document)
        or _vectors_problem(graph)
        or _chunks_problem(graph.document, graph.chunks)
        or _mentions_problem(graph)
        or _relations_problem(graph)
    )


def id_problem(id_: str) -> str:
    """What keeps any store from holding an id; '' for none."""
    if not id_ or "\0" in id_:
        return "an id must not be empty or contain a NUL character"
    if len(id_) > _LONGEST_ID:
        return f"an id of {len(id_):,} characters is none; at most {_LONGEST_ID:,} are"
    return ""


def concept_problem(concept: Concept) -> str:
    """What keeps a vocabulary from holding a concept; '' for none."""
    related = (*concept.parents, *concept.same_as, *concept.different_from)
    for id_ in (concept.id, *related):
        if problem := id_problem(id_):
            return problem
    if concept.id in related:
        return "a concept is above, equal to or different from itself"
    if any(len(name) > _LONGEST_NAME for name in (concept.name, *concept.synonyms)):
        return f"a name of more than {_LONGEST_NAME:,} characters is none"
    return "" if concept.category.isalnum() else f"{concept.category!r} is no category"


def document_problem(document: Document) -> str:
    """What keeps any store from holding a document; '' for none."""
    for id_ in (document.id, *document.identifiers):
        if problem := id_problem(id_):
            return problem
    try:
        "".join((document.id, document.title, document.text, document.journal, document.language)).encode()
        "".join((document.patient, document.date, *document.publication_types)).encode()
        details_json(document).encode()
    except UnicodeEncodeError:
        return "it holds half a character (a lone surrogate)"
    if not _inside(((section.start, section.end) for section in document.sections), len(document.text)):
        return "a section lies outside the text"
    return ""


def _vectors_problem(graph: DocumentGraph) -> str:
    vectors = graph.vectors
    if vectors.dtype != np.float32 or vectors.ndim != 2 or len(vectors) != len(graph.chunks):
        return f"{len(graph.chunks)} chunks need as many float32 vectors, not {vectors.dtype}{vectors.shape}"
    if not np.isfinite(vectors).all():
        return "a vector holds what is not a finite number"
    if vectors.size and not vectors.any(axis=1).all():
        return "a vector has no length"
    return ""


def _chunks_problem(document: Document, chunks: tuple[Chunk, ...]) -> str:
    length = len(document.text)
    for position, chunk in enumerate(chunks):
        if chunk.document_id != document.id or chunk.position != position:
            return f"chunk {chunk.id!r} stands at position {position}"
        if not 0 <= chunk.section < len(document.sections):
            return f"chunk {chunk.id!r} is in section {chunk.section}, but there are {len(document.sections)}"
        if not 0 <= chunk.start <= chunk.end <= length:
            return f"chunk {chunk.id!r} lies outside the text"
        if not all(chunk.start <= each.start <= each.end <= chunk.end for each in chunk.sentences):
            return f"a sentence of chunk {chunk.id!r} lies outside it"
    return ""


def _mentions_problem(graph: DocumentGraph) -> str:
    ids = {entity.id for entity in graph.entities}
    if len(ids) != len(graph.entities):
        return "an entity is listed twice"
    for entity_id in ids:
        if problem := id_problem(entity_id):
            return f"of an entity: {problem}"
    for mention in graph.mentions:
        problem = _mention_problem(mention, ids, graph.chunks)
        if problem:
            return problem
    return ""


def _mention_problem(mention: Mention, ids: set[str], chunks: tuple[Chunk, ...]) -> str:
    if mention.entity_id not in ids:
        return f"a mention names {mention.entity_id!r}, which is not among the entities"
    if not 0 <= mention.chunk < len(chunks):
        return f"a mention is in chunk {mention.chunk}, but there are {len(chunks)}"
    chunk, sentence = chunks[mention.chunk], mention.sentence
    # One chained comparison: this runs for every mention of a corpus.
    if not chunk.start <= sentence.start <= mention.start <= mention.end <= sentence.end <= chunk.end:
        return f"a mention of {mention.entity_id!r} lies outside its sentence or its chunk"
    if not 0 <= mention.score <= 1:
        return f"a mention of {mention.entity_id!r} has the score {mention.score}"
    return ""


def _relations_problem(graph: DocumentGraph) -> str:
    mentioned = {mention.entity_id for mention in graph.mentions} if graph.relations else set()
    for relation in graph.relations:
        problem = _ends_problem(relation, mentioned) or _position_problem(relation, graph.chunks)
        if problem:
            return f"a relation {problem}"
    return ""


def _ends_problem(relation: Relation, mentioned: set[str]) -> str:
    if relation.predicate not in Predicate.__members__.values():
        return f"says {relation.predicate!r}, which is no predicate"
    for end in (relation.subject_id, relation.object_id):
        if end not in mentioned:
            return f"names {end!r}, which the document does not mention"
    if relation.subject_id == relation.object_id:
        return f"relates {relation.subject_id!r} to itself"
    if relation.predicate in SYMMETRIC and relation.subject_id > relation.object_id:
        return f"{relation.predicate!r} is symmetric, and does not name the smaller id first"
    return ""


def _position_problem(relation: Relation, chunks: tuple[Chunk, ...]) -> str:
    if not 0 <= relation.chunk < len(chunks):
        return f"is in chunk {relation.chunk}, but there are {len(chunks)}"
    chunk, sentence = chunks[relation.chunk], relation.sentence
    if not chunk.start <= sentence.start <= sentence.end <= chunk.end:
        return "is stated by a sentence outside its chunk"
    if not 0 <= relation.confidence <= 1:  # nor NaN
        return f"has a confidence of {relation.confidence}"
    return ""


def _inside(spans: Iterable[tuple[int, int]], length: int) -> bool:
    return all(0 <= start <= end <= length for start, end in spans)
