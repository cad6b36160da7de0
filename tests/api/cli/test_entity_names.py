"""An entity is found by what documents call it, before what vocabularies do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Cli

TERMS = """id,name,synonyms,category
X:1,acovil,ramipril,ChemicalEntity
X:2,myocardial infarction,heart attack,Disease
X:3,mitral insufficiency,MI,Disease
X:4,patients,patient,PopulationOfIndividualOrganisms
"""


@pytest.fixture
def texts(cli: Cli, tmp_path: Path) -> Cli:
    (tmp_path / "terms.csv").write_text(TERMS)
    cli("vocab", "add", tmp_path / "terms.csv")
    notes = {
        "a": "Ramipril prevented myocardial infarction (MI). MI was fatal in 3. Ramipril helps.",
        "b": "In myocardial infarction (MI) ramipril is given. MI is common.",
        "c": "Mitral insufficiency (MI) was seen. MI was mild.",
    }
    for name, text in notes.items():
        (tmp_path / f"{name}.txt").write_text(text)
        cli("ingest", tmp_path / f"{name}.txt")
    return cli


def test_an_abbreviation_means_what_most_documents_define_it_to_be(texts: Cli) -> None:
    found = texts.json("entity", "MI")
    assert found["id"] == "X:2" and [each["id"] for each in found["namesakes"]] == ["X:3"]
    assert "may also mean: mitral insufficiency (X:3)" in texts("entity", "MI").stdout


def test_a_page_is_headed_by_the_name_in_use(texts: Cli) -> None:
    found = texts.json("entity", "acovil")
    assert (found["id"], found["name"]) == ("X:1", "ramipril") and "acovil" in found["synonyms"]
