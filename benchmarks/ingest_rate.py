"""How fast documents are ingested, against the encoder alone in the same run.

    python benchmarks/ingest_rate.py SHARED_DATA [--json]

The real abstracts with MeSH and DOID loaded, in a temporary home: 200, then all of them, each into a new workspace by
the same command a user runs; then the last command again. The encoder alone encodes title and abstract as one text
each, which it truncates at 256 tokens: it sees two thirds of the tokens that the ingest encodes, for half of these
abstracts are longer and become several passages. Bars: 0.6 of the encoder's rate, the same rate at 200 as at all, peak
memory under 2 GB, the second run under 5 s.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def medgraph(home: Path, workspace: str, *arguments: str) -> tuple[dict[str, Any], float, int]:
    """The command's JSON, its seconds, its peak memory in MB."""
    command = [sys.executable, "-m", "medgraph", "--home", str(home), "--workspace", workspace, *arguments]
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if status:
            raise SystemExit(f"{' '.join(command)} failed")
        out.seek(0)
        text = out.read()
    return (json.loads(text) if "--json" in arguments else {}), seconds, usage.ru_maxrss // 1024


def encoder_alone(home: Path, rows: list[dict[str, str]]) -> float:
    from graph.index import DEFAULT_MODEL, load_encoder

    encoder = load_encoder(DEFAULT_MODEL, home / "models", "auto")
    texts = [f"{row['title']}\n\n{row['text']}" for row in rows]
    encoder.encode(texts[:64])
    started = time.perf_counter()
    for start in range(0, len(texts), 64):
        encoder.encode(texts[start : start + 64])
    return len(texts) / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with gzip.open(given.shared / "corpus" / "abstracts.jsonl.gz", "rt") as stream:
        found = [json.loads(line) for line in stream]
    rows = [{"_id": r["pmid"], "title": r["title"], "text": r["abstract"]} for r in found]
    vocabularies = given.shared / "vocab"
    mesh = [
        vocabularies / "mesh_id_labels_2019.tsv.gz",
        "--with",
        vocabularies / "mesh_tree_2017.txt.gz",
        "--with",
        vocabularies / "mesh_chem_disease_synonyms.tsv.gz",
    ]
    result: dict[str, Any] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores"}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        before = encoder_alone(home, rows[:640])
        for count in (200, len(rows)):
            name = f"n{count}"
            file = home / f"{name}.jsonl"
            file.write_text("".join(json.dumps(row) + "\n" for row in rows[:count]))
            medgraph(home, name, "vocab", "add", *map(str, mesh))
            medgraph(home, name, "vocab", "add", str(vocabularies / "doid.obo"))
            report, seconds, memory = medgraph(home, name, "ingest", str(file), "--json")
            result[name] = {
                "documents_per_second": round(report["written"] / report["seconds"], 1),
                "with_start_up": round(report["written"] / seconds, 1),
                "peak_mb": memory,
            }
        _, again, _ = medgraph(home, name, "ingest", str(file), "--json")
        after = encoder_alone(home, rows[:640])
    alone = (before + after) / 2
    result["second_run_s"] = round(again, 2)
    result["encoder_alone_per_second"] = [round(before, 1), round(after, 1)]
    for name in ("n200", f"n{len(rows)}"):
        result[name]["of_encoder"] = round(result[name]["documents_per_second"] / alone, 2)
    print(json.dumps(result) if given.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
