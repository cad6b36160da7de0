"""Time of relation extraction: `python benchmarks/relation_rate.py FILE...`, files with gold entities.

One core; the median of five passes, in processor time: reading, recognition and assertion are not counted.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from evaluation.corpora import GoldDocument, asserted, graph_of, read_gold
from ingest.relations import RelationExtractor

PASSES = 5


def main(paths: list[str]) -> None:
    extractor = RelationExtractor()
    for path in map(Path, paths):
        graphs = [asserted(graph_of(gold)) for gold in read_gold(path) if isinstance(gold, GoldDocument)]
        times = []
        for _ in range(PASSES):
            start = time.process_time()
            for graph in graphs:
                extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)
            times.append((time.process_time() - start) / len(graphs) * 1000)
        print(f"{path.name}: {median(times):.2f} ms a document, best {min(times):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
