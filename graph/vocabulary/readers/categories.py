"""The Biolink category of a concept, from its prefix, its place in the MeSH tree, or its MeSH name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.vocabulary.names.curies import prefix_of

NAMED_THING = "NamedThing"

_BY_PREFIX = {
    "DOID": "Disease",
    "MONDO": "Disease",
    "OMIM": "Disease",
    "ORDO": "Disease",
    "HP": "PhenotypicFeature",
    "CHEBI": "ChemicalEntity",
    "RXNORM": "ChemicalEntity",
    "DRUGBANK": "ChemicalEntity",
    "UBERON": "AnatomicalEntity",
    "CL": "Cell",
    "GO": "BiologicalProcess",
    "HGNC": "Gene",
    "NCBITAXON": "OrganismTaxon",
}

PREFIXES = frozenset(_BY_PREFIX)
"""The prefixes, in capitals, that tell what kind of thing is meant."""

# MeSH branch -> category, most specific first. The branches no one means by "a medical entity" (people, places,
# publications, disciplines, study methods, physics, administration) get a category the lexicon does not
# recognise in text; see `graph.vocabulary.lexicon.lexicon.UNRECOGNISED`.
_BY_TREE = (
    ("A11", "Cell"),
    ("A", "AnatomicalEntity"),
    ("B", "OrganismTaxon"),
    ("C23.888", "PhenotypicFeature"),
    # "Neurologic Manifestations": the nervous system's half of C23.888.592.
    ("C10.597", "PhenotypicFeature"),
    ("C", "Disease"),
    # Enzymes and proteins are not what a reader calls a chemical, nor what BC5CDR annotates as one.
    ("D08.811", "Protein"),
    ("D12.776", "Protein"),
    ("D13.444", "NucleicAcidEntity"),
    ("D", "ChemicalEntity"),
    ("E05.318", "InformationContentEntity"),
    ("E05.337", "InformationContentEntity"),
    ("E05.581", "InformationContentEntity"),
    ("E05.599", "InformationContentEntity"),
    ("E07", "Device"),
    ("E", "Procedure"),
    # "Behavioral Symptoms" and anxiety: what patients complain of.
    ("F01.145.126", "PhenotypicFeature"),
    ("F01.470.132", "PhenotypicFeature"),
    ("F01", "Behavior"),
    ("F02", "BiologicalProcess"),
    ("F03", "Disease"),
    ("G01", "PhysicalEntity"),
    ("G17", "InformationContentEntity"),
    ("G", "BiologicalProcess"),
    ("J02", "Food"),
    ("M", "PopulationOfIndividualOrganisms"),
    ("V", "Publication"),
    ("Z", "GeographicLocation"),
    ("", "InformationContentEntity"),
)
# Where a concept sits in several branches, the category that says most about it in a medical text wins.
_ORDER = (
    "Disease",
    "PhenotypicFeature",
    "Protein",
    "NucleicAcidEntity",
    "ChemicalEntity",
    "Cell",
    "AnatomicalEntity",
    "OrganismTaxon",
    "Procedure",
    "Food",
    "BiologicalProcess",
    "Behavior",
    "Device",
)
CATEGORIES = frozenset(
    {
        *_ORDER,
        *(category for _, category in _BY_TREE),
        *_BY_PREFIX.values(),
        "Drug",
        "SmallMolecule",
        "CellularComponent",
    }
)
"""The Biolink categories that a vocabulary may give its concepts; another one is taken as it is stated."""
_BY_WORD = {
    word: category
    for category, words in {
        "Disease": "disease|diseases|disorder|disorders|condition|diagnosis|syndrome|disease or disorder",
        "PhenotypicFeature": "symptom|symptoms|sign|sign or symptom|phenotype|finding|side effect|adverse event",
        "ChemicalEntity": "chemical|chemicals|compound|substance|small molecule|chemical entity",
        "Drug": "drug|drugs|medication|medicine|medicinal product|ingredient|brand",
        "Gene": "gene|genes",
        "Protein": "protein|proteins|enzyme",
        "Procedure": "procedure|procedures|therapy|surgery",
        "AnatomicalEntity": "anatomy|anatomical entity|body part|organ|tissue",
        "Cell": "cell|cell type",
        "OrganismTaxon": "organism|species|taxon",
        "Device": "device|devices",
        "Food": "food",
        "BiologicalProcess": "process|biological process|pathway",
    }.items()
    for word in words.split("|")
}
_DISEASE_NAME = re.compile(
    r"(?:itis|itides|omas?|osis|oses|emia|emias|pathy|pathies|plegia|algia|iasis|"
    r"neoplasms?|cancers?|tumou?rs?|diseases?|disorders?|syndromes?|infections?|deficiency|abnormalities|"
    r"injuries|poisoning|fractures?|failure|insufficiency)(?:,.*)?$",
    re.IGNORECASE,
)


def category_of_id(curie: str) -> str:
    """The category a vocabulary's prefix implies, else `NamedThing`."""
    prefix = prefix_of(curie).upper()
    if prefix.startswith("ICD"):
        return _category_of_icd(curie.partition(":")[2][:1].upper())
    return _BY_PREFIX.get(prefix, NAMED_THING)


def _category_of_icd(chapter: str) -> str:
    if chapter in "VWXYZ":
        # Circumstances and contacts with services, not conditions: looked up, never recognised in text.
        return "InformationContentEntity"
    return "PhenotypicFeature" if chapter == "R" else "Disease"


def category_of_tree(numbers: Iterable[str]) -> str:
    """The category of a MeSH descriptor by its tree numbers; `NamedThing` when it has none."""
    return most_telling(next(c for branch, c in _BY_TREE if number.startswith(branch)) for number in numbers)


def most_telling(categories: Iterable[str]) -> str:
    """Of several categories the one that says most in a medical text; `NamedThing` of none."""
    found = set(categories) - {NAMED_THING}
    return next((c for c in _ORDER if c in found), min(found, default=NAMED_THING))


def category_of_word(text: str) -> str:
    """The category that a file's word for a kind means (`drug`, `biolink:Disease`); `NamedThing` of another."""
    word = text.strip().removeprefix("biolink:")
    return word if word in CATEGORIES else _BY_WORD.get(word.lower().replace("_", " "), NAMED_THING)


def category_of_name(name: str) -> str:
    """A guess for a MeSH descriptor whose tree is not at hand: only endings that always name a condition."""
    return "Disease" if _DISEASE_NAME.search(name) else NAMED_THING
