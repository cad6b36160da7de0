"""Eight readers and one writer on a Neo4j server: does anything fail, is any write lost?

    python benchmarks/neo4j_soak.py [--seconds 60] [--readers 8] [--json]

The server is the one of the tests (`tests/neo4j_server.py`), on loopback. All go through one service, as the requests
of the HTTP API do: readers ask, search, browse entities and page through documents; the writer ingests new papers,
replaces and deletes earlier ones, all the time. At the end the store is compared with what the writer was told is
written. Bars: no error, no lost write, every quote exact.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from api.service import MedGraph, UnknownDocumentError, load_settings  # noqa: E402
from graph.store import Filter  # noqa: E402
from tests.neo4j_server import TestServer, neo4j_server  # noqa: E402

VOCABULARY = ROOT / "api" / "cli" / "demo_data" / "vocabulary.obo"
CORPUS = ROOT / "api" / "cli" / "demo_data" / "corpus.xml"
QUESTIONS = ("Does aspirin prevent stroke?", "What lowers blood pressure?", "Do statins prevent stroke?")
BATCH = 8


@dataclass
class Log:
    """What the readers and the writer did."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def timed(self, kind: str, action: Callable[[], Any]) -> None:
        started = time.perf_counter()
        try:
            action()
        except Exception as error:  # whatever it is, it is counted
            self.errors.append(f"{kind}: {type(error).__name__}: {error}")
        self.seconds[kind].append(time.perf_counter() - started)


class Writer:
    """Writes papers, and remembers what it was told is written."""

    def __init__(self, service: MedGraph, folder: Path) -> None:
        self._service = service
        self._file = folder / "papers.jsonl"
        self._random = random.Random(7)
        self._number = 0
        self.written: dict[str, str] = {}

    def step(self) -> None:
        """A batch of papers, half of them new; then one that is there may go."""
        stored = list(self.written)
        names = self._random.sample(stored, min(len(stored), BATCH // 2))
        names += [f"soak{self._number + n}" for n in range(BATCH - len(names))]
        self._number += BATCH
        texts = {
            name: f"Aspirin lowered the risk of stroke in {self._number} adults. "
            * self._random.randint(1, 6)
            for name in names
        }
        rows = [{"_id": name, "title": "A trial", "text": text.strip()} for name, text in texts.items()]
        self._file.write_text("\n".join(map(json.dumps, rows)))
        report = self._service.ingest([self._file])
        assert not report.problems and report.written + report.unchanged == len(rows), report
        self.written |= {row["_id"]: row["text"] for row in rows}
        if self._random.random() < 0.5:
            gone = self._random.choice(list(self.written))
            assert self._service.delete([gone]) == 1, f"{gone} was not there"
            del self.written[gone]


def read(service: MedGraph, log: Log, stop: float, seed: int) -> None:
    chosen = random.Random(seed)

    def ask() -> None:
        for citation in service.ask(chosen.choice(QUESTIONS)).citations:
            try:
                text = service.document(citation.document_id).text
            except UnknownDocumentError:  # deleted since
                continue
            if citation.document_id.startswith("pmid:"):  # the others may have been replaced since
                assert citation.quote == text[citation.start : citation.end], "a quote is not exact"

    actions = {
        "ask": ask,
        "search": lambda: service.search(chosen.choice(QUESTIONS)),
        "entity": lambda: service.entity("aspirin"),
        "documents": lambda: service.documents(Filter(), limit=50),
    }
    while time.monotonic() < stop:
        kind = chosen.choice(list(actions))
        log.timed(kind, actions[kind])


def lost(service: MedGraph, writer: Writer) -> list[str]:
    """Papers that the store does not hold as the writer was told."""
    texts = {g.document.id: g.document.text for g in service.parts.store.graphs()}
    expected = {name for name in writer.written if writer.written[name] not in texts.get(name, "")}
    strange = {id_ for id_ in texts if not id_.startswith("pmid:")} - set(writer.written)
    return sorted(expected | strange)


def soak(
    server: TestServer, home: Path, seconds: float, readers: int, workspace: str = "soak"
) -> dict[str, Any]:
    """Run it; counts, times, errors and lost writes."""
    password = server.auth[1] if server.auth else ""
    service = MedGraph(
        load_settings(home=home, workspace=workspace, store=server.uri, neo4j={"password": password})
    )
    service.add_vocabulary(VOCABULARY)
    service.ingest([CORPUS])
    service.warm()
    log, writer, stop = Log(), Writer(service, home), time.monotonic() + seconds

    def write() -> None:
        while time.monotonic() < stop:
            log.timed("write", writer.step)

    with ThreadPoolExecutor(readers + 1) as pool:
        running = [pool.submit(read, service, log, stop, seed) for seed in range(readers)]
        running.append(pool.submit(write))
        for each in running:
            each.result()
    result = {
        "seconds": seconds,
        "threads": f"{readers} readers, 1 writer",
        "errors": log.errors,
        "lost_writes": lost(service, writer),
        "held": service.parts.store.counts().documents,
        "found": len(service.search("aspirin stroke", limit=100)),
    } | {kind: spread(times) for kind, times in sorted(log.seconds.items())}
    service.close()
    return result


def spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(1000 * s for s in seconds)
    return {
        "count": len(ordered),
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * len(ordered))], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, neo4j_server(Path(folder) / "neo4j") as server:
        result = soak(server, Path(folder) / "home", given.seconds, given.readers)
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))
    if result["errors"] or result["lost_writes"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
