"""Which column of a table, or key of a record, says what: by the names in use, or as a person says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.vocabulary.readers.base import VocabularyError

# By our names, the names in use, those preferred first. Of the columns of lists every one counts, of the others one.
_ALIASES = {
    "id": "id|curie|concept id|code dot|code|identifier|term id|class id|entity id|ui|descriptor ui|disease id|"
    "diseaseid|chemical id|chemicalid|gene id|geneid|drug id",
    "name": "preferred name|preferred label|pref label|preflabel|preferred term|approved symbol|symbol|common name|"
    "name|label|long name|full name|long description|title|term|display|descriptor name|disease name|diseasename|"
    "chemical name|chemicalname|drug name|drug|disease|short name|short description",
    "also": "approved name|name|full name|common name",
    "synonyms": "synonyms|synonym|aliases|alias|alias symbols|alias symbol|alias names|alias name|previous symbols|"
    "prev symbols|prev symbol|previous names|prev names|prev name|entry terms|other names|alternative names|"
    "alternate names|variants|exact synonyms|lay names|lay terms|layperson",
    "brands": "brands|brand names|brand name|trade names|trade name|international brands",
    "definition": "definition|def|description|scope note",
    "category": "category|biolink category|kind|type|semantic type|entity type",
    "parents": "parents|parent|is a|parent id|parent ids|parentids|subclassof|subclass of|broader",
    "mapped": "mapped|mapped to|heading mapped to|headings mapped to|mapped heading|mapped headings",
    "same_as": "same as|sameas|exact match|exact matches|exactmatch",
    "xrefs": "xrefs|xref|cross references|dbxrefs",
    "tree": "tree numbers|tree number|treenumbers|mesh tree|mesh tree numbers|mesh tree number|tree",
    "status": "status|obsolete|is obsolete|deprecated",
    "billable": "billable|is billable|valid for coding",
}
_LISTS = frozenset({"also", "synonyms", "brands", "same_as", "xrefs"})
# The vocabulary that a column of identifiers speaks of ("drugbank_id", "UMLS CUI"), by the first words of its name.
_VOCABULARIES = {
    "mesh": "MESH",
    "drugbank": "DRUGBANK",
    "hgnc": "HGNC",
    "umls": "UMLS",
    "cui": "UMLS",
    "rxnorm": "RXNORM",
    "rxcui": "RXNORM",
    "doid": "DOID",
    "mondo": "MONDO",
    "hp": "HP",
    "hpo": "HP",
    "chebi": "CHEBI",
    "omim": "OMIM",
    "ncit": "NCIT",
    "efo": "EFO",
    "icd10cm": "ICD10CM",
    "icd 10 cm": "ICD10CM",
    "icd10": "ICD10",
    "icd 10": "ICD10",
    "ncbi gene": "NCBIGene",
    "entrez": "NCBIGene",
    "entrez gene": "NCBIGene",
}
_OF_VOCABULARY = re.compile(
    rf"({'|'.join(sorted(_VOCABULARIES, key=len, reverse=True))})(?: (?:id|ids|ui|code|cui|curie|identifier))?"
)
_NAME_OF = re.compile(rf"(?:{'|'.join(_VOCABULARIES)}) (?:name|label|term)")
# What a table of papers has and a vocabulary has not.
_OF_PAPERS = frozenset({"abstract", "authors", "author", "journal", "pmid", "doi", "publication year"})
_GIVEN = "id name synonyms brands definition category parents mapped same_as xrefs tree status".split()
_SETTING = re.compile(rf"(?:^|,)\s*({'|'.join(_GIVEN)})\s*=")

Columns = dict[str, list[int]]


def given_columns(text: str) -> dict[str, list[str]]:
    """What `id=DrugBank ID,name=Common name` says; a field may be given more than once.

    Raises VocabularyError where it is written otherwise.
    """
    given: dict[str, list[str]] = {}
    # The name of a column may hold commas: a field begins where its name and `=` follow one.
    starts = list(_SETTING.finditer(text))
    ends = [found.start() for found in starts[1:]] + [len(text)]
    for found, end in zip(starts, ends, strict=False):
        given.setdefault(found[1], []).append(text[found.end() : end].strip())
    wrong = not starts or starts[0].start() or not all(all(names) for names in given.values())
    if text.strip() and wrong:
        raise VocabularyError(
            f"{text!r} does not say which column holds what",
            f"Write for example id=Code,name=Long name,synonyms=Aliases. Known are: {', '.join(_GIVEN)}.",
        )
    return given


def columns_of(names: Sequence[str], given: Mapping[str, Sequence[str]] = {}) -> Columns:
    """By our names, the places of the columns with these names; `given` overrules, by name or number from 1.

    Raises VocabularyError for a given column that is not there.
    """
    plain = [plain_name(name) for name in names]
    columns = {field: [_place(names, plain, column) for column in given[field]] for field in given}
    if not given and _OF_PAPERS & set(plain):
        return {}
    for field, aliases in _ALIASES.items():
        if field not in columns:
            found = [plain.index(alias) for alias in aliases.split("|") if alias in plain]
            columns[field] = found if field in _LISTS else found[:1]
    if not columns["id"]:
        # The first is the vocabulary's own; a record that lacks it is known by the next.
        columns["id"] = [place for place, _ in vocabulary_columns(names)]
    if not columns["name"]:
        columns["name"] = [place for place, name in enumerate(plain) if _NAME_OF.fullmatch(name)][:1]
    if not columns["name"]:
        columns["name"], columns["definition"] = columns["definition"], []
    columns["also"] = [place for place in columns["also"] if place not in columns["name"]]
    return {field: places for field, places in columns.items() if places}


def vocabulary_columns(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(place, prefix) of the columns whose name says which vocabulary's identifiers they hold."""
    for place, name in enumerate(names):
        if found := _OF_VOCABULARY.fullmatch(plain_name(name)):
            yield place, _VOCABULARIES[found[1]]


def plain_name(name: str) -> str:
    """A column's name in lower case, with single blanks and without what stands in brackets."""
    words = re.sub(r"\([^)]{0,200}\)", " ", name.strip().strip("#\"'\ufeff"))
    return " ".join(re.split(r"[\s_.\-/]+", words.lower())).strip()


def _place(names: Sequence[str], plain: Sequence[str], column: str) -> int:
    if column in names:
        return names.index(column)
    if plain_name(column) in plain:
        return plain.index(plain_name(column))
    if column.isdecimal() and 0 < int(column) <= len(names):
        return int(column) - 1
    raise VocabularyError(f"there is no column {column!r}", f"The columns are: {', '.join(names)}.")
