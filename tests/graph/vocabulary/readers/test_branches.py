"""Branches that only qualify are no findings and no diseases."""

from __future__ import annotations

from tests.graph.vocabulary.readers.conftest import Read

TERM = "[Term]\nid: {}\nname: {}\nis_a: {}\n\n"
TERMS = (
    ("HP:0000118", "Phenotypic abnormality", "HP:0000001"),
    ("HP:0900001", "Gloom", "HP:0000118"),
    ("HP:0012823", "Clinical modifier", "HP:0000001"),
    ("HP:0900002", "Severity", "HP:0012823"),
    ("HP:0900003", "Mild", "HP:0900002"),
    ("HP:0900004", "Mild gloom", "HP:0900003\nis_a: HP:0900001"),
)


def test_modifiers_of_hpo_are_no_findings(read: Read) -> None:
    text = "format-version: 1.2\nontology: hp.obo\n\n[Term]\nid: HP:0000001\nname: All\n\n"
    loaded, concepts = read("hp.obo", text + "".join(TERM.format(*term) for term in TERMS))
    assert loaded.id == "hp"
    kinds = {concept.name: concept.category for concept in concepts.values()}
    assert {name for name, kind in kinds.items() if kind == "PhenotypicFeature"} == {
        "Phenotypic abnormality",
        "Gloom",
        "Mild gloom",
    }
    assert {kinds[name] for name in ("All", "Clinical modifier", "Severity", "Mild")} == {
        "InformationContentEntity"
    }
