"""The systems that are compared: what each ranks and what it costs, all taken from one search."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.search import Retrieval, VectorArm, WordArm, fuse, ranked

SYSTEMS = ("bm25", "dense", "fused", "pipeline")
# The steps of a search that each single arm cannot do without; the pipeline is the whole call.
_STEPS = {"bm25": ("understand", WordArm.name), "dense": ("encode", VectorArm.name)}
# Deeper than any metric looks (recall@20 is the deepest), shallow enough to keep many rankings in memory.
_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """One query: documents best first and milliseconds, by system."""

    rankings: dict[str, list[str]]
    milliseconds: dict[str, float]


def outcome(retrieval: Retrieval, total_ms: float) -> Outcome:
    """The four systems' outcome of one search that took `total_ms`.

    bm25 is the words arm alone, dense the vectors arm, fused the sum of both in equal parts, pipeline what the
    retriever ranked. The understanding of the question is counted for bm25 because it makes the search terms.
    """
    words, vectors = retrieval.arms[WordArm.name], retrieval.arms[VectorArm.name]
    started = time.perf_counter()
    fused = fuse([(0.5, words), (0.5, vectors)])
    fusing = (time.perf_counter() - started) * 1000
    spent = {name: sum(retrieval.timings[step] for step in steps) for name, steps in _STEPS.items()}
    return Outcome(
        rankings={
            "bm25": documents(words),
            "dense": documents(vectors),
            "fused": documents(fused),
            "pipeline": _unique(hit.chunk_id for hit in retrieval.hits),
        },
        milliseconds={**spent, "fused": sum(spent.values()) + fusing, "pipeline": total_ms},
    )


def documents(chunks: Mapping[str, float]) -> list[str]:
    """Documents best first, each as good as its best chunk (MaxP, Dai & Callan 2019)."""
    return _unique(ranked(chunks))


def _unique(chunk_ids: Iterable[str]) -> list[str]:
    """The documents of ranked chunks in order of their first chunk, which is the order of their best score."""
    return list(dict.fromkeys(chunk_id.rpartition("#")[0] for chunk_id in chunk_ids))[:_DEPTH]
