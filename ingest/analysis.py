"""A document's chunks, entities and assertions: everything in its graph but the vectors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph import (
    Chunk,
    Concept,
    Document,
    DocumentGraph,
    Entity,
    Mention,
    Relation,
    Section,
    SectionKind,
    Span,
    Tier,
)
from graph.linking import Linker
from graph.vocabulary.names import NAMED_THING, unlinked_id
from ingest.assertion import assertions
from ingest.chunking import Chunker
from ingest.linking import find_names
from ingest.naming import named_by_use
from ingest.recognize.base import Candidate, Recogniser
from ingest.relations.extract import RelationExtractor

_FIRST = "Aspirin did not cause a stroke in diabetes."
_ANSWER_CHARS = 20  # after a sentence, in which a question that it asks may be answered
ConceptLookup = Callable[[Collection[str]], Mapping[str, Concept]]


@dataclass(frozen=True)
class Draft:
    """A document graph that lacks its vectors; `passages` are the texts to encode, one a chunk."""

    document: Document
    chunks: tuple[Chunk, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    passages: tuple[str, ...]
    relations: tuple[Relation, ...]

    def graph(self, vectors: NDArray[np.float32], fingerprint: str) -> DocumentGraph:
        """The finished graph; `vectors` has shape `(len(passages), dimension)`."""
        return DocumentGraph(
            self.document,
            self.chunks,
            self.mentions,
            self.entities,
            np.ascontiguousarray(vectors),
            fingerprint,
            self.relations,
        )


class Analyser:
    """Chunking, recognition, abbreviations, linking, assertion and relations over batches of documents."""

    def __init__(
        self,
        chunker: Chunker,
        recognisers: Sequence[Recogniser],
        linker: Linker,
        concepts: ConceptLookup,
        relations: RelationExtractor,
    ) -> None:
        self._chunker = chunker
        self._recognisers = recognisers
        self._linker = linker
        self._concepts = concepts
        self._relations = relations

    def load(self) -> None:
        """Load what is kept for all documents: it is not to count as the time of the first."""
        self._linker.load()
        self.analyse([Document("", _FIRST, sections=(Section(0, len(_FIRST), "", SectionKind.OTHER),))])

    def analyse(self, documents: Sequence[Document]) -> list[Draft]:
        """One draft a document, in order."""
        texts = [d.text for d in documents]
        found = [recogniser.recognise(texts) for recogniser in self._recognisers]
        candidates = [
            find_names(d.text, [per[i] for per in found], self._linker, d.tier is Tier.USER)
            for i, d in enumerate(documents)
        ]
        candidates = [self._with_namesakes(d.text, cs) for d, cs in zip(documents, candidates, strict=True)]
        named = self._concepts({c.concept_id for cs in candidates for c in cs if c.concept_id})
        return [self._draft(d, cs, named) for d, cs in zip(documents, candidates, strict=True)]

    def _with_namesakes(self, text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """What nothing links but is called as a concept is that concept: no second entity stands beside it."""
        return [
            c
            if c.concept_id
            else replace(c, concept_id=self._linker.namesake(" ".join(text[c.start : c.end].split())))
            for c in candidates
        ]

    def _draft(self, document: Document, candidates: list[Candidate], named: Mapping[str, Concept]) -> Draft:
        chunks = self._chunker.chunk(document)
        entities: dict[str, Entity] = {}
        mentions: list[Mention] = []
        section_starts = [section.start for section in document.sections]
        for chunk, sentence, inside in _by_sentence(chunks, candidates):
            relative = [(c.start - sentence.start, c.end - sentence.start) for c in inside]
            section = document.sections[bisect_right(section_starts, sentence.start) - 1]
            following = document.text[sentence.end : sentence.end + _ANSWER_CHARS]
            states = assertions(sentence.of(document.text), relative, section.heading, following)
            for candidate, state in zip(inside, states, strict=True):
                entity = _entity(candidate, document.text, named)
                if entities.setdefault(entity.id, entity).category == NAMED_THING:
                    entities[entity.id] = entity
                mentions.append(
                    Mention(
                        entity.id,
                        candidate.start,
                        candidate.end,
                        chunk.position,
                        sentence,
                        state,
                        candidate.score,
                        candidate.method,
                    )
                )
        passages = tuple(passage(document, chunk) for chunk in chunks)
        relations = self._relations.extract(document, chunks, mentions, entities.values())
        called = named_by_use(entities.values(), mentions, document.text, named)
        return Draft(document, chunks, tuple(mentions), called, passages, relations)


def _by_sentence(
    chunks: Sequence[Chunk], candidates: Sequence[Candidate]
) -> list[tuple[Chunk, Span, list[Candidate]]]:
    """Candidates with the sentence they stand in; one that crosses a sentence's end is no name."""
    places = [(sentence, chunk) for chunk in chunks for sentence in chunk.sentences]
    starts = [sentence.start for sentence, _ in places]
    inside: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        place = bisect_right(starts, candidate.start) - 1
        if place >= 0 and candidate.end <= places[place][0].end:
            inside.setdefault(place, []).append(candidate)
    return [(places[place][1], places[place][0], inside[place]) for place in sorted(inside)]


def _entity(candidate: Candidate, text: str, named: Mapping[str, Concept]) -> Entity:
    concept = named.get(candidate.concept_id) if candidate.concept_id else None
    if concept is not None:
        # A vocabulary that does not say what its concepts are leaves that to whoever read the context.
        category = candidate.category if concept.category == NAMED_THING else concept.category
        return Entity(concept.id, concept.name, category)
    name = " ".join(text[candidate.start : candidate.end].split())
    return Entity(unlinked_id(candidate.category, name), name, candidate.category)


def passage(document: Document, chunk: Chunk) -> str:
    """What is encoded of a chunk: its text, under the document's title where it does not hold that itself."""
    body = document.text[chunk.start : chunk.end]
    return body if chunk.start == 0 or not document.title else f"{document.title}\n{body}"
