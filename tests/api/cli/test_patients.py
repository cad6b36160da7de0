"""Patients on the command line: given to notes, shown in lists, asked of, and kept by an export."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Cli


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with one folder a patient."""
    for patient, drug in (("anna", "Warfarin"), ("bruno", "Digoxin")):
        folder = tmp_path / "notes" / patient
        folder.mkdir(parents=True)
        (folder / "visit.txt").write_text(
            f"Date: 2021-03-04\n\nALLERGIES:\n{drug}\n\nMEDICATIONS:\nLatanoprost\n"
        )
    return tmp_path / "notes"


def test_one_folder_one_patient(cli: Cli, notes: Path) -> None:
    cli.json("ingest", notes / "anna", "--patient", "a-1")
    cli.json("ingest", notes / "bruno", "--patient", "b-2")
    listed = cli.json("documents", "list")["documents"]
    assert sorted((d["tier"], d["patient"], d["date"]) for d in listed) == [
        ("user", "a-1", "2021-03-04"),
        ("user", "b-2", "2021-03-04"),
    ]
    (own,) = cli.json("documents", "list", "--patient", "a-1")["documents"]
    assert cli.json("documents", "show", own["id"])["patient"] == "a-1"
    assert "a-1" in cli("documents", "list").stdout
    answer = cli.json("ask", "--patient", "a-1", "Any allergies?")
    assert [claim["text"] for claim in answer["claims"]] == ["ALLERGIES, 2021-03-04: Warfarin"]
    assert [(c["quote"], c["patient"], c["date"]) for c in answer["citations"]] == [
        ("Warfarin", "a-1", "2021-03-04")
    ]
    found = cli.json("search", "--patient", "b-2", "allergies")["results"]
    assert [each["document_id"] for each in found] != [own["id"]] and len(found) == 1


def test_each_folder_a_patient_by_setting_and_an_export_keeps_them(
    cli: Cli, notes: Path, tmp_path: Path
) -> None:
    by_folder = cli.over(MEDGRAPH_INGEST__PATIENT_BY_FOLDER="true")
    by_folder.json("ingest", notes, "--tier", "user")
    assert by_folder.json("ingest", notes, "--tier", "user")["written"] == 0
    text = by_folder("ask", "--patient", "bruno", "Which medicines does he take?").stdout
    assert "MEDICATIONS, 2021-03-04: Latanoprost" in text
    cli.json("export", tmp_path / "all.gz")
    other = cli.over(MEDGRAPH_WORKSPACE="other")
    other.json("import", tmp_path / "all.gz")
    assert {d["patient"] for d in other.json("documents", "list")["documents"]} == {"anna", "bruno"}


def test_literature_is_of_no_patient(cli: Cli, notes: Path) -> None:
    assert "literature is of no patient" in cli.fails(
        "ingest", notes, "--tier", "literature", "--patient", "x"
    )
