"""Whether what a mention is said to be and what a concept is can be one thing."""

from __future__ import annotations

DISEASES = frozenset({"Disease", "PhenotypicFeature", "DiseaseOrPhenotypicFeature"})
_KINDS = (
    DISEASES,
    frozenset({"ChemicalEntity", "Drug", "SmallMolecule", "MolecularMixture", "Food"}),
    frozenset({"Gene", "Protein", "GeneOrGeneProduct", "GeneFamily", "NucleicAcidEntity"}),
    frozenset({"AnatomicalEntity", "GrossAnatomicalStructure", "CellularComponent"}),
    frozenset({"Cell", "CellLine"}),
    frozenset({"OrganismTaxon"}),
    frozenset({"Procedure", "Device"}),
    frozenset({"BiologicalProcess", "Behavior"}),
)
# Enzymes, hormones and antibodies are given as drugs.
_MEDICINES = {1, 2}
_UNKNOWN = frozenset({"NamedThing", ""})
_KIND = {category: number for number, kind in enumerate(_KINDS) for category in kind}


def kinship(mention: str, concept: str) -> int:
    """1 when the two Biolink categories are of one kind, 0 when one of them says nothing, -1 when they differ."""
    if mention in _UNKNOWN or concept in _UNKNOWN:
        return 0
    mine, its = _KIND.get(mention, mention), _KIND.get(concept, concept)
    if mine == its:
        return 1
    return 0 if {mine, its} == _MEDICINES else -1
