"""Doctor and demo."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from api.cli.options import make_filter
from tests.command import Cli, ProcessCli
from tests.llm_server import Llm


def test_doctor_says_what_is_there(demo_cli: Cli) -> None:
    checks = {c["name"]: c for c in demo_cli.json("doctor")["checks"]}
    assert all(c["state"] == "ok" for c in checks.values())
    assert "documents" in checks["workspace"]["detail"] and "demo" in checks["vocabularies"]["detail"]
    assert "GiB free" in checks["home"]["detail"] and "openvino" in checks["embedding model"]["detail"]


def test_doctor_says_what_is_missing(cli: Cli, llm: Llm) -> None:
    def doctor(**variables: str) -> dict[str, dict[str, str]]:
        done = cli("doctor", "--json", **variables)
        return {c["name"]: c for c in json.loads(done.stdout)["checks"]} | {
            "code": {"state": str(done.returncode)}
        }

    found = doctor(MEDGRAPH_LLM__BASE_URL=llm.url, MEDGRAPH_LLM__MODEL="test-model")
    assert found["llm"]["state"] == "ok" and found["code"]["state"] == "0"
    found = doctor(MEDGRAPH_LLM__BASE_URL=llm.url, MEDGRAPH_LLM__MODEL="other")
    assert found["llm"]["state"] == "missing" and "test-model" in found["llm"]["detail"]
    assert found["code"]["state"] == "1"
    found = doctor(MEDGRAPH_LLM__BASE_URL="http://127.0.0.1:9/v1", MEDGRAPH_LLM__MODEL="m")
    assert found["llm"]["state"] == "missing"
    found = doctor(MEDGRAPH_GRAPH__MODEL="./nowhere")
    assert found["embedding model"]["state"] == "missing"


def test_the_check_says_what_is_damaged_and_what_to_do(cli: Cli, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Aspirin was given for angina.")
    cli("ingest", str(note))
    assert cli.json("doctor", "--check") == {"findings": []}
    assert "as it was written" in cli("doctor", "--check").stdout
    (file,) = cli.home.rglob("graph.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE body SET text = 'Heparin was given for angina.'")
        ((document,),) = connection.execute("SELECT id FROM document").fetchall()
    done = cli("doctor", "--check")
    assert done.returncode == 1 and done.stdout.count("\n") == 1
    assert document in done.stdout and "documents delete" in done.stdout
    done = cli("doctor", "--check", "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["findings"][0]["subject"] == document
    done = cli("documents", "show", document)
    assert done.returncode == 1 and "not as it was written" in done.stderr
    file.write_bytes(b"\xff" * 5000)
    for log in file.parent.glob("graph.sqlite-*"):
        log.unlink()
    done = cli("doctor", "--check")
    assert done.returncode == 1 and str(file) in done.stdout and "restore" in done.stdout


def test_every_setting_is_described(demo_cli: Cli) -> None:
    rows = demo_cli.json("doctor", "--settings", MEDGRAPH_LLM__API_KEY="secret-key")["settings"]
    assert all(row["description"] for row in rows)
    values = {row["name"]: row["value"] for row in rows}
    assert values["MEDGRAPH_WORKSPACE"] == "test"
    assert "secret-key" not in json.dumps(rows)


def test_settings_come_from_file_environment_and_flags(process_cli: ProcessCli) -> None:
    assert "MEDGRAPH_RETRIEVAL__SENTENCES" in process_cli.fails(
        "ask", "x", code=2, MEDGRAPH_RETRIEVAL__SENTENCES="many"
    )


def test_the_demo_answers_three_questions(cli: Cli) -> None:
    done = cli("demo")
    assert done.returncode == 0 and done.stdout.count("=" * 80) == 4
    assert "not evidence" in done.stdout and "[1]" in done.stdout and "medgraph ingest" in done.stdout
    assert cli("demo").stdout.count("=" * 80) == 4  # and again, over what is there


def test_filter_options_make_the_filter() -> None:
    where = make_filter(["user"], 2000, 2001, ["Review"], ["Lancet"], ["pmid:1"], ["eng"], True)
    assert (where.year_from, where.year_to, where.exclude_retracted) == (2000, 2001, True)
    assert (where.tiers, where.publication_types, where.journals) == (("user",), ("Review",), ("Lancet",))
    assert (where.document_ids, where.languages) == (("pmid:1",), ("eng",))
