"""What adding vocabularies takes: reading and storing each, and compiling the lexicon after it.

    python benchmarks/vocabulary_add.py FILE... [--home FOLDER] [--json]

Each file is added to one workspace by a process of its own, in the order given, as `medgraph vocab add` does. Printed
are, of each, the CPU seconds of reading and storing, of compiling, of opening the compiled lexicon in another process,
and the peak memory of the process. Bar: compiling after the last of MeSH's descriptors, its supplementary records,
HPO and MONDO in 15 s and 600 MB.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
# VmHWM, not ru_maxrss: that of a child begins with what its parent held.
PEAK = """
import json, re, sys, time
from pathlib import Path
def peak(): return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
"""
ADD = (
    PEAK
    + """
from graph.model import VocabularyInfo
from graph.store import SqliteStore
from graph.vocabulary.lexicon import load_lexicon, vocabulary_fingerprint
from graph.vocabulary.readers import read_vocabulary
home, file = map(Path, sys.argv[1:3])
store = SqliteStore(home / "graph.sqlite")
started = time.process_time()
loaded = read_vocabulary(file, known=store.concepts)
info = store.put_vocabulary(VocabularyInfo(loaded.id, loaded.version, loaded.source, 0), loaded.concepts)
stored, store_peak = time.process_time(), peak()
load_lexicon(store, home / "lexicon", vocabulary_fingerprint(store.vocabularies()))
seconds = {"store_s": stored - started, "compile_s": time.process_time() - stored}
print(json.dumps({"id": info.id, "concepts": info.concepts, **seconds, "store_mb": store_peak, "peak_mb": peak()}))
"""
)
OPEN = (
    PEAK
    + """
from graph.store import SqliteStore
from graph.vocabulary.lexicon import load_lexicon, vocabulary_fingerprint
home = Path(sys.argv[1])
store = SqliteStore(home / "graph.sqlite")
started = time.process_time()
lexicon = load_lexicon(store, home / "lexicon", vocabulary_fingerprint(store.vocabularies()))
print(json.dumps({"open_s": time.process_time() - started, "open_mb": peak(), "named": len(lexicon)}))
"""
)


def run(script: str, *arguments: Path) -> dict[str, float]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--home", type=Path, help="a folder for the workspace, kept [a temporary one]")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.home or Path(folder)
        for file in arguments.files:
            row = run(ADD, home, file.resolve()) | run(OPEN, home)
            if arguments.json:
                print(json.dumps(row | {"machine": platform.machine()}), flush=True)
                continue
            print(
                f"{row['id']:<18} {row['concepts']:>8,} concepts: stored in {row['store_s']:.1f} s "
                f"({row['store_mb']} MB), compiled in {row['compile_s']:.1f} s (peak {row['peak_mb']} MB), "
                f"opened in {row['open_s']:.2f} s ({row['open_mb']} MB)",
                flush=True,
            )


if __name__ == "__main__":
    main()
