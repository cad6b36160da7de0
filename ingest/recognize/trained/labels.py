"""The types the trained recogniser knows, and the Biolink category of each."""

from __future__ import annotations

TYPES = ("Disease", "Chemical", "Gene", "Anatomy", "Cell", "Organism", "Variant")

CATEGORY_OF_TYPE = {
    "Disease": "Disease",
    "Chemical": "ChemicalEntity",
    "Gene": "Gene",
    "Anatomy": "AnatomicalEntity",
    "Cell": "Cell",
    "Organism": "OrganismTaxon",
    "Variant": "SequenceVariant",
}

TYPE_OF_CATEGORY = {category: kind for kind, category in CATEGORY_OF_TYPE.items()} | {
    "PhenotypicFeature": "Disease",
    "Protein": "Gene",
    "Drug": "Chemical",
}
"""The type that decides about a dictionary match of this category; other categories the model knows nothing of."""
