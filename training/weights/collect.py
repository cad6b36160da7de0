"""What the weights are fitted on: of every question the signs of its passages and of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from api.service import MedGraph, load_settings
from evaluation import overlaps
from evaluation.corpora import EvidenceQuestion, EvidenceSet, as_json_lines
from retrieval.evidence import gather_evidence
from retrieval.reader import TRAINED, sureness
from retrieval.search import Retrieval, VectorArm, WordArm, fusion_signs
from training.weights.listwise import Candidates

T = TypeVar("T")
_PASSAGES = 60  # best passages of a question that are looked at; set by hand


@dataclass(frozen=True, slots=True)
class FusionCandidates:
    """Of one question: by passage the share of BM25, the cosine and whether it answers; the question's signs."""

    words: NDArray[np.float32]
    cosines: NDArray[np.float32]
    right: NDArray[np.float32]
    signs: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Collected:
    """One question; the signs of its passages are the arms' fused score and how sure the reader is."""

    fusion: FusionCandidates
    passages: Candidates
    sentences: Candidates


def collect(
    given: EvidenceSet, home: Path, reader: str, limit: int, progress: Callable[[int], None]
) -> Iterator[Collected]:
    """The signs of at most `limit` questions, in a workspace at `home` that is filled where it is not."""
    with closing(filled(given, home, reader)) as service:
        for number, question in enumerate(spread(given.questions, limit)):
            yield _collected(service, question)
            progress(number + 1)


def filled(given: EvidenceSet, home: Path, reader: str = TRAINED) -> MedGraph:
    """A workspace at `home` with the set's documents; what is there already is not written again."""
    settings = load_settings(home=home)
    retrieval = settings.retrieval.model_copy(update={"reader": reader})
    service = MedGraph(settings.model_copy(update={"retrieval": retrieval}))
    corpus = home / "corpus.jsonl"
    corpus.write_text(as_json_lines(given.documents), encoding="utf-8")
    service.ingest([corpus])
    return service


def spread(given: Sequence[T], limit: int) -> Sequence[T]:
    """At most `limit` of them, evenly spread."""
    return given[:: max(1, -(-len(given) // limit))]


def _collected(service: MedGraph, question: EvidenceQuestion) -> Collected:
    parts = service.parts
    words = parts.indexes().words
    found = service.retrieve(question.question)
    evidence = gather_evidence(found, parts.store, words)
    told = [e for e in evidence.sentences if e.signs is not None]
    right = [overlaps(e.text, question.gold.get(e.document.id, ())) for e in told]
    signs = np.array([e.signs.values for e in told if e.signs], dtype=np.float32)
    fusion, passages = _passages(service, question, found)
    return Collected(fusion, passages, Candidates(signs, np.array(right, dtype=np.float32)))


def _passages(
    service: MedGraph, question: EvidenceQuestion, found: Retrieval
) -> tuple[FusionCandidates, Candidates]:
    hits = found.hits[:_PASSAGES]
    contents = service.parts.store.chunk_contents([hit.chunk_id for hit in hits])
    hits = tuple(hit for hit in hits if hit.chunk_id in contents)
    right = np.array(
        [overlaps(contents[hit.chunk_id].text, question.gold.get(hit.document_id, ())) for hit in hits],
        dtype=np.float32,
    )
    readings = found.readings
    sure = [sureness(readings[h.chunk_id].answers) if h.chunk_id in readings else -1.0 for h in hits]
    words, cosines = found.arms[WordArm.name], found.arms[VectorArm.name]
    best = max(words.values(), default=1.0)
    fusion = FusionCandidates(
        np.array([hit.arms.get(WordArm.name, 0.0) / best for hit in hits], dtype=np.float32),
        np.array([hit.arms.get(VectorArm.name, 0.0) for hit in hits], dtype=np.float32),
        right,
        np.array(fusion_signs(found.question, words, cosines).values, dtype=np.float32),
    )
    signs = np.array([[h.found for h in hits], sure], dtype=np.float32).T
    return fusion, Candidates(signs, right)
