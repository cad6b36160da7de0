"""Whether a book takes as many seconds per megabyte as a leaflet: one document of each size, through the whole ingest.

    python benchmarks/length_rate.py SHARED_DATA [--sizes 10 100 1000 10000] [--recognition dictionary] [--json]

Real text: the patient guides of MedQuAD one after the other, as one document of each size (in KB), into a workspace
with MeSH and DOID in a temporary home. The two models read every part of a text once, so what they take grows with it
in any case: it is told apart, in processor seconds (the models run in threads of their own). Bar: the seconds per MB of
all else are the same from 100 KB to 10 MB, within a half.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from api.service import MedGraph, load_settings  # noqa: E402


def guides(shared: Path, size: int) -> str:
    parts: list[str] = []
    length = 0
    with gzip.open(shared / "medquad.jsonl.gz", "rt") as rows:
        for row in map(json.loads, rows):
            parts.append(f"{row['question']}\n\n{row['answer']}\n\n")
            length += len(parts[-1])
            if length >= size:
                return "".join(parts)[:size]
    raise SystemExit(f"there are only {length} characters of guides")


def peak_mb() -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024 if found else 0


def measure(service: MedGraph, file: Path) -> dict[str, float]:
    started, whole, own = time.perf_counter(), time.process_time(), time.thread_time()
    report = service.ingest([file])
    own = time.thread_time() - own
    whole = time.process_time() - whole
    if report.problems or report.written != 1:
        raise SystemExit(f"{file.name}: {report.problems}")
    size = file.stat().st_size / 1e6
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "per_mb_models": round((whole - own) / size, 1),
        "per_mb_all_else": round(own / size, 1),
        "chunks": report.chunks,
        "mentions": report.mentions,
        "peak_mb": peak_mb(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000, 10_000])
    parser.add_argument("--recognition", default="trained")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    vocabularies = given.shared / "vocab"
    result: dict[str, object] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    }
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        service = MedGraph(load_settings(home=home, ingest={"recognition": given.recognition}))
        mesh = ("mesh_tree_2017.txt.gz", "mesh_chem_disease_synonyms.tsv.gz")
        service.add_vocabulary(
            vocabularies / "mesh_id_labels_2019.tsv.gz", companions=[vocabularies / name for name in mesh]
        )
        service.add_vocabulary(vocabularies / "doid.obo")
        (home / "first.txt").write_text(guides(given.shared, 2000)[1000:])
        measure(service, home / "first.txt")  # loads the models
        for size in given.sizes:
            file = home / f"{size}.txt"
            file.write_text(guides(given.shared, size * 1000))
            result[f"{size} KB"] = measure(service, file)
            if not given.json:
                print(f"{size} KB: {result[f'{size} KB']}", flush=True)
        service.close()
    print(json.dumps(result) if given.json else f"machine: {result['machine']}")


if __name__ == "__main__":
    main()
