"""The coarse kinds of entity that relations are read between, from Biolink categories and corpora's type names."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entity is, as far as a relation asks."""

    CHEMICAL = "chemical"
    DISEASE = "disease"
    GENE = "gene"
    VARIANT = "variant"
    PROCEDURE = "procedure"


_OF_CATEGORY = {
    Kind.CHEMICAL: "ChemicalEntity SmallMolecule Drug MolecularMixture ChemicalMixture ChemicalOrDrug Chemical",
    Kind.DISEASE: "Disease PhenotypicFeature DiseaseOrPhenotypicFeature",
    Kind.GENE: "Gene Protein GeneOrGeneProduct GeneProduct Polypeptide NucleicAcidEntity",
    Kind.VARIANT: "SequenceVariant",
    Kind.PROCEDURE: "Procedure Treatment Device",
}
KINDS = {category: kind for kind, names in _OF_CATEGORY.items() for category in names.split()}
"""Biolink category (or type of an annotated corpus) -> kind; entities of other categories take part in no relation."""
