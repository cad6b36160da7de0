"""Which sentences are read for their stance: the best, two of a document at most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from api.service import MedGraph
from retrieval.evidence import gather_evidence
from retrieval.evidence.stance import with_stances
from retrieval.reader import Passage, PassageReading
from tests.retrieval.parts import retriever


class Counting:
    """Reads in place of a model: what it is given is what is tested."""

    def __init__(self) -> None:
        self.read_passages: list[Passage] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageReading]:
        self.read_passages += passages
        stance = np.array([[0.7, 0.2, 0.1]], dtype=np.float32)
        return [PassageReading(0.0, np.zeros(1, dtype=np.float32), stance) for _ in passages]


def test_the_best_of_each_document_are_read(demo: MedGraph) -> None:
    found = retriever(demo).search("Does aspirin prevent stroke?")
    sentences = gather_evidence(found, demo.parts.store, demo.parts.indexes().words).sentences
    reader = Counting()
    told = with_stances("Does aspirin prevent stroke?", sentences, reader)
    assert [(e.document.id, e.span) for e in told] == [(e.document.id, e.span) for e in sentences]
    read = [e for e in told if e.stance is not None]
    assert len(read) == len(reader.read_passages) and told[0].stance is not None
    assert all(p.sentences == (e.text,) for p, e in zip(reader.read_passages, read, strict=True))
    documents = [e.document.id for e in read]
    assert max(documents.count(d) for d in documents) <= 2
    assert np.allclose(read[0].stance or (), (0.7, 0.2, 0.1))
