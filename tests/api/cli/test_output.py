"""A terminal obeys nothing that comes from outside: ids, paths, titles, text and problems are printed harmless."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.cli.output import from_printed, harmless, one_line
from tests.command import Cli
from tests.paths import DEMO

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ESC, CSI, OVERRIDE = "\x1b]0;owned\x07", "\x9b2J", "\u202e"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain \u00e9\u4e2d\n\ttext", "plain \u00e9\u4e2d\n\ttext"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202eb", "a\\u202eb"),
        ("line\rline", "line\\x0dline"),
    ],
)
def test_each_order_is_shown_as_its_escape(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_a_part_of_a_line_stays_on_it() -> None:
    assert one_line("a\nb\tc\x1b") == "a\\nb\\tc\\x1b"


@pytest.mark.parametrize(
    "text", [f"one{ESC}\ntwo{CSI}", "a\tb\u202e", "plain \u00e9", "c:\\path", "\\x41 \\u0041"]
)
def test_what_was_printed_can_be_given_back(text: str) -> None:
    assert from_printed(one_line(text)) == text


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("hostile")
    cli = Cli(folder / "home")
    cli("vocab", "add", DEMO / "vocabulary.obo")
    rows = [
        {"id": f"one{ESC}\ntwo{CSI}", "title": f"Warfarin{OVERRIDE}", "text": "Warfarin causes bleeding."},
        {"id": "plain", "title": "Aspirin", "text": f"Aspirin causes bleeding. {OVERRIDE}Warfarin too."},
    ]
    good = folder / f"rows{ESC}.jsonl"
    good.write_text("\n".join(map(json.dumps, rows)))
    (folder / f"bad{ESC}{OVERRIDE}\n.jsonl").write_text("{}\n")
    done = cli("ingest", folder / f"bad{ESC}{OVERRIDE}\n.jsonl", good)
    assert not HARMFUL.search(done.stdout + done.stderr) and "not read: " in done.stderr
    return cli


@pytest.mark.parametrize(
    "command",
    [
        ("documents", "list"),
        ("documents", "list", "--json"),
        ("documents", "show", f"one{ESC}\ntwo{CSI}"),
        ("documents", "show", f"one{ESC}\ntwo{CSI}", "--json"),
        ("documents", "show", f"none{ESC}"),
        ("ask", "Does warfarin cause bleeding?"),
        ("ask", f"{CSI}bleeding{ESC}"),
        ("search", "warfarin"),
        ("search", "warfarin", "--json"),
        ("entity", "warfarin"),
        ("entity", f"no{ESC}such{CSI}"),
        ("vocab", "search", f"no{ESC}such"),
        ("ingest", f"/no/such{ESC}"),
    ],
    ids=lambda command: ascii(" ".join(command)),
)
def test_no_command_prints_an_order(cli: Cli, command: tuple[str, ...]) -> None:
    done = cli(*command)
    assert not HARMFUL.search(done.stdout + done.stderr), ascii(done.stdout + done.stderr)
    if "--json" in command:
        json.loads(done.stdout)


def test_a_document_a_line(cli: Cli) -> None:
    lines = cli("documents", "list").stdout.splitlines()
    assert len(lines) == 2 and lines[0].startswith("one\\x1b]0;owned\\x07\\ntwo\\x9b2J\t")


def test_an_id_is_taken_as_it_was_printed(cli: Cli) -> None:
    raw = f"one{ESC}\ntwo{CSI}"
    printed = cli("documents", "list", "--limit", "1").stdout.splitlines()[0].partition("\t")[0]
    assert printed == one_line(raw) != raw
    assert json.loads(cli("documents", "show", printed, "--json").stdout)["id"] == raw
    (listed,) = json.loads(cli("documents", "list", "--document", printed, "--json").stdout)["documents"]
    assert listed["id"] == raw
    after = json.loads(cli("documents", "list", "--after", printed, "--json").stdout)["documents"]
    assert [each["id"] for each in after] == ["plain"]
    assert "1 deleted" in cli("documents", "delete", printed).stdout
    assert cli("documents", "show", printed).returncode == 1


def test_an_id_that_looks_like_a_printed_one_is_itself(tmp_path: Path) -> None:
    cli = Cli(tmp_path / "home")
    rows = [
        {"id": id_, "title": "Aspirin", "text": f"Aspirin {n}."} for n, id_ in enumerate(("a\x1b", "a\\x1b"))
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    cli("ingest", tmp_path / "rows.jsonl")
    assert "1 deleted" in cli("documents", "delete", "a\\x1b").stdout
    assert json.loads(cli("documents", "show", "a\\x1b", "--json").stdout)["id"] == "a\x1b"
