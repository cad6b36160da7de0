"""What corpora and recognisers call their entities."""

from __future__ import annotations

import pytest

from evaluation.entity_types import BIOLINK, ENTITY_TYPES, counted_as, told_apart, type_of
from graph.vocabulary.readers import NAMED_THING


@pytest.mark.parametrize(
    ("label", "type"),
    [
        ("Disease", "Disease"),
        ("DiseaseOrPhenotypicFeature", "Disease"),
        ("SpecificDisease", "Disease"),
        ("CompositeMention", "Disease"),
        ("MONDO", "Disease"),
        ("HP", "Phenotype"),
        ("CHEBI", "Chemical"),
        ("ChemicalEntity", "Chemical"),
        ("GENE", "Gene"),
        ("GeneOrGeneProduct", "Gene"),
        ("PR", "Gene"),
        ("DNA", "Gene"),
        ("cell_type", "CellType"),
        ("cell_line", "CellLine"),
        ("CellLine", "CellLine"),
        ("CL", "CellType"),
        ("UBERON", "Anatomy"),
        ("NCBITaxon", "Organism"),
        ("OrganismTaxon", "Organism"),
        ("SequenceVariant", "Variant"),
        ("T047", "Disease"),
        ("T121", "Chemical"),
        ("GO_BP", ""),
        ("SO", ""),
        ("T170", ""),
        ("Potion", None),
        ("", None),
        (NAMED_THING, None),
        ("T999", None),
    ],
)
def test_labels(label: str, type: str | None) -> None:
    assert type_of(label) == type


def test_every_type_is_known_by_its_own_and_by_its_biolink_name() -> None:
    assert (
        [type_of(name) for name in ENTITY_TYPES]
        == [type_of(BIOLINK[name]) for name in ENTITY_TYPES]
        == list(ENTITY_TYPES)
    )


def test_what_a_corpus_does_not_tell_apart_counts_as_the_wider() -> None:
    assert counted_as({"Disease"}) == {"Disease": "Disease", "Phenotype": "Disease"}
    assert counted_as({"Disease", "Phenotype"}) == {"Disease": "Disease", "Phenotype": "Phenotype"}
    assert counted_as({"Anatomy"}) == {"Anatomy": "Anatomy", "CellType": "Anatomy"}
    assert counted_as({"Phenotype"}) == {"Phenotype": "Phenotype"}


def test_cell_lines_are_cells_where_both_are_annotated() -> None:
    assert told_apart({"CellLine", "CellType"}) == {"CellLine": "CellType", "CellType": "CellType"}
    assert told_apart({"CellLine", "Gene"}) == {"CellLine": "", "Gene": "Gene"}
    assert counted_as({"CellType"}) == {"CellType": "CellType"}
