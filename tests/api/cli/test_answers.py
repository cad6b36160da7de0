"""`medgraph answers`: what was asked, by its id."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import paper
from tests.command import Cli
from tests.disks import Commands, can_mount, closed
from tests.processes import Processes

QUESTION = "does aspirin relieve pain?"


@pytest.fixture
def cli(tmp_path: Path, make_cli: Callable[[Path], Cli]) -> Cli:
    cli = make_cli(tmp_path / "home")
    (tmp_path / "1.xml").write_text(paper(1, "Aspirin and pain", "Aspirin relieved pain in 40 patients."))
    assert cli("ingest", tmp_path / "1.xml").returncode == 0
    return cli


def test_an_answer_is_shown_as_it_was_given(cli: Cli, tmp_path: Path) -> None:
    asked = cli("ask", QUESTION)
    answer = cli.json("ask", QUESTION)
    assert f"Answer {answer['id']}, of revision {answer['revision']}" in asked.stdout
    shown = cli.json("answers", "show", answer["id"])
    assert shown["answer"]["citations"] == answer["citations"] and shown["notice"] == ""
    printed = cli("answers", "show", answer["id"]).stdout
    assert printed.startswith(f"{QUESTION}\n") and asked.stdout.strip() in printed and "Asked 2" in printed
    (tmp_path / "2.xml").write_text(paper(2, "Asthma", "Salbutamol relieved asthma."))
    assert cli("ingest", tmp_path / "2.xml").returncode == 0
    told = cli("answers", "show", answer["id"]).stdout.replace("\n", " ")
    assert f"answered at revision {answer['revision']}; the workspace is at" in told


def test_list_and_delete(cli: Cli) -> None:
    assert cli("answers", "list").stdout == "no answer is kept\n"
    first, second = cli.json("ask", QUESTION)["id"], cli.json("ask", "what is relieved\x1b[31m?")["id"]
    listed = cli.json("answers", "list")["answers"]
    assert {each["id"] for each in listed} == {first, second}
    assert cli.json("answers", "list", "--limit", "1")["answers"] == listed[:1]
    assert "\x1b" not in cli("answers", "list").stdout
    assert cli("answers", "delete", first, "none").stdout == "1 deleted\n1 of the ids were not there\n"
    assert "answers list" in cli.fails("answers", "show", first)
    assert [each["id"] for each in cli.json("answers", "list")["answers"]] == [second]


@pytest.mark.skipif(not can_mount(), reason="no mounts of one's own here")
def test_a_closed_home_gives_the_answer_and_one_line(cli: Cli, processes: Processes) -> None:
    open_ = cli("ask", QUESTION)
    file = cli.home / "workspaces" / "test" / "answers.sqlite"
    kept = cli.json("answers", "list")["answers"]
    commands = Commands(processes, cli.home)
    asked, shown = commands(("ask", QUESTION), ("answers", "show", kept[0]["id"]), before=closed(cli.home))
    assert asked.code == shown.code == 0 and asked.stdout == open_.stdout
    assert [line for line in asked.stderr.splitlines() if "not kept" in line] == asked.stderr.splitlines()
    assert "reading only" in asked.stderr or "not allowed" in asked.stderr
    os.remove(file)
    (asked,) = commands(("ask", QUESTION), before=closed(cli.home))
    assert asked.stdout == open_.stdout and asked.stderr.count("\n") == 1 and not file.exists()


def test_a_full_disk_gives_the_answer_and_one_line(cli: Cli, processes: Processes) -> None:
    open_ = cli("ask", QUESTION)
    (cli.home / "workspaces" / "test" / "answers.sqlite").unlink()
    (asked,) = Commands(processes, cli.home)(("ask", QUESTION), most_bytes=100)
    assert asked.code == 0 and asked.stdout == open_.stdout
    assert "not kept" in asked.stderr and "no space left" in asked.stderr and asked.stderr.count("\n") == 1
