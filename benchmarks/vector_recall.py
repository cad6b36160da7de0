"""What the approximate vector index loses, on real vectors.

    MEDGRAPH_HOME=... MEDGRAPH_WORKSPACE=... python benchmarks/vector_recall.py BEIR_FOLDER

Builds the inverted file, which medgraph uses above 200,000 vectors, over the workspace's own vectors and compares
it with exact search for 500 real questions. Bar: recall 0.95.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from api.service import MedGraph
from graph.index import VectorIndex
from graph.store import Filter


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("beir", type=Path)
    given = parser.parse_args()
    service = MedGraph()
    ids = sorted(service.parts.store.select(Filter()))
    exact = VectorIndex(service.parts.model.dimension, flat_limit=10**9)
    rough = VectorIndex(service.parts.model.dimension, flat_limit=0)
    for start in range(0, len(ids), 500):
        for graph in service.parts.store.graphs(ids[start : start + 500]):
            for index in (exact, rough):
                index.add(graph.document.id, [c.id for c in graph.chunks], graph.vectors)
    started = time.perf_counter()
    rough.settle()
    built = time.perf_counter() - started
    assert exact.exact and not rough.exact
    lines = [json.loads(line)["text"] for line in (given.beir / "queries.jsonl").open()]
    queries = service.parts.encoder.encode(random.Random(7).sample(lines, min(500, len(lines))))
    print(f"{len(exact)} vectors, inverted file built in {built:.1f} s")
    for depth in (10, 100):
        shares: list[float] = []
        times: dict[str, list[float]] = {"exact": [], "inverted": []}
        for query in queries:
            found = {}
            for name, index in (("exact", exact), ("inverted", rough)):
                started = time.perf_counter()
                found[name] = index.search(query, depth)
                times[name].append(1000 * (time.perf_counter() - started))
            least = min(found["exact"].values()) - 1e-5  # of equal passages any will do
            shares.append(sum(s >= least for s in found["inverted"].values()) / len(found["exact"]))
        print(
            f"recall@{depth} {statistics.mean(shares):.4f}; p50 exact {statistics.median(times['exact']):.2f} ms,"
            f" inverted {statistics.median(times['inverted']):.2f} ms"
        )


if __name__ == "__main__":
    main()
