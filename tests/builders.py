"""Small, valid values of the model, for any test that needs a document or a graph."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph import (
    Assertion,
    Chunk,
    Document,
    DocumentGraph,
    Entity,
    Mention,
    Relation,
    Section,
    SectionKind,
    Span,
)

DIMENSION = 4


@dataclass(frozen=True)
class NamedEntity:
    """An entity to name in a sentence; the id stands in the text itself."""

    id: str
    assertion: Assertion = Assertion.AFFIRMED
    name: str = ""
    category: str = "Disease"


def negated(entity_id: str) -> NamedEntity:
    return NamedEntity(entity_id, Assertion.NEGATED)


@dataclass(frozen=True)
class Says:
    """A relation that a sentence, by its number, states."""

    sentence: int
    subject: str
    predicate: str
    object: str
    assertion: Assertion = Assertion.AFFIRMED
    confidence: float = 0.5
    extractor: str = "rules"


def document_graph(
    id: str,
    sentences: Sequence[Sequence[str | NamedEntity]] = (),
    *,
    sentences_per_chunk: int = 2,
    fingerprint: str = "pipeline-1",
    says: Sequence[Says] = (),
    **fields: Any,
) -> DocumentGraph:
    """A document with one sentence for each list of entities, each entity named once in it.

    `document_graph("a", [["X", "Y"], [negated("X")]])` says "X Y.\n" and "X.\n"; `says` are the relations
    that its sentences state. Other keywords are fields of `Document`.
    """
    title = fields.pop("title", f"About {id}")
    text = f"{title}\n\n"
    body = len(text)
    spans: list[Span] = []
    mentions: list[Mention] = []
    entities: dict[str, Entity] = {}
    for number, named in enumerate(sentences):
        things = [NamedEntity(each) if isinstance(each, str) else each for each in named]
        start = len(text)
        words = [f"{thing.id} " for thing in things]
        sentence = Span(start, start + sum(map(len, words)) + 1)
        for thing, word in zip(things, words, strict=True):
            entities.setdefault(
                thing.id, Entity(thing.id, thing.name or f"name of {thing.id}", thing.category)
            )
            place = (len(text), len(text) + len(word) - 1)
            mentions.append(
                Mention(thing.id, *place, number // sentences_per_chunk, sentence, thing.assertion)
            )
            text += word
        text += ".\n"
        spans.append(sentence)
    groups = [tuple(spans[i : i + sentences_per_chunk]) for i in range(0, len(spans), sentences_per_chunk)]
    sections = (
        Section(0, len(title), "", SectionKind.TITLE),
        Section(body, len(text), "Results", SectionKind.RESULTS),
    )
    return DocumentGraph(
        document=Document(id=id, text=text, title=title, sections=sections, **fields),
        chunks=tuple(Chunk(id, n, group[0].start, group[-1].end, 1, group) for n, group in enumerate(groups)),
        mentions=tuple(mentions),
        entities=tuple(entities.values()),
        vectors=vectors_of(text, len(groups)),
        fingerprint=fingerprint,
        relations=tuple(_relation(each, spans, sentences_per_chunk) for each in says),
    )


def _relation(said: Says, sentences: Sequence[Span], sentences_per_chunk: int) -> Relation:
    chunk, sentence = said.sentence // sentences_per_chunk, sentences[said.sentence]
    return Relation(
        said.subject,
        said.predicate,
        said.object,
        chunk,
        sentence,
        said.assertion,
        said.confidence,
        said.extractor,
    )


def vectors_of(seed: str, count: int, dimension: int = DIMENSION) -> Any:
    """Normalised float32 vectors that are the same for the same text."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    vectors = np.random.default_rng(number).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def same_graph(first: DocumentGraph, second: DocumentGraph) -> bool:
    """Whether two graphs hold exactly the same, vectors bit for bit; entities are a set."""
    return (
        first.document == second.document
        and first.document.source == second.document.source
        and first.document.content_hash == second.document.content_hash
        and first.chunks == second.chunks
        and first.mentions == second.mentions
        and first.relations == second.relations
        and set(first.entities) == set(second.entities)
        and first.vectors.dtype == second.vectors.dtype
        and first.vectors.shape == second.vectors.shape
        and first.vectors.tobytes() == second.vectors.tobytes()
        and first.fingerprint == second.fingerprint
    )
