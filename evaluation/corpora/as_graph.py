"""A gold document as what the ingest pipeline would ideally make of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

import numpy as np

from evaluation.corpora.model import GoldDocument, GoldMention
from graph import Chunk, DocumentGraph, Entity, Mention, Section, Span, split_sentences

FINGERPRINT = "gold"


def graph_of(gold: GoldDocument) -> DocumentGraph:
    """One chunk a section; every mention inside a sentence of it; no embeddings (`vectors` has no columns).

    A mention that names several concepts is a mention of each; one with other words between its own covers those too;
    one in a heading, which is no part of a section, has no sentence and is left out. A concept is called as it is
    mentioned first.
    """
    document = gold.document
    chunks: list[Chunk] = []
    mentions: list[Mention] = []
    entities: dict[str, Entity] = {}
    for number, section in enumerate(document.sections):
        inside = list(_inside(gold.mentions, section))
        sentences = _sentences(document.text, section, [span for _, span in inside])
        chunks.append(Chunk(document.id, number, section.start, section.end, number, sentences))
        for mention, span in inside:
            sentence = sentences[_last_from(sentences, span.start)]
            for entity in _entities(mention, span.of(document.text)):
                entities.setdefault(entity.id, entity)
                mentions.append(
                    Mention(entity.id, span.start, span.end, number, sentence, method=FINGERPRINT)
                )
    return DocumentGraph(
        document,
        tuple(chunks),
        tuple(mentions),
        tuple(entities.values()),
        np.zeros((len(chunks), 0), dtype=np.float32),
        FINGERPRINT,
    )


def _inside(mentions: Iterable[GoldMention], section: Section) -> Iterator[tuple[GoldMention, Span]]:
    """The mentions that begin in a section, each with all it covers there."""
    for mention in mentions:
        spans = [span for span in mention.spans if section.start <= span.start and span.end <= section.end]
        if spans and section.start <= mention.start:
            yield mention, Span(spans[0].start, max(span.end for span in spans))


def _sentences(text: str, section: Section, spans: list[Span]) -> tuple[Span, ...]:
    """The section's sentences; those that a mention crosses from one to the next are one."""
    sentences = split_sentences(text, section.start, section.end)
    joined: set[int] = set()
    for span in spans:
        first, last = _last_from(sentences, span.start), _last_from(sentences, span.end - 1)
        joined.update(range(first + 1, last + 1))
    merged: list[Span] = []
    for number, sentence in enumerate(sentences):
        start = merged.pop().start if number in joined else sentence.start
        merged.append(Span(start, sentence.end))
    return tuple(merged)


def _last_from(sentences: Sequence[Span], offset: int) -> int:
    """The number of the last sentence that begins at or before an offset."""
    return bisect_right(sentences, offset, key=attrgetter("start")) - 1


def _entities(mention: GoldMention, words: str) -> Iterator[Entity]:
    """What is mentioned: each concept, else the words themselves, as recognisers name what has no concept."""
    name = " ".join(words.split())
    for concept in mention.ids or (f"text:{mention.type}:{name.lower()}",):
        yield Entity(concept, name, mention.type)
