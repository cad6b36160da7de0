"""What was deleted is in no file of the home, and no answer is other than where it had never been."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import paper
from tests.command import Cli

WORDS = ("zyzzyvaxol", "quuxalgia", "wibbleford")
NOTE = "Patient Wibbleford has quuxalgia. Zyzzyvaxol 5 mg was started for quuxalgia. Wibbleford tolerates zyzzyvaxol."
TEXTS = [
    ("Aspirin and pain", "Aspirin relieved pain in most patients. Side effects of aspirin were rare."),
    ("Metformin and diabetes", "Metformin lowers glucose in type 2 diabetes. Lactic acidosis is rare."),
    ("Statins", "Statins lower cholesterol. Muscle pain is a side effect of statins."),
]
QUESTIONS = (
    "does aspirin relieve pain?",
    "side effects of statins",
    "patients with diabetes",
    "what is started?",
)


def traces(home: Path) -> dict[str, list[str]]:
    """The words of the note that each file of the home still holds."""
    files = [file for file in home.rglob("*") if file.is_file() and (home / "models") not in file.parents]
    held = {str(file.relative_to(home)): file.read_bytes().lower() for file in files}
    found = {name: [word for word in WORDS if word[:8].encode() in data] for name, data in held.items()}
    return {name: words for name, words in found.items() if words}


def fill(cli: Cli, folder: Path, *, note: str = "") -> None:
    folder.mkdir(exist_ok=True)
    for number, (title, text) in enumerate(TEXTS):
        (folder / f"{number}.xml").write_text(paper(number + 1, title, text))
    if note:
        (folder / "note.txt").write_text(note)
    assert cli("ingest", folder).returncode == 0


def answers(cli: Cli) -> list[object]:
    """What does not tell of times, revisions and ids of answers."""
    found: list[object] = []
    for question in QUESTIONS:
        answer = cli.json("ask", question)
        found.append({key: answer[key] for key in ("status", "text", "claims", "citations")})
        found.append([(p["document_id"], p["score"]) for p in cli.json("search", question)["results"]])
    return found


@pytest.fixture
def cli(tmp_path: Path, make_cli: Callable[[Path], Cli]) -> Cli:
    cli = make_cli(tmp_path / "home")
    fill(cli, tmp_path / "corpus", note=NOTE)
    assert cli("ask", "what is zyzzyvaxol?").returncode == 0
    assert len(traces(cli.home)) > 1
    return cli


def note_id(cli: Cli) -> str:
    listed = cli.json("documents", "list")["documents"]
    return next(str(each["id"]) for each in listed if each["id"].startswith("file:"))


def test_a_deleted_note_leaves_no_trace(cli: Cli, tmp_path: Path, make_cli: Callable[[Path], Cli]) -> None:
    assert cli("documents", "delete", note_id(cli)).returncode == 0
    assert traces(cli.home) == {}
    other = make_cli(tmp_path / "other")
    fill(other, tmp_path / "corpus2")
    assert answers(cli) == answers(other)
    assert traces(cli.home) == {}


def test_an_edited_note_leaves_no_trace_of_its_former_text(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "note.txt").write_text("Nothing to report.")
    assert cli("ingest", tmp_path / "corpus").returncode == 0
    assert traces(cli.home) == {}


def test_a_file_that_is_gone_leaves_no_trace(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "note.txt").unlink()
    assert cli("ingest", "--sync", "--yes", tmp_path / "corpus").returncode == 0
    assert traces(cli.home) == {}


def test_it_is_gone_where_the_model_of_the_indexes_cannot_be_found(cli: Cli) -> None:
    assert cli("documents", "delete", note_id(cli), MEDGRAPH_GRAPH__MODEL="/nowhere").returncode == 0
    assert traces(cli.home) == {}
    assert cli("ask", QUESTIONS[0]).returncode == 0


@pytest.mark.deep
def test_compact_keeps_everything(cli: Cli) -> None:
    before = answers(cli)
    assert cli.json("compact") == {"compacted": True}
    assert answers(cli) == before
