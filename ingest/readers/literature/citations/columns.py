"""What databases and reference managers call the columns of their tables of references."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# One line a value of `Citation`, the more telling name first; of several columns the first that has a value counts.
_NAMES = {
    "title": "title|article title|document title|publication title and subtitle|primary title|item title|paper title|"
    "title of article|study title|ti|t1|titel|titre|titulo|display name",
    "abstract": "abstract|abstract note|abstract text|abstracts|ab|n2|english abstract|zusammenfassung|resumen|resume|"
    "resumo|summary|text",
    "year": "publication year|published year|year|pubyear|year published|year of publication|pub year|py|y1|"
    "publication date|date published|date of publication|first publication date|publish time|published|date|"
    "publication date year|da|jahr|annee|ano|early access date|create date",
    "journal": "journal book|journal|source title|journal title|publication title|journal name|publication name|"
    "container title|secondary title|primary location source display name|jf|jo|t2|so|ta|zeitschrift|revue|revista|"
    "publication venue|venue",
    "source": "source|citation|bibliographic citation|full citation",
    "authors": "authors|author names|author s|author|author full names|full author names|authors full names|af|au|a1|"
    "creators|creator|autoren|auteurs|autores|contributors|author string|authorships author display name",
    "types": "publication type|publication types|document type|article type|type of publication|item type|dt|pt|"
    "reference type|type of work|ty|type",
    "language": "language|language of article|language of original document|languages|la|sprache|langue|idioma",
    "dois": "doi|di|do|digital object identifier|doi link|doi url|doi number",
    "pmids": "pmid|pubmed id|medline pmid|medline pubmed id|pm|pubmed|pubmed identifier|pubmedid",
    "pmcs": "pmcid|pmc id|pmc|pubmed central id",
    "links": "url|link|links|urls|open url link|full text link|full text url|external url|pubmed url|ur|l1|l2|l3|"
    "article url|source url|abstract url|embase link",
    "notes": "notes|note|extra|n1|accession number|ut unique wos id|ut|ext id|c2|c5|comments",
}
_VALUE_OF = {name: value for value, names in _NAMES.items() for name in names.split("|")}
_RANK = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split("|"))}
_WORD = re.compile(r"[^a-z0-9]+")
_ENOUGH = {"abstract", "dois", "pmids", "pmcs"}
_HALF = {"authors", "journal", "year", "source"}

Columns = tuple[str, ...]
"""The values of `Citation` that the columns hold, '' for those that are not read."""


def value_of(name: str) -> str:
    """The value of `Citation` that a column of this name holds; '' for none."""
    return _VALUE_OF.get(_plain(name), "")


def columns_of(header: Sequence[str]) -> Columns:
    """What the columns of a header hold."""
    return tuple(map(value_of, header))


def are_references(columns: Sequence[str]) -> bool:
    """Whether a table of these columns is one of references: a title, and what else makes it a paper's."""
    found = set(columns)
    return "title" in found and bool(found & _ENOUGH or len(found & _HALF) >= 2)


def by_rank(header: Sequence[str]) -> list[int]:
    """The columns in the order in which their names tell: "Publication Year" before "Date"."""
    return sorted(range(len(header)), key=lambda place: _RANK.get(_plain(header[place]), len(_RANK)))


def _plain(name: str) -> str:
    """In lower case, without accents, punctuation and what stands in brackets after it ("DOI (optional)")."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _WORD.sub(" ", letters).strip()
