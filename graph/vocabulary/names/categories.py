"""Whether the Biolink categories of a mention and of a concept are compatible."""

from __future__ import annotations

NAMED_THING = "NamedThing"
"""The category of which nothing is known."""

DISEASES = frozenset({"Disease", "PhenotypicFeature", "DiseaseOrPhenotypicFeature"})
_GROUPS = (
    DISEASES,
    frozenset({"ChemicalEntity", "Drug", "SmallMolecule", "MolecularMixture", "Food"}),
    frozenset({"Gene", "Protein", "GeneOrGeneProduct", "GeneFamily", "NucleicAcidEntity"}),
    frozenset({"AnatomicalEntity", "GrossAnatomicalStructure", "CellularComponent"}),
    frozenset({"Cell", "CellLine"}),
    frozenset({"OrganismTaxon", "PopulationOfIndividualOrganisms"}),
    frozenset({"Procedure", "Device"}),
    frozenset({"BiologicalProcess", "Behavior"}),
)
# Enzymes, hormones and antibodies are given as drugs.
_MEDICINAL = {1, 2}
# A neutrophil is anatomy to some and a cell to others.
_BODILY = {3, 4}
UNSPECIFIC = frozenset({NAMED_THING, ""})
_GROUP_OF = {category: number for number, group in enumerate(_GROUPS) for category in group}


def category_agreement(mention: str, concept: str) -> int:
    """1 when the two Biolink categories are of one group, 0 when one of them is unspecific, -1 when they differ."""
    if mention in UNSPECIFIC or concept in UNSPECIFIC:
        return 0
    mention_group, concept_group = _GROUP_OF.get(mention, mention), _GROUP_OF.get(concept, concept)
    if mention_group == concept_group:
        return 1
    return 0 if {mention_group, concept_group} in (_MEDICINAL, _BODILY) else -1


_OTHER_HEADS = frozenset(
    "therapy therapies treatment treatments surgery training exercise exercises program programme questionnaire scale"
    " score index trial test study group team unit clinic ward hospital method system service".split()
)


def is_no_disorder(name: str, category: str) -> bool:
    """Whether what a recogniser took for a disorder is called after something else: "hand therapy"."""
    return category in DISEASES and name.lower().rpartition(" ")[2] in _OTHER_HEADS and " " in name
