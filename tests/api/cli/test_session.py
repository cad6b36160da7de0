"""What one run of the command knows of itself, and nothing of the run before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli.app import run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEDGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MEDGRAPH_WORKSPACE", raising=False)
    return tmp_path / "home"


def test_options_of_one_run_are_not_those_of_the_next(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (tmp_path / "a.txt").write_text("Aspirin prevents stroke.")
    assert run(["--home", str(other), "--workspace", "one", "ingest", str(tmp_path / "a.txt")]) == 0
    assert not home.exists()
    assert run(["documents", "list"]) == 0
    assert [path.name for path in (other / "workspaces").iterdir()] == ["one"]
    assert [path.name for path in (home / "workspaces").iterdir()] == ["default"]


def test_a_failure_is_json_where_the_option_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "why?", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "empty_workspace"
    assert run(["ask", "why?"]) == 1
    printed = capsys.readouterr()
    assert not printed.out and printed.err.startswith("error: ")


def test_a_question_that_looks_like_the_option_is_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--", "--json"]) == 1
    printed = capsys.readouterr()
    assert not printed.out and printed.err.startswith("error: ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["no-such-command"], 2),
        (["search", "why?", "--limit", "0"], 2),
        (["entity", "x"], 1),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run(arguments) == code


def test_a_name_that_is_no_command_is_an_entity(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["entity", "--json", "heart attack"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "unknown_entity"
    assert run(["entity", "merges"]) == 0
    assert "nothing is merged" in capsys.readouterr().out
