"""Which sentences are read for their stance: the best, two of a document at most."""

from __future__ import annotations

import numpy as np

from api.service import MedGraph
from retrieval.evidence import gather_evidence
from retrieval.evidence.stance import with_stances
from retrieval.reader import TRAINED, Passage, load_stance_reader
from tests.retrieval.parts import retriever

QUESTION = "Does aspirin prevent stroke?"


def test_the_best_of_each_document_are_read(demo: MedGraph) -> None:
    found = retriever(demo).search(QUESTION)
    sentences = gather_evidence(found, demo.parts.store, demo.parts.indexes().words).sentences
    reader = load_stance_reader(TRAINED)
    assert reader is not None
    told = with_stances(QUESTION, sentences, reader)
    assert [(e.document.id, e.span) for e in told] == [(e.document.id, e.span) for e in sentences]
    read = [e for e in told if e.stance is not None]
    assert told[0].stance is not None and len(read) > 1
    documents = [e.document.id for e in read]
    assert max(documents.count(d) for d in documents) <= 2
    for e in read:
        (alone,) = reader.stances(QUESTION, [Passage(e.document.title, (e.text,))])
        assert np.allclose(e.stance or (), alone[0], atol=0.05)
