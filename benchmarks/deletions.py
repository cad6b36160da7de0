"""What deleting documents costs, and whether it is as if they had never been there.

    MEDGRAPH_HOME=... MEDGRAPH_WORKSPACE=... python benchmarks/deletions.py QUESTIONS [--json]

QUESTIONS is a text file of one question a line. Of copies of the workspace 1, 100 and 1,000 documents are deleted; each
is compared with a workspace of the documents that are left, for 300 questions: the chunks that each arm finds, in their
order, and their scores. Bars: none differs; nothing dead in the indexes' files.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from api.service import MedGraph, load_settings
from graph.store import Filter

_QUESTIONS, _BATCH = 300, 500


def opened(home: Path, like: MedGraph) -> MedGraph:
    """The same workspace of another home, which shares the converted models."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "models").exists():
        (home / "models").symlink_to(like.settings.models.resolve(), target_is_directory=True)
    return MedGraph(load_settings(home=home, workspace=like.settings.workspace))


def never_held(home: Path, original: MedGraph, kept: list[str]) -> MedGraph:
    """A workspace of these documents alone, with the vocabularies of the original."""
    service, store = opened(home, original), original.parts.store
    service.parts.store.remember("model", str(original.parts.model))
    for info in store.vocabularies():
        service.parts.store.put_vocabulary(info, store.all_concepts(info.id))
    for start in range(0, len(kept), _BATCH):
        service.parts.store.write(list(store.graphs(kept[start : start + _BATCH])))
    return service


def differing(one: MedGraph, two: MedGraph, questions: list[str]) -> int:
    """How many questions are not answered alike, in everything that is found."""
    count = 0
    for question in questions:
        ours, theirs = one.retrieve(question), two.retrieve(question)
        arms = all(list(ours.arms[arm].items()) == list(theirs.arms[arm].items()) for arm in theirs.arms)
        count += not (arms and ours.hits == theirs.hits)
    return count


def dead_files(folder: Path) -> int:
    """Segments that hold something deleted."""
    metas = [json.loads((folder / name / "meta.json").read_text()) for name in ("words", "records")]
    return sum(segment["deletes"] is not None for meta in metas for segment in meta["segments"])


def measured(
    original: MedGraph, deleted: int, ids: list[str], questions: list[str], place: Path
) -> dict[str, object]:
    shutil.copytree(original.settings.folder, place / "ours" / "workspaces" / original.settings.workspace)
    ours = opened(place / "ours", original)
    ours.parts.indexes()
    gone = set(random.Random(deleted).sample(ids, deleted))
    started = time.perf_counter()
    ours.delete(gone)
    seconds = time.perf_counter() - started
    other = never_held(place / "never", original, [id_ for id_ in ids if id_ not in gone])
    result: dict[str, object] = {
        "deleted": deleted,
        "seconds": round(seconds, 2),
        "questions that differ": differing(ours, other, questions),
        "segments with dead entries": dead_files(ours.parts.index_folder),
    }
    ours.close()
    other.close()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    original = MedGraph()
    original.parts.indexes()
    original.parts.encoder.encode(["warm"])  # converts the model, which the others share
    ids = sorted(original.parts.store.select(Filter()))
    lines = given.questions.read_text().splitlines()
    questions = random.Random(7).sample(lines, min(_QUESTIONS, len(lines)))
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(original.parts.store.counts(), file=sys.stderr)
    for deleted in (1, 100, 1000):
        with tempfile.TemporaryDirectory(prefix="medgraph-") as folder:
            result = measured(original, deleted, ids, questions, Path(folder))
        print(json.dumps(result) if given.json else ", ".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
