"""Vocabularies: added, replaced, listed, searched."""

from __future__ import annotations

from pathlib import Path

from tests.api.conftest import Cli, paper

TABLE = "id,name,synonyms,category\nMESH:D001241,Aspirin,acetylsalicylic acid,ChemicalEntity\n"


def test_added_listed_searched(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "drugs.csv").write_text(TABLE)
    added = cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "drugs")
    assert (added["id"], added["concepts"], added["problems"]) == ("drugs", 1, [])
    (listed,) = cli.json("vocab", "list")["vocabularies"]
    assert listed["id"] == "drugs"
    (found,) = cli.json("vocab", "search", "acetylsalicylic")["concepts"]
    assert found["id"] == "MESH:D001241"


def test_documents_are_read_again_when_a_vocabulary_changes_its_content(cli: Cli, tmp_path: Path) -> None:
    """The same file name, id, version and number of concepts; only a synonym is new."""
    (tmp_path / "drugs.csv").write_text(TABLE)
    (tmp_path / "a.xml").write_text(paper(7, "Trial.", "We gave ASA-forte to all."))
    cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "drugs")
    assert cli.json("ingest", tmp_path / "a.xml")["mentions"] == 0
    (tmp_path / "drugs.csv").write_text(TABLE.replace("acetylsalicylic acid", "ASA-forte"))
    cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "drugs")
    again = cli.json("ingest", tmp_path / "a.xml")
    assert (again["written"], again["mentions"]) == (1, 1)
    assert cli.json("entity", "ASA-forte")["documents"] == 1
