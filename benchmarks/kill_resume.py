"""Does an ingest that is killed at any moment end, when resumed, where an uninterrupted one ends?

    python benchmarks/kill_resume.py FILE_OR_FOLDER [--kills 50] [--vocabulary FILE] [--json]

Each round ingests into a new workspace by the command a user runs, kills the process (SIGKILL) at a random moment of
the time an uninterrupted run takes, runs the command again to its end, and compares the store's content hash, its
integrity and what a search finds with those of the uninterrupted run. Bar: 50 of 50 equal. With MEDGRAPH_STORE set to
a Neo4j server (and its password) the workspaces are there.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from api.service import MedGraph, load_settings  # noqa: E402

QUESTION = "What lowers the risk of stroke?"


@dataclass(frozen=True)
class End:
    """What a workspace holds and finds."""

    content: str
    found: tuple[tuple[str, float], ...]


def start(home: Path, workspace: str, source: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "medgraph", "--home", home, "--workspace", workspace, "ingest", source]
    return subprocess.Popen([*map(str, command)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> None:
    _, errors = process.communicate()
    if process.returncode:
        raise SystemExit(f"the ingest failed: {errors.decode()}")


def end(home: Path, workspace: str) -> End:
    service = MedGraph(load_settings(home=home, workspace=workspace))
    if not service.settings.store:
        with closing(sqlite3.connect(service.settings.folder / "graph.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    # The order and score of equal hits may differ in the last digits where tantivy merged its segments differently.
    found = sorted((p.document_id, round(p.score, 3)) for p in service.search(QUESTION, limit=5))
    result = End(service.parts.store.content_hash(), tuple(found))
    service.close()
    return result


def prepare(home: Path, workspace: str, vocabulary: Path | None) -> None:
    service = MedGraph(load_settings(home=home, workspace=workspace))
    if vocabulary:
        service.add_vocabulary(vocabulary)
    _ = service.parts.encoder
    service.close()


def kill_and_resume(
    home: Path, source: Path, kills: int, vocabulary: Path | None = None, seed: int = 7
) -> list[bool]:
    """Whether each round ended as the uninterrupted run did; raises when a resumed run fails."""
    run = uuid.uuid4().hex[:8]  # a server may remember former runs
    prepare(home, f"whole-{run}", vocabulary)
    started = time.perf_counter()
    finish(start(home, f"whole-{run}", source))
    seconds = time.perf_counter() - started
    uninterrupted = end(home, f"whole-{run}")
    moments = random.Random(seed)
    equal = []
    for round_ in range(kills):
        workspace = f"killed{round_}-{run}"
        prepare(home, workspace, vocabulary)
        process = start(home, workspace, source)
        time.sleep(moments.uniform(0.05, seconds))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        finish(start(home, workspace, source))
        equal.append(end(home, workspace) == uninterrupted)
    return equal


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--vocabulary", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        equal = kill_and_resume(Path(folder), given.source.resolve(), given.kills, given.vocabulary)
    result = {"kills": len(equal), "equal": sum(equal)}
    print(json.dumps(result) if given.json else f"{sum(equal)} of {len(equal)} ended equal (bar: all)")


if __name__ == "__main__":
    main()
