"""Tables as publishers and other projects write them; the content is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.model import Concept
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.detect import read_vocabulary
from tests.graph.vocabulary.readers.conftest import Read

DRUGBANK = (
    "DrugBank ID,Accession Numbers,Common name,CAS,UNII,Synonyms,Standard InChI Key\n"
    'DB90001,BIOD1 | BTD1,Mirthol,1-2-3,AAA,"Mirtholum | 2,4-mirthane | Mirthol",\n'
    "DB90002,,Calmine,,,,\n"
)
HGNC = (
    "hgnc_id\tsymbol\tname\tlocus_group\tstatus\talias_symbol\talias_name\tprev_symbol\tentrez_id\tomim_id\n"
    'HGNC:9\tGLM1\tgloom factor 1, alpha\tprotein-coding gene\tApproved\t"GLUM|GLF1"\t"sad one"\tSADX\t77\t601\n'
    "HGNC:10\tGLM2\tgloom factor 2\tprotein-coding gene\tEntry Withdrawn\t\t\t\t\t\n"
)
HGNC_CUSTOM = (
    "HGNC ID\tApproved symbol\tApproved name\tStatus\tAlias symbols\tPrevious symbols\n"
    "HGNC:9\tGLM1\tgloom factor 1, alpha\tApproved\tGLUM, GLF1\tSADX\n"
)
BRANDS = "\n".join(
    json.dumps(record)
    for record in (
        {
            "name": "Mirthol",
            "drugbank_id": "DB90001",
            "mesh_id": "D900010",
            "mesh_tree": ["D02.1"],
            "brands": ["Cheerex"],
        },
        {"name": "Calmine", "mesh_id": "D900011", "variants": ["calmin"], "brands": []},
        {"name": "nothing known", "brands": []},
    )
)
MESH = (
    "D900001\tMirthols\tMirthol Compounds|Compounds, Mirthol\tD02.100\t\n"
    "D900002\tGloom\tSea Gloom\tF03.100|C10.100\t\n"
    "D900003\tDeep Gloom\t\tF03.100.200\t\n"
)
SUPPLEMENT = (
    'C900001\tcheerol\t"cheer" drug|cheerine\tD900001\nC900002\tsea dread\t\tD900001|D900002,D900003\n'
)


def test_drugbank(read: Read) -> None:
    loaded, concepts = read("vocabulary.csv", DRUGBANK)
    assert (loaded.id, loaded.problems) == ("drugbank", [])
    assert concepts["DRUGBANK:DB90001"] == Concept(
        "DRUGBANK:DB90001", "Mirthol", ("Mirtholum", "2,4-mirthane"), category="ChemicalEntity"
    )


@pytest.mark.parametrize("text", [HGNC, HGNC_CUSTOM])
def test_genes_are_called_by_their_symbol(read: Read, text: str) -> None:
    loaded, concepts = read("hgnc_complete_set.txt", text)
    assert (loaded.id, list(concepts)) == ("hgnc", ["HGNC:9"])
    gene = concepts["HGNC:9"]
    assert (gene.name, gene.category) == ("GLM1", "Gene")
    assert {"gloom factor 1, alpha", "GLUM", "GLF1", "SADX"} <= set(gene.synonyms)
    assert "alpha" not in gene.synonyms


def test_a_comma_divides_no_names_where_bars_do(read: Read) -> None:
    mesh = (
        "D020343\tHypertensive Encephalopathy\tEncephalopathy, Hypertensive\tC10.228\n"
        "D008094\tLithium\tLithium-7|Lithium 7\tD01.268.549|D01.552.528\n"
        "D018020\tLithium Compounds\tCompounds, Lithium\tD01.510\n"
    )
    names = {one.id: one.synonyms for one in read("mesh.tsv", mesh)[1].values()}
    assert names == {
        "MESH:D020343": (),
        "MESH:D008094": ("Lithium-7", "Lithium 7"),
        "MESH:D018020": (),
    }, "turned round, they are the names themselves"
    drugs = 'DrugBank ID,Common name,Synonyms\nDB1,A,"Alcohol, denatured"\nDB2,B,C | D\n'
    assert [one.synonyms for one in read("d.csv", drugs)[1].values()] == [("Alcohol, denatured",), ("C", "D")]
    genes = "hgnc_id\tsymbol\talias_symbol\nHGNC:1\tTP53\tp53, LFS1\n"
    assert [one.synonyms for one in read("g.tsv", genes)[1].values()] == [("p53", "LFS1")]


def test_brand_names_stand_beside_the_vocabulary_whose_identifiers_they_have(read: Read) -> None:
    loaded, concepts = read("names.jsonl", BRANDS)
    assert loaded.id == "drugbank-brands"
    mirthol, calmine = concepts["DRUGBANK:DB90001"], concepts["MESH:D900011"]
    assert (mirthol.synonyms, mirthol.same_as, mirthol.category) == (
        ("Cheerex",),
        ("MESH:D900010",),
        "ChemicalEntity",
    )
    assert calmine.synonyms == ("calmin",)
    assert list(map(str, loaded.problems)) == ["names.jsonl: record 3 has no CURIE as id, or no name"]


def test_records_of_one_id_are_one_concept(read: Read) -> None:
    records = [{"mesh_id": "D900011", "name": name} for name in ("Calmine", "Serenol")]
    between = {"mesh_id": "D900012", "name": "Mirthol"}
    _, concepts = read("names.json", json.dumps([records[0], between, records[1]]))
    assert {c.name: c.synonyms for c in concepts.values()} == {"Mirthol": (), "Calmine": ("Serenol",)}


def test_what_several_records_share_is_no_id_of_theirs(read: Read) -> None:
    records = [
        {"drugbank_id": "DB90001", "mesh_id": "D900009", "name": "Riluzole"},
        {"mesh_id": "D900009", "name": "Dizocilpine Maleate"},
        {"mesh_id": "D900009", "name": "Neuroprotective Agents"},
        {"mesh_id": "D900008", "name": "Calmine"},
        {"mesh_id": "D900008", "name": "calmine", "variants": ["calmin"]},
    ]
    loaded, concepts = read("drugs.json", json.dumps(records))
    assert {id_: one.name for id_, one in concepts.items()} == {
        "DRUGBANK:DB90001": "Riluzole",
        "MESH:D900008": "Calmine",
    }
    assert list(map(str, loaded.problems)) == ["drugs.json: MESH:D900009 has 2 names, and is the id of none"]


def test_mesh_with_its_tree_in_the_same_table(read: Read) -> None:
    loaded, concepts = read("mesh_2031.tsv", MESH)
    assert (loaded.id, loaded.version) == ("mesh", "2031")
    assert {c.id: c.category for c in concepts.values()} == {
        "MESH:D900001": "ChemicalEntity",
        "MESH:D900002": "Disease",
        "MESH:D900003": "Disease",
    }
    assert concepts["MESH:D900003"].parents == ("MESH:D900002",)
    assert concepts["MESH:D900001"].synonyms == ("Mirthol Compounds",)


def test_supplementary_records_stand_beside_the_descriptors_and_are_what_their_heading_is(
    tmp_path: Path,
) -> None:
    (tmp_path / "mesh.tsv").write_text(MESH)
    (tmp_path / "records.tsv").write_text(SUPPLEMENT)
    headings = {c.id: c for c in read_vocabulary(tmp_path / "mesh.tsv").concepts}
    loaded = read_vocabulary(
        tmp_path / "records.tsv", known=lambda ids: {i: headings[i] for i in ids if i in headings}
    )
    cheerol, dread = loaded.concepts
    assert (loaded.id, loaded.problems) == ("mesh-supplement", [])
    assert (cheerol.category, cheerol.parents) == ("ChemicalEntity", ("MESH:D900001",))
    assert cheerol.synonyms == ('"cheer" drug', "cheerine")
    assert (dread.category, dread.parents[1:]) == ("Disease", ("MESH:D900002", "MESH:D900003"))
    alone = {c.category for c in read_vocabulary(tmp_path / "records.tsv").concepts}
    assert alone == {"NamedThing"}


def test_supplementary_records_as_nlm_has_them(tmp_path: Path) -> None:
    record = (
        '<SupplementalRecord SCRClass="{kind}"><SupplementalRecordUI>{id}</SupplementalRecordUI>'
        "<SupplementalRecordName><String>{name}</String></SupplementalRecordName><HeadingMappedToList>"
        "<HeadingMappedTo><DescriptorReferredTo><DescriptorUI>*D900001</DescriptorUI></DescriptorReferredTo>"
        "</HeadingMappedTo></HeadingMappedToList></SupplementalRecord>"
    )
    rows = (record.format(kind=k, id=f"C90000{k}", name=f"name {k}") for k in "123")
    (tmp_path / "supp2031.xml").write_text(f"<SupplementalRecordSet>{''.join(rows)}</SupplementalRecordSet>")
    heading = Concept("MESH:D900001", "Mirthols", category="Protein")
    loaded = read_vocabulary(tmp_path / "supp2031.xml", known=lambda ids: {heading.id: heading})
    assert loaded.id == "mesh-supplement"
    assert [c.category for c in loaded.concepts] == ["Protein", "Procedure", "Disease"]
    (tmp_path / "mesh.tsv").write_text(MESH)
    both = list(read_vocabulary(tmp_path / "mesh.tsv", companions=[tmp_path / "supp2031.xml"]).concepts)
    assert [c.category for c in both[3:]] == ["ChemicalEntity", "Procedure", "Disease"]
    unknown = read_vocabulary(tmp_path / "supp2031.xml").concepts
    assert [c.category for c in unknown] == ["ChemicalEntity", "Procedure", "Disease"]


ORDER = "".join(
    f"{number:05} {code:<7} {int(len(code) > 3)} {short:<60} {long}\n"
    for number, (code, short, long) in enumerate(
        [
            ("A00", "Gloom", "Gloom"),
            ("A001", "Gloom at sea", "Gloom at sea, without storm"),
            ("R45", "Low spirits", "Low spirits"),
            ("S602", "Bruise", "Bruise of hand"),
            ("S60222S", "Bruise, sequela", "Bruise of left hand, sequela"),
            ("W54", "Bitten", "Bitten by dog"),
        ],
        1,
    )
)
TABULAR = """<?xml version="1.0"?><ICD10CM.tabular><version>2031</version><chapter><name>1</name>
<section id="A00-A09"><diag><name>A00</name><desc>Gloom</desc><diag><name>A00.1</name><desc>Gloom at sea</desc>
<inclusionTerm><note>Gloom in port</note></inclusionTerm></diag></diag></section></chapter></ICD10CM.tabular>"""
ICD_TABLE = (
    "code\tcode_dot\tbillable\tshort_name\tlong_name\n"
    "A00\tA00\t0\tGloom\tGloom\n"
    "A001\tA00.1\t1\tSea gl\tGloom at sea\n"
)


def test_icd_10_cm_order_file(read: Read) -> None:
    loaded, concepts = read("icd10cm-order-2031.txt", ORDER)
    assert (loaded.id, loaded.version, loaded.problems) == ("icd10cm", "2031", [])
    assert {c.id: (c.name, c.category, c.parents) for c in concepts.values()} == {
        "ICD10CM:A00": ("Gloom", "Disease", ()),
        "ICD10CM:A00.1": ("Gloom at sea, without storm", "Disease", ("ICD10CM:A00",)),
        "ICD10CM:R45": ("Low spirits", "PhenotypicFeature", ()),
        "ICD10CM:S60.2": ("Bruise of hand", "Disease", ()),
        "ICD10CM:S60.222S": ("Bruise of left hand, sequela", "Disease", ("ICD10CM:S60.2",)),
        "ICD10CM:W54": ("Bitten by dog", "InformationContentEntity", ()),
    }


@pytest.mark.parametrize(("name", "text"), [("tabular.xml", TABULAR), ("icd.tsv", ICD_TABLE)])
def test_icd_10_cm_as_xml_and_as_a_table(read: Read, name: str, text: str) -> None:
    loaded, concepts = read(name, text)
    assert loaded.id == "icd10cm"
    child = concepts["ICD10CM:A00.1"]
    assert (child.name, child.parents, child.synonyms) == ("Gloom at sea", ("ICD10CM:A00",), ())


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_encodings_and_delimiters_of_spreadsheets(read: Read, encoding: str, delimiter: str) -> None:
    rows = [["id", "name", "synonyms"], ["X:1", "Sjögren’s gloom", "Ménière-Weltschmerz"]]
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    loaded, concepts = read("table.txt", text.encode(encoding))
    assert (concepts["X:1"].name, concepts["X:1"].synonyms) == ("Sjögren’s gloom", ("Ménière-Weltschmerz",))
    assert loaded.problems == []


def columns(path: Path, given: str, vocabulary_id: str | None = None) -> list[Concept]:
    return list(read_vocabulary(path, vocabulary_id, columns=given).concepts)


def test_columns_by_name_and_by_number(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("ref\twhat, exactly\tkind\tmore\nHP:0900009\tGloom\tsymptom\tblues; low mood\n")
    given = "id=ref, name=what, exactly, category=kind, synonyms=more"
    (gloom,) = columns(path, given)
    assert gloom == Concept("HP:0900009", "Gloom", ("blues", "low mood"), category="PhenotypicFeature")
    assert columns(path, "id=1,name=2,category=3,synonyms=4") == [gloom]
    path.write_text("7\tGloom\n")
    assert columns(path, "id=1,name=2", "own") == [Concept("OWN:7", "Gloom")]


def test_columns_of_records(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text('[{"ref": "HP:0000001", "what": "Gloom"}]')
    assert [c.name for c in columns(path, "id=ref,name=what")] == ["Gloom"]


@pytest.mark.parametrize("given", ["id", "id=,name=what", "name:what", "identifier=a"])
def test_columns_that_say_nothing(tmp_path: Path, given: str) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(VocabularyError, match="does not say which column"):
        read_vocabulary(tmp_path / "t.csv", columns=given)


@pytest.mark.parametrize(
    "text",
    [
        "C000009\t2776-93-4\nC000011\t26424-51-1\n",  # registry numbers are no names
        "PMID,Title,Abstract\n1,Gloom,Men were sad.\n",
        "id,title,abstract,journal\n1,Gloom,Men were sad.,Sea\n",
        "patient,age\nA,7\n",
    ],
)
def test_other_tables_are_no_vocabulary(read: Read, text: str) -> None:
    with pytest.raises(VocabularyError, match="no vocabulary medgraph can read"):
        read("table.csv", text)


def test_tree_numbers_alone_complete_a_table(read: Read) -> None:
    with pytest.raises(VocabularyError, match="tree numbers and no names"):
        read("tree.tsv", "mesh_id\tmesh_tree_number\nD900001\tD02.100\nD900002\tF03.100\n")
