"""What a Neo4j server costs beside a SQLite file: ingest, loading, questions, disk and heap.

    python benchmarks/neo4j_store.py SHARED_DATA [--rounds 2] [--questions 300] [--json]

The server is the one of the tests (`tests/neo4j_server.py`). The real abstracts with MeSH and DOID loaded are ingested
by the command a user runs into both stores in turn, so that what else the machine does hits both alike; then their
graphs are written again without models (the loader alone); then questions are asked of both, one after the other, and
their answers compared. Bars: ingest 1.5 times SQLite, 20,000 MENTIONS rows/s, search and ask 2 times SQLite at p50.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from api.service import MedGraph, load_settings  # noqa: E402
from benchmarks.ingest_rate import medgraph  # noqa: E402
from graph.store import GraphStore, SqliteStore  # noqa: E402
from graph.store.neo4j import (  # noqa: E402
    Neo4jStore,
    Transaction,
    cypher,
)
from tests.neo4j_server import TestServer, neo4j_server  # noqa: E402

Row = dict[str, Any]


@contextmanager
def store_setting(server: TestServer | None) -> Iterator[None]:
    """The environment in which medgraph keeps its graph there; None is the local file."""
    values = {"MEDGRAPH_STORE": server.uri if server else ""}
    if server and server.auth:
        values["MEDGRAPH_NEO4J__USER"], values["MEDGRAPH_NEO4J__PASSWORD"] = server.auth
    os.environ.update(values)
    try:
        yield
    finally:
        for name in values:
            del os.environ[name]


def load(home: Path, workspace: str, shared: Path) -> float:
    """Add both vocabularies; the seconds of it."""
    folder = shared / "vocab"
    mesh: list[str] = [str(folder / "mesh_id_labels_2019.tsv.gz")]
    for companion in ("mesh_tree_2017.txt.gz", "mesh_chem_disease_synonyms.tsv.gz"):
        mesh += ["--with", str(folder / companion)]
    _, first, _ = medgraph(home, workspace, "vocab", "add", *mesh)
    _, second, _ = medgraph(home, workspace, "vocab", "add", str(folder / "doid.obo"))
    return first + second


def ingested(home: Path, shared: Path, server: TestServer, file: Path, rounds: int) -> Row:
    """Seconds of the whole command, in turn; the last round's workspaces stay."""
    seconds: dict[str, list[float]] = {"sqlite": [], "neo4j": []}
    result: Row = {}
    for round_ in range(rounds):
        for name in ("sqlite", "neo4j"):
            with store_setting(server if name == "neo4j" else None):
                vocabularies = load(home, f"{name}{round_}", shared)
                _, command_seconds, memory = medgraph(home, f"{name}{round_}", "ingest", str(file), "--json")
            seconds[name].append(command_seconds)
            result[name] = {"vocabularies_s": round(vocabularies, 1), "peak_mb": memory}
    for name, each in seconds.items():
        result[name]["ingest_s"] = [round(s, 1) for s in each]
    result["ratio"] = ratio(seconds["neo4j"], seconds["sqlite"])
    return result


def loaded(source: GraphStore, open_: Callable[[str], GraphStore], workspace: str, batch: int) -> float:
    """Seconds in which a new workspace takes every graph of `source`, without reading and models."""
    target, graphs, seconds = open_(workspace), source.graphs(), 0.0
    while some := list(islice(graphs, batch)):
        started = time.perf_counter()
        target.write(some)
        seconds += time.perf_counter() - started
    target.close()
    return seconds


class Statements:
    """Rows and seconds of each statement while they are watched."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def watching(self) -> Iterator[None]:
        run_batched = Transaction.run_batched

        def timed(transaction: Transaction, query: str, rows: Any, *rest: Any, **named: Any) -> Any:
            started = time.perf_counter()
            found = run_batched(transaction, query, rows, *rest, **named)
            self.rows[query] += len(rows)
            self.seconds[query] += time.perf_counter() - started
            return found

        Transaction.run_batched = timed  # type: ignore[assignment, method-assign]
        try:
            yield
        finally:
            Transaction.run_batched = run_batched  # type: ignore[method-assign]

    def table(self) -> Row:
        names = {query: name for name, query in vars(cypher).items() if isinstance(query, str)}
        return {
            names[query]: {"rows": self.rows[query], "s": round(seconds, 2)}
            for query, seconds in sorted(self.seconds.items(), key=lambda item: -item[1])[:6]
        }

    def rate(self, query: str) -> int:
        return round(self.rows[query] / self.seconds[query])


def loader(home: Path, server: TestServer, source: GraphStore, batch: int) -> Row:
    """Both loaders, and the statement that writes mentions by itself."""
    mentions = source.counts().mentions
    sqlite = loaded(source, lambda w: SqliteStore(home / f"{w}.sqlite", w), "loaded", batch)
    statements = Statements()
    with statements.watching():
        neo4j = loaded(source, lambda w: Neo4jStore(server.uri, w, auth=server.auth), "loaded", batch)
    return {
        "mentions": mentions,
        "sqlite_s": round(sqlite, 1),
        "neo4j_s": round(neo4j, 1),
        "mentions_rows_per_s": statements.rate(cypher.CREATE_MENTIONS),
        "mentions_per_s_with_all_else": round(mentions / neo4j),
        "statements": statements.table(),
    }


def ask_both(services: dict[str, MedGraph], questions: list[str]) -> Row:
    """p50 and p95 of both, question by question, each in turn the first; and how many answers differ."""
    result: Row = {}
    for kind in ("search", "ask"):
        seconds: dict[str, list[float]] = {name: [] for name in services}
        different = 0
        for number, question in enumerate(questions):
            gists = {}
            for name in sorted(services, reverse=bool(number % 2)):
                started = time.perf_counter()
                answer = getattr(services[name], kind)(question)
                seconds[name].append(time.perf_counter() - started)
                gists[name] = gist(answer)
            different += len(set(gists.values())) > 1
        result[kind] = {name: spread(each) for name, each in seconds.items()}
        result[kind]["ratio"] = ratio(seconds["neo4j"], seconds["sqlite"])
        result[kind]["different"] = different
    return result


def gist(answer: Any) -> str:
    if isinstance(answer, list):
        return json.dumps([passage.document_id for passage in answer])
    return json.dumps([answer.text, [(c.document_id, c.start, c.end) for c in answer.citations]])


def spread(seconds: list[float]) -> Row:
    ordered = sorted(1000 * s for s in seconds)
    return {
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * len(ordered))], 1),
    }


def ratio(one: list[float], other: list[float]) -> float:
    return round(statistics.median(one) / statistics.median(other), 2)


def answers(home: Path, server: TestServer, last: int, texts: list[str]) -> Row:
    """Questions to the workspaces that the last round left."""
    services = {}
    for name in ("sqlite", "neo4j"):
        with store_setting(server if name == "neo4j" else None):
            services[name] = MedGraph(load_settings(home=home, workspace=f"{name}{last}"))
        services[name].warm()
    ask_both(services, texts[:20])
    result = ask_both(services, texts)
    for service in services.values():
        service.close()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--documents", type=int, default=10**9, help="at most so many abstracts")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with gzip.open(given.shared / "corpus" / "abstracts.jsonl.gz", "rt") as stream:
        found = [json.loads(line) for line in islice(stream, given.documents)]
    rows = [{"_id": r["pmid"], "title": r["title"], "text": r["abstract"]} for r in found]
    questions = [json.loads(line)["question"] for line in (given.shared / "pubmedqa.jsonl").open()]
    chosen = random.Random(7).sample(questions, given.questions)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    result: Row = {"machine": machine, "documents": len(rows)}
    with tempfile.TemporaryDirectory() as folder, neo4j_server(Path(folder) / "neo4j") as server:
        home = Path(folder) / "home"
        home.mkdir()
        file = home / "abstracts.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        result["ingest"] = ingested(home, given.shared, server, file, given.rounds)
        settings = load_settings(home=home, workspace=f"sqlite{given.rounds - 1}")
        source = SqliteStore(settings.folder / "graph.sqlite", settings.workspace)
        result["loader"] = loader(home, server, source, settings.ingest.batch)
        source.close()
        result.update(answers(home, server, given.rounds - 1, chosen))
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
