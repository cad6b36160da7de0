"""Nothing phones home, and nothing is written outside the home: each command with real models, under an audit hook.

`CI` is not in its environment, where some dependencies keep silent.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.paths import DEMO, ROOT
from tests.processes import Processes

WATCHED = Path(__file__).with_name("watched.py")
NOTE = "Metformin caused lactic acidosis in 3 adults. Warfarin causes bleeding."
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("vocab", "add", str(DEMO / "vocabulary.obo")),
    ("ingest", "note.txt"),  # converts the embedding model
    ("ask", "Does metformin cause lactic acidosis?"),
    ("search", "metformin"),
    ("entity", "metformin"),
    ("documents", "list"),
    ("doctor",),
    ("reindex",),
    ("export", "{home}/export.gz"),
    ("vocab", "list"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("watched")
    for name in ("home", "user", "work"):
        (place / name).mkdir()
    (place / "work" / "note.txt").write_text(NOTE)
    return place


def files_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(each[:2]) for each in COMMANDS])
def test_a_command_connects_nowhere_and_writes_only_in_the_home(
    processes: Processes, place: Path, command: tuple[str, ...]
) -> None:
    home, user, work, log = (place / each for each in ("home", "user", "work", "log"))
    log.unlink(missing_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MEDGRAPH_", "XDG_", "HF_", "TORCH"))
    }
    environment = kept | {
        "MEDGRAPH_HOME": str(home),
        "HOME": str(user),
        "TMPDIR": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment.pop("CI", None)
    done = processes.run(
        WATCHED, log, home, "--", *(each.format(home=home) for each in command), env=environment, cwd=work
    )
    assert "Traceback" not in done.stderr and done.returncode == 0, done.stdout + done.stderr
    assert log.read_text() == ""
    assert files_of(user) == [] and files_of(work) == ["note.txt"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no file modes here")
def test_what_they_made_is_its_owners_alone(place: Path) -> None:
    made = [path for path in (place / "home").rglob("*") if not path.is_symlink()]
    assert any(path.suffix == ".bin" for path in made), "the commands above converted the model"
    assert [path for path in made if path.stat().st_mode & 0o077] == []
