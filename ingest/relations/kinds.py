"""The coarse kinds of entity between which relations are extracted, from Biolink categories and corpora's labels."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kind of an entity, as far as relations depend on it."""

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
KIND_OF = {category: kind for kind, names in _OF_CATEGORY.items() for category in names.split()}
"""Biolink category (or label of an annotated corpus) -> kind; entities of other categories take part in no relation."""
