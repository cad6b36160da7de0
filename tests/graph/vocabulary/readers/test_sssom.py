"""SSSOM: only what is stated to be the same, by its own prefixes, surely."""

from __future__ import annotations

import pytest

from graph.vocabulary.readers.base import VocabularyError
from tests.graph.vocabulary.readers import samples
from tests.graph.vocabulary.readers.conftest import Read

MORE = "MONDO:0900105\tx\t{modifier}\t{predicate}\t{object}\tsemapv:{justification}\t{confidence}\n"


def row(
    modifier: str = "",
    predicate: str = "skos:exactMatch",
    object: str = "d:105",
    justification: str = "ManualMappingCuration",
    confidence: str = "",
) -> str:
    return MORE.format(**locals())


def test_exact_matches_by_subject(read: Read) -> None:
    loaded, concepts = read("map.sssom.tsv", samples.SSSOM, packed=True)
    assert {c.id: (c.name, c.same_as) for c in concepts.values()} == {
        "MONDO:0900100": ("", ("DOID:100", "MESH:D900100")),
        "MONDO:0900101": ("", ("DOID:101",)),
    }
    assert (loaded.id, loaded.version, loaded.problems) == ("gloom_map.sssom", "2031-02-03", [])


@pytest.mark.parametrize(
    "line",
    [
        row(predicate="skos:closeMatch"),
        row(predicate="skos:broadMatch"),
        row(predicate="oboInOwl:hasDbXref"),
        row(modifier="Not"),
        row(confidence="0.7"),
        row(justification="SemanticSimilarityThresholdMatching", confidence="0.99"),
        row(object="sssom:NoTermFound"),
        row(object="mesh:not-a-descriptor"),
        row(object="MONDO:0900106"),
        row() + row(modifier="Not"),
        row(modifier="Not") + row(),
    ],
)
def test_nothing_else_is_sameness(read: Read, line: str) -> None:
    _, concepts = read("map.tsv", samples.SSSOM + line)
    assert "MONDO:0900105" not in concepts or concepts["MONDO:0900105"].same_as == ()


@pytest.mark.parametrize("line", [row(), row(confidence="1"), row(predicate="owl:equivalentClass")])
def test_sure_ones_are(read: Read, line: str) -> None:
    _, concepts = read("map.tsv", samples.SSSOM + line)
    assert concepts["MONDO:0900105"].same_as == ("DOID:105",)


def test_a_predicate_is_what_its_prefix_stands_for(read: Read) -> None:
    text = samples.SSSOM.replace(
        "skos: http://www.w3.org/2004/02/skos/core#", "skos: http://example.org/other#"
    )
    _, concepts = read("map.tsv", text)
    assert {c.id: c.same_as for c in concepts.values()} == {"MONDO:0900100": ("MESH:D900100",)}


def test_wrong_rows_are_problems_with_their_line(read: Read) -> None:
    loaded, _ = read(
        "map.tsv", samples.SSSOM + "MONDO:0900105\n" + row(confidence="much") + row(confidence="nan")
    )
    assert [line.split(": ")[0] for line in map(str, loaded.problems)] == [
        "map.tsv:12",
        "map.tsv:13",
        "map.tsv:14",
    ]


def test_a_mapping_to_what_is_no_identifier_is_a_problem(read: Read) -> None:
    loaded, concepts = read("map.sssom.tsv", samples.SSSOM + row(object="d:1\x0105"))
    assert set(concepts) == {"MONDO:0900100", "MONDO:0900101"}
    assert [problem.reason for problem in loaded.problems] == ["MONDO:0900105 is mapped to no identifier"]


def test_a_set_without_a_name_takes_the_files_and_never_a_vocabularys_place(read: Read) -> None:
    body = samples.SSSOM[samples.SSSOM.index("subject_id") :].replace("d:10", "DOID:10")
    loaded, concepts = read("mondo.tsv", body)
    assert loaded.id == "mondo.sssom"
    assert concepts["MONDO:0900101"].same_as == ("DOID:101",)


def test_comma_separated(read: Read) -> None:
    _, concepts = read("map.csv", "subject_id,predicate_id,object_id\nHP:0900100,skos:exactMatch,DOID:100\n")
    assert concepts["HP:0900100"].same_as == ("DOID:100",)


def test_a_file_that_maps_nothing(read: Read) -> None:
    with pytest.raises(VocabularyError, match="holds no exact match"):
        read("map.tsv", "subject_id\tpredicate_id\tobject_id\nA:1\tskos:broadMatch\tB:1\n")


PLAIN = "subject_id\tpredicate_id\tobject_id\nd:105\tskos:exactMatch\tMESH:D900105\n"
PREFIX = "d: http://purl.obolibrary.org/obo/DOID_"


@pytest.mark.parametrize(
    "header",
    [
        f"# curie_map:\n#   {PREFIX}\n",
        f"#curie_map:\t\t\n#  {PREFIX}\t\t\n#license: x\t\t\n",  # padded with empty cells
        f"#curie_map:\t\t\n#  {PREFIX}\t\t\n\t\t\n",  # and a line of nothing else
        f'"# curie_map:"\n"#   {PREFIX}"\n',  # every line in quotes
        '"#curie_map:"\t\t\n"#  d: ""http://purl.obolibrary.org/obo/DOID_"""\t\t\n',
        f"\ufeff#curie_map:\r\n#  {PREFIX}\r\n",
    ],
)
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("quoted", [True, False])
def test_after_a_spreadsheet(read: Read, header: str, delimiter: str, quoted: bool) -> None:
    rows = [line.split("\t") for line in PLAIN.splitlines()]
    table = "\n".join(delimiter.join(f'"{cell}"' if quoted else cell for cell in row) for row in rows)
    _, concepts = read("map.csv", f"{header.replace(chr(9), delimiter)}{table}\n")
    assert {c.id: c.same_as for c in concepts.values()} == {"DOID:105": ("MESH:D900105",)}


def test_full_iris(read: Read) -> None:
    obo, mesh = "http://purl.obolibrary.org/obo/DOID_105", "http://id.nlm.nih.gov/mesh/D900105"
    text = f"subject_id,predicate_id,object_id\n{obo},http://www.w3.org/2004/02/skos/core#exactMatch,{mesh}\n"
    _, concepts = read("map.csv", text)
    assert concepts["DOID:105"].same_as == ("MESH:D900105",)


def test_denials(read: Read) -> None:
    _, concepts = read("map.tsv", samples.SSSOM + row(modifier="Not"))
    assert concepts["MONDO:0900105"].different_from == ("DOID:105",)
    assert concepts["DOID:105"].different_from == ("MONDO:0900105",)
    only = "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\nDOID:1\tNot\tskos:exactMatch\tMESH:D900001\n"
    loaded, concepts = read("negative.sssom.tsv", only)
    assert (set(concepts), loaded.problems) == ({"DOID:1", "MESH:D900001"}, [])


def test_prefixes_of_a_registry_are_those_of_the_vocabularies(read: Read) -> None:
    text = "subject_id\tpredicate_id\tobject_id\nhgnc:9\tskos:exactMatch\tdrugbank:DB90001\n"
    _, concepts = read("map.sssom.tsv", text)
    assert concepts["HGNC:9"].same_as == ("DRUGBANK:DB90001",)
