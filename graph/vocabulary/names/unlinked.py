"""Entities without a concept: named by what they are called, since nothing else says which they are."""

from __future__ import annotations

from graph.vocabulary.names.tokens import key_of

RECOGNISED_CATEGORIES = (
    "Disease",
    "PhenotypicFeature",
    "ChemicalEntity",
    "Gene",
    "Protein",
    "SequenceVariant",
    "NucleicAcidEntity",
    "AnatomicalEntity",
    "Cell",
    "CellularComponent",
    "OrganismTaxon",
    "BiologicalProcess",
    "Procedure",
    "NamedThing",
)
"""The Biolink categories that recognisers give what they find, those most asked for first."""


def unlinked_id(category: str, name: str) -> str:
    """`text:<category>:<normalised name>`: singular and plural, British and American spelling are one."""
    return f"text:{category}:{key_of(name) or name.lower()}"


def unlinked_ids(name: str) -> list[str]:
    """Every id that an entity without a concept can have under this name."""
    return [unlinked_id(category, name) for category in RECOGNISED_CATEGORIES]
