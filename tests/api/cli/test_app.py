"""The process's edge: bad input gets one line and exit code 1 or 2, never a traceback."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.api.conftest import paper
from tests.command import Cli, ProcessCli, environment
from tests.processes import Processes


def test_version_and_help(process_cli: ProcessCli) -> None:
    assert process_cli("--version").stdout == f"medgraph {version('medgraph')}\n"
    shown = process_cli("--help").stdout
    for command in (
        "ingest",
        "ask",
        "search",
        "entity",
        "vocab",
        "documents",
        "serve",
        "eval",
        "doctor",
        "demo",
    ):
        assert command in shown


def test_help_imports_nothing_heavy(processes: Processes) -> None:
    code = (
        "import sys, api.cli.app; print(sorted({'torch', 'numpy', 'fastapi', 'openvino'} & set(sys.modules)))"
    )
    done = processes.run("-c", code)
    assert done.returncode == 0 and done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "nonsense"),
        (["ask"], "question"),
        (["ask", "why?", "--tier", "hearsay"], "user, literature"),
        (["ask", "why?", "--year-from", "2020", "--year-to", "2010"], "after the last"),
        (["ask", "why?", "--year-from", "soon"], "--year-from"),
        (["ask", "why?", "--year-from", "99999999999999999999"], "is no year"),
        (["search", "why?", "--limit", "0"], "limit"),
        (["--workspace", "../elsewhere", "ask", "why?"], "WORKSPACE"),
        (["ingest", ".", "--tier", "rumour"], "user, literature"),
    ],
)
def test_bad_usage(cli: Cli, arguments: list[str], says: str) -> None:
    assert says in cli.fails(*arguments, code=2)


def test_no_such_file(process_cli: ProcessCli) -> None:
    assert "no such file or folder: /no/such/paper.xml" in process_cli.fails("ingest", "/no/such/paper.xml")


def test_not_xml(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "paper.xml").write_text("<PubmedArticleSet><PubmedArticle><broken")
    assert "no documents found" in cli.fails("ingest", tmp_path / "paper.xml")
    assert "not read" in cli("ingest", tmp_path / "paper.xml").stderr


def test_an_empty_corpus(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no documents found" in cli.fails("ingest", tmp_path / "empty")
    assert "no documents" in cli.fails("ask", "Does aspirin prevent stroke?")
    assert "no documents" in cli.fails("search", "aspirin")


def test_an_unknown_format(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    said = cli.fails("ingest", tmp_path / "a.txt", "--format", "wordperfect")
    assert "wordperfect" in said and "pubmed-xml" in said


def test_another_model_than_the_workspace_was_filled_with(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    cli.json("ingest", tmp_path / "a.xml")
    other = tmp_path / "other-model"
    other.mkdir()
    (other / "config.json").write_text('{"hidden_size": 384}')
    (other / "model.safetensors").write_bytes(os.urandom(2 << 20))
    for command in (["ask", "aspirin?"], ["search", "aspirin"], ["ingest", tmp_path / "a.xml"]):
        assert "medgraph reindex" in cli.fails(*command, MEDGRAPH_GRAPH__MODEL=str(other))
    assert "no-such-model" in cli.fails("ask", "aspirin?", MEDGRAPH_GRAPH__MODEL="./no-such-model")


def test_a_locked_store(process_cli: ProcessCli, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    process_cli.json("ingest", tmp_path / "a.xml")
    with closing(
        sqlite3.connect(process_cli.home / "workspaces/test/graph.sqlite", isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "another process is writing" in process_cli.fails("documents", "delete", "pmid:1")
        assert process_cli.json("search", "aspirin")["results"]  # reading goes on


@pytest.mark.deep
def test_a_full_disk(cli: Cli, processes: Processes, tmp_path: Path) -> None:
    """A limit on file size stands for the disk: the same writes fail in the same place."""
    rows = [
        json.dumps({"_id": str(n), "text": f"Aspirin prevents stroke, said {n}. " * 10}) for n in range(60)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(rows))
    (tmp_path / "one.jsonl").write_text(rows[0])
    cli.json("ingest", tmp_path / "one.jsonl")  # the model is converted and there is space for that
    limit = 300_000
    done = processes.run(
        *("-m", "medgraph", "ingest", tmp_path / "many.jsonl"),
        env=environment(cli.home),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "no space left" in done.stderr or "File too large" in done.stderr
    assert cli.json("ingest", tmp_path / "many.jsonl")["problems"] == []  # and goes on when there is space
    assert len(cli.json("documents", "list", "--limit", 1000)["documents"]) == 60


def test_a_vocabulary_of_another_kind(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "paper.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    for name in ("paper.xml", "picture.png"):
        assert "vocabulary" in cli.fails("vocab", "add", tmp_path / name)
    assert cli.json("vocab", "list")["vocabularies"] == []


def test_a_question_of_100_000_characters(demo_cli: Cli, process_demo_cli: ProcessCli) -> None:
    for command in ("ask", "search"):
        assert "2000" in demo_cli.fails(command, "why " * 25_000, code=2).replace(",", "")
    assert "empty" in demo_cli.fails("ask", "  ", code=2)
    assert "not valid Unicode" in process_demo_cli.fails("search", "half a \udcff letter", code=2)


def test_an_import_that_is_no_export(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(b"not gzip")
    assert "medgraph export" in cli.fails("import", tmp_path / "x.gz")
    assert "No such file" in cli.fails("import", tmp_path / "none.gz")
    assert "cannot write" in cli.fails("export", tmp_path / "no" / "such" / "folder.gz")


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = Cli(tmp_path / "file").fails("documents", "list")
    assert "file" in said


def test_failures_as_json(process_cli: ProcessCli) -> None:
    done = process_cli("ask", "Does aspirin prevent stroke?", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "empty_workspace"


@pytest.mark.parametrize("arguments", [["pmid:DEMO-0001"], ["nope", "--json"]], ids=["result", "error"])
def test_a_reader_that_leaves_early(arguments: list[str], demo_cli: Cli, processes: Processes) -> None:
    """`medgraph ... | head` must not end in a complaint."""
    process = processes.start(
        *("-m", "medgraph", "documents", "show", *arguments), env=environment(demo_cli.home)
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(20)


def test_no_progress_bar_without_a_terminal(process_cli: ProcessCli, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    assert process_cli("ingest", tmp_path / "a.xml").stderr == ""


def test_a_progress_bar_on_a_terminal(cli: Cli, processes: Processes, tmp_path: Path) -> None:
    import pty

    rows = [json.dumps({"_id": str(n), "text": f"Aspirin prevents stroke, said {n}."}) for n in range(300)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows))
    ours, theirs = pty.openpty()
    process = processes.start(
        *("-m", "medgraph", "ingest", tmp_path / "many.jsonl"),
        env=environment(cli.home, TERM="xterm", COLUMNS="100"),
        stdin=theirs,
        stderr=theirs,
        text=False,
    )
    os.close(theirs)
    shown, started = b"", time.monotonic()
    while time.monotonic() - started < 60:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
    process.communicate()
    assert process.returncode == 0
    assert b"documents" in shown and b"\xe2\x94\x81" in shown  # the bar
    os.close(ours)


def test_an_export_never_replaces_what_is_no_file(demo_cli: Cli, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in demo_cli.fails("export", tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link.gz").symlink_to(tmp_path / "real.gz")
    demo_cli.json("export", tmp_path / "link.gz")
    assert (tmp_path / "link.gz").is_symlink() and (tmp_path / "real.gz").stat().st_size > 1000


def test_a_file_whose_name_is_not_unicode_stops_nothing(process_cli: ProcessCli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Aspirin prevents stroke.")
    with open(os.fsencode(tmp_path / "in") + b"/b\xff.txt", "w") as file:
        file.write("Statins lower cholesterol.")
    done = process_cli("ingest", tmp_path / "in")
    assert done.returncode == 0 and done.stdout.startswith("1 written")
    assert "not valid Unicode: rename it" in done.stderr


def test_a_filter_that_nothing_passes_says_so(demo_cli: Cli) -> None:
    assert (
        "no document of this workspace passes the filter"
        in demo_cli("ask", "statins?", "--type", "none").stdout
    )
