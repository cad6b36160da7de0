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
    assert "MONDO:0900105" not in concepts


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
