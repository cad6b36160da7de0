"""The entity types that are scored, and what corpora and recognisers call them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from graph.vocabulary.readers import category_of_types

BIOLINK = {
    "Disease": "Disease",
    "Phenotype": "PhenotypicFeature",
    "Chemical": "ChemicalEntity",
    "Gene": "Gene",
    "Variant": "SequenceVariant",
    "Anatomy": "AnatomicalEntity",
    "CellType": "Cell",
    "CellLine": "CellLine",
    "Organism": "OrganismTaxon",
    "Procedure": "Procedure",
}
"""Of every type, the Biolink category it is in the graph."""
ENTITY_TYPES = tuple(BIOLINK)

# Labels without case and marks. Of the corpora: BC5CDR, NCBI-disease, BioRED, CRAFT, AnatEM, BC2GM, JNLPBA, tmVar,
# BioNLP 2013; of recognisers: Biolink's categories. JNLPBA's DNA and RNA are genes as in HunFlair (Weber et al. 2021).
_NAMES = {
    "Disease": "disease diseaseorphenotypicfeature specificdisease diseaseclass modifier compositemention mondo doid "
    "disorder cancer pathologicalformation",
    "Phenotype": "phenotype phenotypicfeature symptom signorsymptom hp hpo",
    "Chemical": "chemical chemicalentity drug chebi simplechemical smallmolecule aminoacid",
    "Gene": "gene geneorgeneproduct geneorprotein protein pr ggp dna rna",
    "Variant": "variant sequencevariant mutation dnamutation proteinmutation snp acidchange dnaacidchange",
    "Anatomy": "anatomy anatomicalentity uberon organ tissue multitissuestructure organismsubdivision "
    "organismsubstance anatomicalsystem developinganatomicalstructure immaterialanatomicalentity",
    "CellType": "celltype cell cl",
    "CellLine": "cellline clo",
    "Organism": "organism organismtaxon populationofindividualorganisms species ncbitaxon taxon",
    "Procedure": "procedure",
}
# What corpora and vocabularies name beside them, and what medgraph makes no promise about.
_UNSCORED = (
    "go gobp gocc gomf so mop biologicalprocess cellularcomponent nucleicacidentity food device behavior publication "
    "geographiclocation informationcontententity physicalentity"
)
_TYPE_OF = {name: type for type, names in _NAMES.items() for name in names.split()}
_TYPE_OF |= dict.fromkeys(_UNSCORED.split(), "")
_MARKS = re.compile(r"[\W_]+")
_TUI = re.compile(r"T\d{3}", re.ASCII)
# Where a corpus annotates the second and not the first, what is found as the first counts as the second.
_WIDER = (("Phenotype", "Disease"), ("CellType", "Anatomy"))


def type_of(label: str) -> str | None:
    """The type a label stands for; '' for one that is known and not scored, None for one that is not known."""
    if _TUI.fullmatch(label):
        label = category_of_types([label])
    return _TYPE_OF.get(_MARKS.sub("", label).casefold())


def told_apart(annotated: Collection[str]) -> Mapping[str, str]:
    """What each type that a corpus annotates is scored as: cell lines as cells, since the graph has one category.

    Of a corpus of cell lines alone (BioRED) they are not scored (''): other cells are found and not marked there.
    """
    scored = {type: type for type in annotated}
    if "CellLine" in scored:
        scored["CellLine"] = "CellType" if "CellType" in scored else ""
    return scored


def counted_as(annotated: Collection[str]) -> Mapping[str, str]:
    """What each type that is found counts as in a corpus that annotates these types; the others do not count.

    BC5CDR's diseases include symptoms, AnatEM's anatomy cells: there a phenotype found is a disease, and so on.
    """
    counted = {type: type for type in ENTITY_TYPES if type in annotated}
    for narrow, wide in _WIDER:
        if wide in annotated:
            counted.setdefault(narrow, wide)
    return counted
