"""Entity labels of the common biomedical spaCy pipelines and token classifiers, as Biolink categories.

scispaCy's four NER models (https://allenai.github.io/scispacy) are trained on BC5CDR, BioNLP13CG, JNLPBA and CRAFT;
token classifiers take their labels from these and from NCBI-disease, BC2GM, AnatEM and BioRED, in any case.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.recognize.base import RecogniserError

LABELS = {
    # BC5CDR
    "DISEASE": "Disease",
    "CHEMICAL": "ChemicalEntity",
    # BioNLP13CG
    "AMINO_ACID": "ChemicalEntity",
    "ANATOMICAL_SYSTEM": "AnatomicalEntity",
    "CANCER": "Disease",
    "CELL": "Cell",
    "CELLULAR_COMPONENT": "CellularComponent",
    "DEVELOPING_ANATOMICAL_STRUCTURE": "AnatomicalEntity",
    "GENE_OR_GENE_PRODUCT": "Gene",
    "IMMATERIAL_ANATOMICAL_ENTITY": "AnatomicalEntity",
    "MULTI_TISSUE_STRUCTURE": "AnatomicalEntity",
    "ORGAN": "AnatomicalEntity",
    "ORGANISM": "OrganismTaxon",
    "ORGANISM_SUBDIVISION": "AnatomicalEntity",
    "ORGANISM_SUBSTANCE": "AnatomicalEntity",
    "PATHOLOGICAL_FORMATION": "Disease",
    "SIMPLE_CHEMICAL": "ChemicalEntity",
    "TISSUE": "AnatomicalEntity",
    # JNLPBA
    "DNA": "NucleicAcidEntity",
    "RNA": "NucleicAcidEntity",
    "PROTEIN": "Protein",
    "CELL_TYPE": "Cell",
    "CELL_LINE": "Cell",
    # CRAFT
    "CHEBI": "ChemicalEntity",
    "CL": "Cell",
    "GGP": "Gene",
    "GO": "BiologicalProcess",
    "SO": "NucleicAcidEntity",
    "TAXON": "OrganismTaxon",
    # BioRED
    "CHEMICALENTITY": "ChemicalEntity",
    "DISEASEORPHENOTYPICFEATURE": "Disease",
    "GENEORGENEPRODUCT": "Gene",
    "ORGANISMTAXON": "OrganismTaxon",
    "SEQUENCEVARIANT": "SequenceVariant",
    "CELLLINE": "Cell",
    # AnatEM
    "ANATOMY": "AnatomicalEntity",
    # others in use
    "SPECIES": "OrganismTaxon",
    "DISORDER": "Disease",
    "PROBLEM": "PhenotypicFeature",
    "SIGN_SYMPTOM": "PhenotypicFeature",
    "MEDICATION": "ChemicalEntity",
    "TREATMENT": "Procedure",
    "PROCEDURE": "Procedure",
    "TEST": "Procedure",
    "DRUG": "ChemicalEntity",
    "GENE": "Gene",
    "SYMPTOM": "PhenotypicFeature",
    "ENTITY": "NamedThing",
}


def category_of(label: str) -> str | None:
    """The category of a label in any case; None when it is not known."""
    return LABELS.get(label.upper())


def require_known_label(model: str, given: Iterable[str]) -> None:
    """Raise RecogniserError for a model none of whose labels is known: it would silently find nothing."""
    own = sorted(set(given))
    if own and not any(category_of(label) for label in own):
        raise RecogniserError(
            f"none of the labels of {model} is known: {', '.join(own[:12])}",
            f"give a model that finds some of: {', '.join(sorted(LABELS)[:12])}, ...",
        )
