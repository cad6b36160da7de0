"""The best chunks of the arms, read by the trained reader and ranked anew."""

from __future__ import annotations

from collections.abc import Mapping

from graph.store import ChunkContent, DocumentStore
from retrieval.reader import Passage, PassageReading, Reader, sureness
from retrieval.search.fusion import ranked


class Reranker:
    """Reads the best `limit` chunks with the question; safe to share between threads.

    A chunk's score gains up to `weight`, as sure as the reader is that it answers.
    """

    def __init__(self, store: DocumentStore, reader: Reader, limit: int, weight: float) -> None:
        self._store, self._reader = store, reader
        self._limit, self._weight = limit, weight

    def rerank(
        self, question: str, scores: Mapping[str, float]
    ) -> tuple[dict[str, float], dict[str, PassageReading]]:
        """The scores with what reading adds, and what the reader says of each chunk that was read."""
        contents = self._store.chunk_contents(ranked(scores)[: self._limit])
        readings = self._reader.read(question, [passage_of(content) for content in contents.values()])
        read = dict(zip(contents, readings, strict=True))
        added = {id_: self._weight * (1 + sureness(reading.answers)) / 2 for id_, reading in read.items()}
        return {id_: score + added.get(id_, 0.0) for id_, score in scores.items()}, read


def passage_of(content: ChunkContent) -> Passage:
    """A chunk as the reader sees it: its sentences under the title of its document and the heading of its section."""
    first = content.chunk.sentences[0] if content.chunk.sentences else None
    section = content.section_of(first) if first is not None else None
    heading = section.heading if section is not None and section.heading != content.document.title else ""
    named = ". ".join(filter(None, (content.document.title, heading)))
    return Passage(named, tuple(content.quote(span) for span in content.chunk.sentences))
