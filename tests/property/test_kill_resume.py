"""Some rounds of `benchmarks/kill_resume.py`: killed in the middle of an ingest and run again, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.kill_resume import kill_and_resume
from tests.conftest import DEMO


def test_killed_and_resumed_equals_uninterrupted(tmp_path: Path, models: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(models, target_is_directory=True)
    rows = [
        {
            "_id": str(n),
            "title": f"Trial {n}",
            "text": f"Aspirin lowered the risk of stroke in {n} adults. " * 9,
        }
        for n in range(400)
    ]
    (tmp_path / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)))
    kills = kill_and_resume(home, tmp_path / "papers.jsonl", kills=3, vocabulary=DEMO / "vocabulary.obo")
    assert kills == [True] * 3
