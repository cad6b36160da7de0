"""Ingest, list, show, delete, export and import, as a user runs them."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import time
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.api.conftest import paper
from tests.command import Cli, ProcessCli, environment
from tests.processes import Processes


def test_a_folder_in_and_out_again(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.xml").write_text(paper(101, "Aspirin and stroke.", "Aspirin prevents stroke.", 2010))
    (folder / "two.xml").write_text(paper(102, "Statins.", "Statins lower cholesterol.", 2020))
    (folder / "broken.xml").write_text("<PubmedArticleSet><PubmedArticle>")
    report = cli.json("ingest", folder)
    assert (report["written"], report["unchanged"], report["deleted"]) == (2, 0, 0)
    assert report["documents_per_second"] > 0
    (problem,) = report["problems"]
    assert problem["source"].endswith("broken.xml") and problem["reason"]
    assert cli.json("ingest", folder)["unchanged"] == 2

    listed = cli.json("documents", "list")
    assert [d["id"] for d in listed["documents"]] == ["pmid:101", "pmid:102"] and listed["next"] is None
    page = cli.json("documents", "list", "--limit", 1)
    assert page["next"] == "pmid:101"
    assert [d["id"] for d in cli.json("documents", "list", "--after", page["next"])["documents"]] == [
        "pmid:102"
    ]
    assert [d["id"] for d in cli.json("documents", "list", "--year-from", 2015)["documents"]] == ["pmid:102"]
    assert "Aspirin prevents stroke." in cli("documents", "show", "pmid:101").stdout

    assert cli.json("export", tmp_path / "all.gz")["exported"] == 2
    assert cli.json("documents", "delete", "pmid:101", "pmid:999")["deleted"] == 1
    assert cli.json("search", "aspirin stroke")["results"] == []  # words that nothing here has any more
    assert [d["document_id"] for d in cli.json("search", "statins")["results"]] == ["pmid:102"]
    assert cli.json("import", tmp_path / "all.gz")["imported"] == 2
    assert cli.json("search", "aspirin stroke")["results"][0]["document_id"] == "pmid:101"
    assert cli.json("reindex")["reindexed"] == 2


def test_notes_are_of_the_user_tier(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The patient takes warfarin and has a rash.")
    cli.json("ingest", tmp_path / "note.txt", "--tier", "user")
    (note,) = cli.json("documents", "list", "--tier", "user")["documents"]
    assert note["tier"] == "user"
    assert cli.json("documents", "list", "--tier", "literature")["documents"] == []


def test_what_cannot_be_read_is_said_on_standard_error(process_cli: ProcessCli, tmp_path: Path) -> None:
    rows = ['{"_id": "1", "text": "Aspirin prevents stroke."}', "no json", '{"_id": "2"}']
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    done = process_cli("ingest", tmp_path / "rows.jsonl")
    assert done.returncode == 0 and done.stdout.startswith("1 written")
    assert [line.partition("rows.jsonl ")[2].partition(":")[0] for line in done.stderr.splitlines()] == [
        "line 2",
        "line 3",
    ]


def test_an_export_is_json_lines_anyone_can_read(demo_cli: Cli, tmp_path: Path) -> None:
    import gzip

    demo_cli.json("export", tmp_path / "demo.gz")
    with gzip.open(tmp_path / "demo.gz", "rt") as file:
        rows = [json.loads(line) for line in file]
    assert rows[0]["format"].startswith("medgraph-workspace/")
    assert sum("document" in row for row in rows) == rows[0]["documents"] > 30


def test_a_dry_run_says_what_each_file_is_and_stores_nothing(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text(
        paper(101, "Aspirin.", "Aspirin prevents stroke.")
    )  # not what its name says
    (folder / "b.jsonl").write_text('{"_id": "1", "text": "Words."}\nno json\n')
    (folder / "c.bin").write_bytes(b"\0\1\2")
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("in/n.txt", "A note.")
    said = cli("ingest", "--dry-run", folder)
    assert said.returncode == 0 and not said.stderr
    names = [line.removeprefix(f"{folder}/") for line in said.stdout.splitlines()]
    assert names[:3] == [
        "a.txt: pubmed-xml, 1 document",
        "b.jsonl: jsonl, 1 document",
        "    line 2: broken JSON: Expecting value: line 1 column 1 (char 0)",
    ]
    assert names[3] == "c.bin: not read, 0 documents" and "not a format" in names[4]
    assert names[5:] == [
        "d.zip!/in/n.txt: text, 1 document",
        "4 sources, 3 documents, 2 problems; nothing stored",
    ]
    listed = cli.json("ingest", "--dry-run", folder)["sources"]
    assert [(s["format"], s["documents"], len(s["problems"])) for s in listed] == [
        ("pubmed-xml", 1, 0),
        ("jsonl", 1, 1),
        ("", 0, 1),
        ("text", 1, 0),
    ]
    assert cli.json("documents", "list")["documents"] == []


def test_an_edited_note_replaces_its_former_text(cli: Cli, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The patient takes warfarin for atrial fibrillation.")
    cli.json("ingest", note, "--tier", "user")
    note.write_text("The patient takes apixaban for atrial fibrillation.")
    done = cli("ingest", note, "--tier", "user")
    assert done.stdout.startswith("1 written, 0 unchanged, 0 deleted, 1 replaced their former text;")
    assert len(cli.json("documents", "list")["documents"]) == 1
    assert "warfarin" not in json.dumps(cli.json("search", "atrial fibrillation")["results"])


def test_what_is_gone_from_a_synced_folder_is_shown_and_deleted_only_if_agreed(
    cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, drug in (("a", "warfarin"), ("b", "apixaban")):
        (folder / f"{name}.txt").write_text(f"The patient takes {drug}.")
    assert cli.json("ingest", "--sync", folder)["missing"] == []
    (folder / "a.txt").unlink()
    cli.json("ingest", folder)
    assert len(cli.json("documents", "list")["documents"]) == 2
    (missing,) = cli.json("ingest", "--sync", folder)["missing"]
    assert missing["source"] == str(folder / "a.txt")
    shown = cli("ingest", "--sync", folder).stdout
    assert "1 stored document no longer in the source:" in shown and missing["id"] in shown
    assert len(cli.json("documents", "list")["documents"]) == 2
    assert cli("ingest", "--sync", "--yes", folder).stdout.endswith("1 deleted\n")
    assert [d["id"] for d in cli.json("documents", "list")["documents"]] != [missing["id"]]


def test_ctrl_c_says_what_is_kept(process_cli: ProcessCli, processes: Processes, tmp_path: Path) -> None:
    """Short documents in batches of one; stopped while the last of many is still to come."""
    rows = (json.dumps({"_id": f"d{n:05}", "text": f"Aspirin prevents stroke {n}."}) for n in range(900))
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    env = environment(process_cli.home, MEDGRAPH_INGEST__BATCH="8")
    process = processes.start("-m", "medgraph", "ingest", tmp_path / "rows.jsonl", env=env)
    deadline = time.monotonic() + 100
    store = process_cli.home / "workspaces" / "test" / "graph.sqlite"
    while time.monotonic() < deadline and _documents(store) < 40:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    found = re.search(r"^stopped: (\d+) documents stored, 0 were there before; ", said, re.MULTILINE)
    assert found, said
    assert int(found[1]) == _documents(store) >= 40


def _documents(store: Path) -> int:
    """How many documents a store's file holds; 0 while there is none."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are being made
            return 0


@pytest.mark.parametrize("encoding", [pytest.param("cp1252", marks=pytest.mark.deep), "ascii"])
def test_a_console_that_lacks_characters_gets_replacements(
    process_cli: ProcessCli, tmp_path: Path, encoding: str
) -> None:
    row = {
        "_id": "g1",
        "title": "Asthma and \u03b2-agonists \u2265 2",
        "text": "FEV\u2081 rose by \u2265 12 % \U0001f600.",
    }
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    console = partial(process_cli, PYTHONIOENCODING=encoding)
    assert console("ingest", tmp_path / "rows.jsonl").returncode == 0
    shown = console("documents", "show", "g1")
    assert shown.returncode == 0 and "FEV\\u2081 rose by >= 12 %" in shown.stdout
    assert json.loads(console("documents", "show", "g1", "--json").stdout)["title"] == row["title"]
    for command in (("documents", "list"), ("ask", "What rose in asthma?")):
        assert console(*command).returncode == 0


def test_standard_input(cli: Cli, process_cli: ProcessCli) -> None:
    one = paper(101, "Aspirin.", "Aspirin prevents stroke.")
    assert process_cli.json("ingest", "-", input=one)["written"] == 1
    assert "empty file" in cli("ingest", "-", input="").stderr
    assert cli.json("search", "aspirin stroke")["results"][0]["document_id"] == "pmid:101"
