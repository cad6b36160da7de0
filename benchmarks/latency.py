"""How long search and ask take, warm and cold.

    MEDGRAPH_HOME=... MEDGRAPH_WORKSPACE=... python benchmarks/latency.py BEIR_FOLDER... [--json]

Warm: in process, one question at a time, 300 questions of the folders. Cold: whole processes, median of five. Bars:
search p50 30 ms, ask p50 80 ms, `medgraph --help` 0.4 s, `medgraph ask` 4 s.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from api.service import MedGraph


def spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(1000 * s for s in seconds)
    return {
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * len(ordered))], 1),
    }


def cold(*arguments: str) -> float:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "medgraph", *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return round(statistics.median(times), 3)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("beir", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    service = MedGraph()
    questions = [json.loads(line)["text"] for f in given.beir for line in (f / "queries.jsonl").open()]
    chosen = random.Random(7).sample(questions, min(300, len(questions)))
    times: dict[str, list[float]] = {"search": [], "ask": []}
    for name, action in (("search", service.search), ("ask", service.ask)):
        for question in chosen[:20]:
            action(question)
        for question in chosen:
            started = time.perf_counter()
            action(question)
            times[name].append(time.perf_counter() - started)
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "documents": service.parts.store.counts().documents,
        "search": spread(times["search"]),
        "ask": spread(times["ask"]),
        "cold_help_s": cold("--help"),
        "cold_ask_s": cold("ask", chosen[0]),
    }
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
