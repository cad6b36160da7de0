"""Vocabularies: added, replaced, listed, searched."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from tests.api.conftest import paper
from tests.command import Cli
from tests.graph.vocabulary.fetching.http_server import serving
from tests.graph.vocabulary.readers import samples

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
    (tmp_path / "a.xml").write_text(paper(7, "Trial.", "We gave qorvalin to all."))
    cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "drugs")
    cli.json("ingest", tmp_path / "a.xml")
    assert cli.json("entity", "MESH:D001241")["documents"] == 0
    (tmp_path / "drugs.csv").write_text(TABLE.replace("acetylsalicylic acid", "qorvalin"))
    cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "drugs")
    assert cli.json("ingest", tmp_path / "a.xml")["written"] == 1
    assert cli.json("entity", "MESH:D001241")["documents"] == 1


def test_a_mapping_makes_two_vocabularies_one_wherever_it_comes(cli: Cli, tmp_path: Path) -> None:
    """Loaded first, before anything it speaks of; then the documents say one thing by two names."""
    header = "subject_id\tpredicate_id\tobject_id\n"
    (tmp_path / "map.sssom.tsv").write_text(header + "MESH:D001241\tskos:exactMatch\tCHEBI:15365\n")
    (tmp_path / "drugs.csv").write_text(TABLE)
    (tmp_path / "chemicals.csv").write_text("id,name,category\nCHEBI:15365,salicylic ester,ChemicalEntity\n")
    assert cli.json("vocab", "add", tmp_path / "map.sssom.tsv")["id"] == "map.sssom"
    assert cli.json("vocab", "search", "MESH:D001241")["concepts"] == []
    cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "mesh")
    cli.json("vocab", "add", tmp_path / "chemicals.csv", "--id", "chebi")
    (tmp_path / "a.xml").write_text(paper(7, "Trial.", "We gave the salicylic ester to all."))
    cli.json("ingest", tmp_path / "a.xml")
    entity = cli.json("entity", "Aspirin")
    assert (entity["id"], entity["documents"]) == ("MESH:D001241", 1)
    assert entity["same_as"] == ["CHEBI:15365"]
    assert cli.json("entity", "CHEBI:15365")["id"] == "MESH:D001241"


def test_a_cut_file_leaves_the_former_vocabulary(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "gloom.owl").write_text(samples.OWL)
    assert cli.json("vocab", "add", tmp_path / "gloom.owl")["concepts"] == 2
    (tmp_path / "gloom.owl").write_text(samples.OWL[:-300])
    assert "breaks off" in cli.fails("vocab", "add", tmp_path / "gloom.owl")
    (listed,) = cli.json("vocab", "list")["vocabularies"]
    assert (listed["id"], listed["concepts"]) == ("doid", 2)


def test_questions_over_a_circle_of_is_a_end(cli: Cli, tmp_path: Path) -> None:
    circle = samples.OBO.replace("name: gloom", "name: gloom\nis_a: DOID:101")
    (tmp_path / "gloom.obo").write_text(circle)
    added = cli.json("vocab", "add", tmp_path / "gloom.obo")
    assert added["problems"] == ["gloom.obo: is_a goes round in a circle: DOID:100 -> DOID:101 -> DOID:100"]
    (tmp_path / "a.xml").write_text(
        paper(7, "Gloom at sea.", "Sea gloom was cured by a long sleep in 7 of 9 men.")
    )
    cli.json("ingest", tmp_path / "a.xml")
    assert cli.json("ask", "What cures deep gloom?")["status"]
    assert cli.json("entity", "gloom")["parents"] == [{"id": "DOID:101", "name": "deep gloom"}]


def test_downloaded_and_added(cli: Cli, tmp_path: Path) -> None:
    """From a server on this machine in the publisher's place."""
    with serving() as site:
        address = site.put("/doid.obo", samples.OBO.encode())
        got = cli.json("vocab", "download", "doid", "--from", address, "--to", tmp_path)
        assert got["sha256"] == hashlib.sha256(samples.OBO.encode()).hexdigest()
        assert (got["verified"], Path(got["path"])) == ("", tmp_path / "doid.obo")
        added = cli("vocab", "download", "doid", "--from", address, "--sha256", got["sha256"], "--add")
        assert "checked against the SHA-256 given" in added.stdout
        assert "doid: 2 concepts from doid.obo" in added.stdout
        assert (cli.home / "downloads" / "doid.obo").is_file()
        said = cli.fails(
            "vocab", "download", "doid", "--from", address, "--sha256", "0" * 64, "--to", tmp_path
        )
        assert "has the SHA-256" in said
    said = cli.fails("vocab", "download", "hpo", "--from", address)
    assert f"fetch it yourself ({address}) and: medgraph vocab add FILE" in said


def test_rxnorm_is_downloaded_as_the_zip_it_comes_in(cli: Cli, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("rrf/RXNCONSO.RRF", samples.RXNCONSO)
        archive.writestr("rrf/RXNREL.RRF", samples.RXNREL)
    data = buffer.getvalue()
    with serving() as site:
        address = site.put("/rxnorm.zip", data)
        sums = site.put("/sums.html", f"MD5 checksum: {hashlib.md5(data).hexdigest()}".encode())
        command = ("vocab", "download", "rxnorm", "--from", address, "--checksums", sums)
        added = cli.json(*command, "--add")
    assert (added["id"], added["problems"]) == ("rxnorm", [])
    (found,) = cli.json("vocab", "search", "Cheerex")["concepts"]
    assert found["name"] == "mirthol"


def test_wrong_use_of_download(cli: Cli) -> None:
    assert "known are: doid, hpo, mondo, mesh, mesh-supplement, hgnc, retractions, rxnorm" in cli.fails(
        "vocab", "download", "snomed", code=2
    )
    assert "64 hexadecimal digits" in cli.fails("vocab", "download", "doid", "--sha256", "abc", code=2)
    assert "no http or https address" in cli.fails(
        "vocab", "download", "doid", "--from", "file:///etc/passwd"
    )


def test_removed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "drugs.csv").write_text(TABLE)
    (tmp_path / "a.xml").write_text(paper(7, "Trial.", "We gave aspirin to all."))
    cli.json("vocab", "add", tmp_path / "drugs.csv", "--id", "drugs")
    cli.json("ingest", tmp_path / "a.xml")
    said = cli("vocab", "remove", "drugs").stdout
    assert "removed drugs: 1 concepts" in said
    assert "documents stay; ingest them again" in said
    assert cli.json("vocab", "list")["vocabularies"] == []
    assert cli.json("vocab", "search", "aspirin")["concepts"] == []
    assert cli.json("documents", "list")["documents"]
    assert "there is no vocabulary 'drugs'" in cli.fails("vocab", "remove", "drugs")
    assert cli.json("ingest", tmp_path / "a.xml")["written"] == 1
    assert "MESH:D001241" not in cli("entity", "MESH:D001241").stdout


def test_what_replaces_another_file_is_told_with_the_way_to_have_both(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "drugs.csv").write_text(TABLE)
    (tmp_path / "more.csv").write_text(TABLE)
    cli("vocab", "add", tmp_path / "drugs.csv")
    said = cli("vocab", "add", tmp_path / "more.csv").stdout
    assert "in place of 1 from drugs.csv" in said
    assert "to have both: medgraph vocab add drugs.csv --id NAME" in said
    assert "to have both" not in cli("vocab", "add", tmp_path / "more.csv").stdout


def test_names_without_a_kind_are_told_with_what_gives_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "labels.tsv").write_text(samples.MESH_LABELS)
    said = cli("vocab", "add", tmp_path / "labels.tsv").stderr
    assert "2 of 2 concepts have no kind" in said
    assert "--with a table of tree numbers" in said
    (tmp_path / "tree.tsv").write_text(samples.MESH_TREE)
    assert (
        "no kind" not in cli("vocab", "add", tmp_path / "labels.tsv", "--with", tmp_path / "tree.tsv").stderr
    )
    (tmp_path / "own.csv").write_text("Code,Name\n1,gloom\n2,sorrow\n")
    assert "--category Disease" in cli("vocab", "add", tmp_path / "own.csv", "--id", "own").stderr
    added = cli("vocab", "add", tmp_path / "own.csv", "--id", "own", "--category", "disease")
    assert "no kind" not in added.stderr
    assert cli.json("vocab", "search", "gloom")["concepts"][-1]["category"] == "Disease"
    assert "'mood' is no kind" in cli.fails("vocab", "add", tmp_path / "own.csv", "--category", "mood")


def test_columns_are_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("Kennung;Bezeichnung;Auch\nX1;Gloom;Sea Gloom|Blues\n")
    assert "no vocabulary medgraph can read" in cli.fails("vocab", "add", tmp_path / "own.csv")
    columns = "id=Kennung,name=Bezeichnung,synonyms=Auch"
    added = cli.json("vocab", "add", tmp_path / "own.csv", "--id", "own", "--columns", columns)
    assert added["concepts"] == 1
    (found,) = cli.json("vocab", "search", "blues")["concepts"]
    assert (found["id"], found["synonyms"]) == ("OWN:X1", ["Sea Gloom", "Blues"])
    wrong = cli.fails("vocab", "add", tmp_path / "own.csv", "--columns", "id=Code,name=Bezeichnung")
    assert "there is no column 'Code'" in wrong
    assert "Kennung, Bezeichnung, Auch" in wrong


def test_a_list_of_retracted_papers(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(paper(7, "Trial.", "Aspirin cures gloom in men."))
    cli.json("ingest", tmp_path / "a.xml")
    (tmp_path / "retracted.txt").write_text("7\n8\n9\n")
    added = cli("vocab", "add", tmp_path / "retracted.txt").stdout
    assert "pubmed.retractions: 3 retracted papers" in added
    assert "marked as retracted" in added
    (document,) = cli.json("documents", "list")["documents"]
    assert document["retracted"]
    assert cli.json("ask", "What cures gloom?")["status"] == "insufficient_evidence"
    assert cli.json("ingest", tmp_path / "a.xml")["written"] == 0, "what is recognised does not depend on it"
    cli.json("vocab", "remove", "pubmed.retractions")
    (document,) = cli.json("documents", "list")["documents"]
    assert not document["retracted"]


def test_a_vocabulary_given_as_a_document_is_told(cli: Cli, tmp_path: Path) -> None:
    for name, text in (("drugs.txt", TABLE), ("gloom.obo", samples.OBO), ("records.jsonl", samples.RECORDS)):
        (tmp_path / name).write_text(text)
        said = cli("ingest", tmp_path / name)
        assert f"this is a vocabulary: medgraph vocab add {tmp_path / name}" in said.stdout + said.stderr
