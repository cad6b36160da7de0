"""Encoding a workspace again with another model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.index import Encoder, IndexedStore
from graph.store import Basis, Filter
from ingest.analysis import passage

_BATCH = 64  # documents in memory at once; set by hand


def reindex_workspace(
    store: IndexedStore, encoder: Encoder, progress: Callable[[int, int], None] | None = None
) -> int:
    """Replace every vector; how many documents. Those that are damaged are left out and logged.

    While it runs the workspace is marked, so that vectors of two models are never searched together; after a
    kill, running it again starts over.
    """
    mark = f"reindexing {encoder.info}"
    store.remember("model", mark)
    ids, count = sorted(store.select(Filter())), 0
    for start in range(0, len(ids), _BATCH):
        graphs = list(store.graphs(ids[start : start + _BATCH]))
        vectors = encoder.encode([passage(g.document, c) for g in graphs for c in g.chunks])
        place, fresh = 0, []
        for graph in graphs:
            fresh.append(replace(graph, vectors=vectors[place : place + len(graph.chunks)]))
            place += len(graph.chunks)
        held = {g.document.id: (g.document.content_hash, g.fingerprint) for g in graphs}
        count += len(graphs)
        store.write(fresh, Basis(held, mark))  # what was written or deleted meanwhile stays as it is
        if progress:
            progress(min(start + _BATCH, len(ids)), len(ids))
    store.remember("model", str(encoder.info))
    return count
