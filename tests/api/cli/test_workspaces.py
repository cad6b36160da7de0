"""Which workspace a command works on: a slip in its name makes none, and each can be listed and deleted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.command import Cli


@pytest.fixture
def filled(cli: Cli, tmp_path: Path) -> Cli:
    (tmp_path / "a.txt").write_text("Metformin can cause a dry cough. Aspirin prevents stroke.")
    cli.json("ingest", tmp_path / "a.txt")
    return cli


def names(cli: Cli) -> list[str]:
    return sorted(path.name for path in (cli.home / "workspaces").iterdir())


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "Does metformin cause cough?"),
        ("search", "cough"),
        ("documents", "list"),
        ("documents", "delete", "a"),
        ("entity", "cough"),
        ("entity", "merges"),
        ("vocab", "list"),
        ("vocab", "search", "a"),
        ("export", "out.gz"),
        ("reindex",),
        ("doctor",),
        ("serve",),
        ("store", "copy", "sqlite", "neo4j://127.0.0.1:1"),
    ],
    ids=" ".join,
)
def test_a_slip_in_the_name_makes_no_workspace(filled: Cli, command: tuple[str, ...]) -> None:
    for arguments in (("-w", "tset", *command), (*command, "--workspace", "tset")):
        said = filled.fails(*arguments, code=2)
        assert "no workspace 'tset'" in said and "did you mean test?" in said and "there are: test" in said
    assert names(filled) == ["test"]


def test_what_puts_something_in_makes_one_and_says_so(filled: Cli, tmp_path: Path) -> None:
    done = filled("ingest", tmp_path / "a.txt", "-w", "other")
    assert done.returncode == 0 and "other is a new workspace; there are: test" in done.stderr
    assert "new workspace" not in filled("ingest", tmp_path / "a.txt", "-w", "other").stderr
    assert names(filled) == ["other", "test"]


def test_what_cannot_be_read_makes_none(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.gz").write_bytes(gzip.compress(b"[]\n"))
    for command in (("import", tmp_path / "bad.gz"), ("ingest", "/no/such"), ("vocab", "add", "/no/such")):
        assert filled(*command, "-w", "other").returncode == 1
    assert names(filled) == ["test"]


def test_list_and_delete(filled: Cli, tmp_path: Path) -> None:
    filled("ingest", tmp_path / "a.txt", "-w", "other")
    assert filled.json("workspaces", "list")["workspaces"] == ["other", "test"]
    stays = filled("workspaces", "delete", "other")
    assert stays.returncode == 1 and "--yes" in stays.stderr and names(filled) == ["other", "test"]
    assert "workspace other deleted" in filled("workspaces", "delete", "other", "--yes").stdout
    assert names(filled) == ["test"]
    for name in ("other", "../test", "", ".", "test/indexes"):
        assert "no workspace" in filled.fails("workspaces", "delete", name, "--yes", code=2)
    assert filled.json("documents", "list")["documents"]


def test_questions_need_no_quotes(filled: Cli) -> None:
    asked = filled.json("ask", "does", "metformin", "cause", "cough", "-w", "test")
    assert asked["question"] == "does metformin cause cough" and asked["citations"]
    assert filled.json("search", "dry", "cough")["results"]
    assert "heart attack" in filled.fails("entity", "heart", "attack")
    assert "dry cough" in filled("vocab", "search", "dry", "cough").stdout
