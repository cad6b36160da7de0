"""Entity labels of the common biomedical spaCy pipelines, as Biolink categories.

scispaCy's four NER models (https://allenai.github.io/scispacy) are trained on BC5CDR, BioNLP13CG, JNLPBA and CRAFT.
"""

from __future__ import annotations

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
    # others in use
    "DRUG": "ChemicalEntity",
    "GENE": "Gene",
    "SYMPTOM": "PhenotypicFeature",
    "ENTITY": "NamedThing",
}
