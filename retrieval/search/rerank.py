"""The best chunks of the arms, read by the trained reader and ranked anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.store import ChunkContent, DocumentStore
from retrieval.reader import Passage, PassageReading, Reader, sureness
from retrieval.search.fusion import ranked
from retrieval.search.hit import document_of, id_before

_DOCUMENTS = 10  # on a page of results


class Reranker:
    """Reads the best `limit` chunks with the question; safe to share between threads.

    A chunk's score gains up to `weight`, as sure as the reader is that it answers.
    """

    def __init__(self, store: DocumentStore, reader: Reader, limit: int, weight: float) -> None:
        self._store, self._reader = store, reader
        self._limit, self._weight = limit, weight

    def rerank(
        self, question: str, scores: Mapping[str, float], shown: int
    ) -> tuple[dict[str, float], dict[str, PassageReading], Mapping[str, ChunkContent]]:
        """The scores with what reading adds, what the reader says of each chunk that was read, and chunks by id.

        These are all that an answer or a page of results needs, so that the store is asked once: the best `shown`, of
        which an answer is made, the ones before them, which may name what they point back to, and the best chunk of the
        best documents.
        """
        order = ranked(scores)
        best, needed = order[: self._limit], order[: max(self._limit, shown)]
        beside = [*filter(None, map(id_before, needed)), *_best_of_documents(order)]
        contents = self._store.chunk_contents(list(dict.fromkeys([*needed, *beside])))
        chosen = [id_ for id_ in best if id_ in contents]
        readings = self._reader.read(question, [passage_of(contents[id_]) for id_ in chosen])
        read = dict(zip(chosen, readings, strict=True))
        added = {id_: self._weight * (1 + sureness(reading.answers)) / 2 for id_, reading in read.items()}
        return {id_: score + added.get(id_, 0.0) for id_, score in scores.items()}, read, contents


def _best_of_documents(order: Sequence[str]) -> list[str]:
    """The best chunk of each of the first documents."""
    best: dict[str, str] = {}
    for id_ in order:
        best.setdefault(document_of(id_), id_)
        if len(best) == _DOCUMENTS:
            break
    return list(best.values())


def passage_of(content: ChunkContent) -> Passage:
    """A chunk as the reader sees it: its sentences under the title of its document and the heading of its section."""
    first = content.chunk.sentences[0] if content.chunk.sentences else None
    section = content.section_of(first) if first is not None else None
    heading = section.heading if section is not None and section.heading != content.document.title else ""
    named = ". ".join(filter(None, (content.document.title, heading)))
    return Passage(named, tuple(content.quote(span) for span in content.chunk.sentences))
