"""Kinds of publication as databases write them, told from the other things that share a field with them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.readers.compose.canonical import clean_line

# PubMed's names that say what a paper is, and those of Embase, Scopus, Web of Science and Cochrane; each as it is kept.
_NAMES = """
Adaptive Clinical Trial|Address|Article|Autobiography|Bibliography|Biography|Book|Book Chapter|Book Review|
Case Reports|Case Report|Classical Article|Clinical Conference|Clinical Study|Clinical Trial|
Clinical Trial Protocol|Clinical Trial, Phase I|Clinical Trial, Phase II|Clinical Trial, Phase III|
Clinical Trial, Phase IV|Clinical Trial, Veterinary|Comment|Comparative Study|Conference Abstract|
Conference Paper|Conference Review|Congress|Consensus Development Conference|
Consensus Development Conference, NIH|Controlled Clinical Trial|Corrected and Republished Article|Correction|
Corrigendum|Data Paper|Dataset|Early Access|Editorial|Editorial Material|English Abstract|Equivalence Trial|
Erratum|Evaluation Study|Expression of Concern|Festschrift|Government Publication|Guideline|Historical Article|
In Vitro|Interview|Introductory Journal Article|Journal Article|Lecture|Legal Case|Letter|Meeting Abstract|
Meeting Summary|Meta-Analysis|Multicenter Study|Network Meta-Analysis|News|News Item|Newspaper Article|Note|
Observational Study|Observational Study, Veterinary|Patient Education Handout|Periodical Index|
Personal Narrative|Portrait|Practice Guideline|Pragmatic Clinical Trial|Preprint|Proceedings Paper|
Published Erratum|Randomized Controlled Trial|Randomized Controlled Trial, Veterinary|Reprint|
Research Support, N.I.H., Extramural|Retracted|Retracted Article|Retracted Publication|Retraction|Retraction Notice|
Retraction of Publication|Review|Scientific Integrity Review|Scoping Review|Short Survey|Systematic Review|
Technical Report|Tombstone|Twin Study|Validation Study|Video-Audio Media|Webcast|Withdrawn Publication|
Publication with Expression of Concern
"""
_KNOWN = {name.strip().casefold(): name.strip() for name in _NAMES.replace("\n", "").split("|")}
_SEPARATOR = re.compile(r"(?<!\s)(?:\s*+[;|]|[^\S\n]*+\n)\s*")
# RIS's codes, and what BibTeX and EndNote call theirs.
_CODES = {
    "jour": "Journal Article",
    "jfull": "Journal Article",
    "ejour": "Journal Article",
    "mgzn": "Journal Article",
    "inpr": "Journal Article",
    "abst": "Meeting Abstract",
    "article": "Journal Article",
    "journal article": "Journal Article",
    "article-journal": "Journal Article",
    "electronic article": "Journal Article",
    "journalarticle": "Journal Article",
    "book": "Book",
    "ebook": "Book",
    "edbook": "Book",
    "edited book": "Book",
    "chap": "Book Chapter",
    "echap": "Book Chapter",
    "book section": "Book Chapter",
    "booksection": "Book Chapter",
    "inbook": "Book Chapter",
    "incollection": "Book Chapter",
    "conf": "Congress",
    "cpaper": "Congress",
    "conference proceedings": "Congress",
    "conference paper": "Congress",
    "conferencepaper": "Congress",
    "inproceedings": "Congress",
    "conference": "Congress",
    "proceedings": "Congress",
    "thes": "Academic Dissertation",
    "thesis": "Academic Dissertation",
    "phdthesis": "Academic Dissertation",
    "mastersthesis": "Academic Dissertation",
    "rprt": "Technical Report",
    "report": "Technical Report",
    "techreport": "Technical Report",
    "news": "News",
    "preprint": "Preprint",
}


def type_of_code(code: str) -> str:
    """What a code of RIS, BibTeX or EndNote says the reference is; '' for codes that say nothing of the kind."""
    return _CODES.get(clean_line(code).casefold(), "")


def known_types(values: Iterable[str]) -> tuple[str, ...]:
    """The kinds of publication among these values, of which one may hold several; the rest is left out."""
    names = (clean_line(name).casefold() for value in values for name in _SEPARATOR.split(value))
    return tuple(dict.fromkeys(_KNOWN[name] for name in names if name in _KNOWN))
