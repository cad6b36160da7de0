"""OBO, OBO graphs and OWL say the same things in three ways."""

from __future__ import annotations

import json

import pytest

from graph.model import Concept
from tests.graph.vocabulary.readers import samples
from tests.graph.vocabulary.readers.conftest import Read

GLOOM = Concept(
    "DOID:100",
    "gloom",
    ("sea gloom", "harbour blues"),
    "A low mood of sailors.",
    "Disease",
    same_as=("MESH:D900100",),
)
DEEP = Concept(
    "DOID:101", "deep gloom", category="Disease", parents=("DOID:100",), same_as=("MONDO:0900101",)
)
WRITTEN = {"obo": samples.OBO, "obograph": samples.OBOGRAPH, "owl": samples.OWL}


@pytest.mark.parametrize("syntax", WRITTEN)
@pytest.mark.parametrize("packed", [False, True])
def test_live_terms_with_what_names_and_means_them(read: Read, syntax: str, packed: bool) -> None:
    loaded, concepts = read("file", WRITTEN[syntax], packed=packed)
    assert concepts == {"DOID:100": GLOOM, "DOID:101": DEEP}
    assert (loaded.id, loaded.version[-10:], loaded.problems) == ("doid", "2031-02-03", [])


def test_a_graph_may_name_itself_after_its_nodes(read: Read) -> None:
    """As older versions of the OWL API wrote it."""
    graph = json.loads(samples.OBOGRAPH)["graphs"][0]
    order = ("nodes", "edges", "equivalentNodesSets", "meta", "id")
    loaded, concepts = read("old.json", json.dumps({"graphs": [{key: graph[key] for key in order}]}))
    assert concepts["DOID:101"] == DEEP
    assert (loaded.id, loaded.version) == ("doid", "2031-02-03")


@pytest.mark.parametrize("syntax", ["obograph", "owl"])
def test_mondo_means_sameness_by_its_exact_matches_alone(read: Read, syntax: str) -> None:
    """Its cross-references are graded, and these syntaxes keep the grades elsewhere or lose them."""
    text = WRITTEN[syntax].replace("DOID_10", "MONDO_000010").replace("MONDO_0900101", "DOID_7")
    _, concepts = read("mondo", text)
    assert concepts["MONDO:0000100"].same_as == ()
    assert concepts["MONDO:0000101"].same_as == ("DOID:7",)


def test_of_chebi_only_exact_synonyms_are_names(read: Read) -> None:
    _, concepts = read("chebi.owl", samples.OWL.replace("DOID_10", "CHEBI_10"))
    assert concepts["CHEBI:100"].synonyms == ("sea gloom",)
    assert concepts["CHEBI:100"].category == "ChemicalEntity"


def test_an_owl_file_may_abbreviate_its_namespaces_by_entities(read: Read) -> None:
    text = samples.OWL.replace(
        "<rdf:RDF", f'<!DOCTYPE rdf:RDF [<!ENTITY obo "{samples.IRI}">]>\n<rdf:RDF', 1
    ).replace(f'rdf:about="{samples.IRI}', 'rdf:about="&obo;')
    _, concepts = read("old.owl", text)
    assert concepts["DOID:100"] == GLOOM


def test_owl_as_plain_rdf(read: Read) -> None:
    text = samples.OWL.replace(
        f'<owl:Class rdf:about="{samples.IRI}DOID_100">',
        f'<rdf:Description rdf:about="{samples.IRI}DOID_100">'
        '<rdf:type rdf:resource="http://www.w3.org/2002/07/owl#Class"/>',
    ).replace("</oio:hasDbXref>\n  </owl:Class>", "</oio:hasDbXref>\n  </rdf:Description>")
    _, concepts = read("plain.owl", text)
    assert concepts["DOID:100"] == GLOOM


def test_a_class_of_unknown_address_is_a_problem(read: Read) -> None:
    loaded, concepts = read(
        "file.owl", samples.OWL.replace(f"{samples.IRI}DOID_101", "http://example.org/x y")
    )
    assert list(concepts) == ["DOID:100"]
    assert list(map(str, loaded.problems)) == [
        "file.owl:18: a class without a usable id ('http://example.org/x y')"
    ]


def test_records(read: Read) -> None:
    loaded, concepts = read("records.json", samples.RECORDS)
    assert concepts == {
        "DOID:100": Concept(
            "DOID:100", "gloom", ("sea gloom",), category="Disease", same_as=("MESH:D900100",)
        ),
        "DOID:101": Concept("DOID:101", "deep gloom", category="Disease", parents=("DOID:100",)),
    }
    assert loaded.id == "doid"


def test_records_without_a_name_are_problems(read: Read) -> None:
    loaded, concepts = read(
        "r.json", '[{"id": "A:1", "name": "a"}, {"id": "A:2"}, 7, {"id": 3, "name": "c"}]'
    )
    assert list(concepts) == ["A:1"]
    assert [line.partition(":")[2] for line in map(str, loaded.problems)] == [
        f" record {n} has no CURIE as id, or no name" for n in (2, 3, 4)
    ]
