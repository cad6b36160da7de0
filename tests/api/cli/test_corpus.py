"""Ingest, list, show, delete, export and import, as a user runs them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.api.conftest import paper
from tests.command import Cli, ProcessCli


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
    assert [d["document_id"] for d in cli.json("search", "aspirin stroke")["results"]] == ["pmid:102"]
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


def test_standard_input(cli: Cli, process_cli: ProcessCli) -> None:
    one = paper(101, "Aspirin.", "Aspirin prevents stroke.")
    assert process_cli.json("ingest", "-", input=one)["written"] == 1
    assert "empty file" in cli("ingest", "-", input="").stderr
    assert cli.json("search", "aspirin stroke")["results"][0]["document_id"] == "pmid:101"
