"""Identifiers as people and exports write them: with addresses and the names of their schemes, in links and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

SCHEMES = {"doi": "doi", "pmid": "pmid", "pmc": "pmc", "pmcid": "pmc"}
"""What article formats call the schemes of `identity.document_id`."""

_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|(?:doi|pmid|pmcid)(?::\s*|\s+))", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\x00-\x1f\x7f]+")

# Old DOIs of journals hold what others never do: 10.1002/(SICI)1097-0142(1996)77:1<1::AID-CNCR1>3.0.CO;2-X.
_IN_TEXT = re.compile(
    r"(?<![\d.])10\.\d{4,9}/(?:\(SICI\)[^\s\"]{1,200}?CO;2-\w|[^\s\x00-\x1f\x7f\"'<>\u201c\u201d|]{1,300})"
)
# What publishers' addresses add after the DOI.
_PAGE = re.compile(
    r"[?#&].*|/(?:full(?:text)?|abstract|abs|e?pdf|pdfdirect|html?|summary|meta|asset|references)(?:/.*)?|\.(?:pdf|html?|full)",
    re.IGNORECASE,
)
_PMID_PAGES = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?|ncbi\.nlm\.nih\.gov/pubmed\?term="
    r"|list_uids=|europepmc\.org/(?:article|abstract)/med/|pmid[:=/]"
    r"|ovidweb\.cgi\?(?=\S{0,300}[?&]D=(?:med|prem|ppez|mesz|pmnm))\S{0,300}[?&]AN=)(?P<id>\d{1,9})(?![\d.])",
    re.IGNORECASE,
)
_PMC_PAGES = re.compile(
    r"(?:ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/|europepmc\.org/articles?/(?:pmc/)?)(?P<id>PMC\d{1,10})(?!\d)",
    re.IGNORECASE,
)
_PMID_NAMED = re.compile(
    r"\b(?:pmid|pubmed(?: id(?:entifier)?)?|medline)\s*+(?:[:#=]\s*+)?(?P<id>\d{4,9})(?![\d./-])",
    re.IGNORECASE,
)
_PMC_NAMED = re.compile(r"\bPMC\d{4,10}\b")
# A line of notes that begins so speaks of another record.
_OF_ANOTHER = re.compile(
    r"\b(?:comments?|commentary|erratum|errata|corrections?|corrected|corrigendum|update[sd]?|republished|reprinted?"
    r"|retract(?:ed|ion)|expression of concern|original(?:ly)? (?:report|published)|summary|translat(?:ed|ion))"
    r" (?:in|on|of|for|and|from|to)\b"
    r"|\b(?:cites|cited|citing|references?|see also|related|data ?set|protocol|supplement(?:ary)?|preprint"
    r"|companion)\b",
    re.IGNORECASE,
)

# Scopus counts who cites the paper in the note that has its DOI.
_CITED_BY = re.compile(r"\bcited by\W{0,3}\d+", re.IGNORECASE)


def without_scheme(value: str) -> str:
    """`value` without an address or the name of a scheme before it."""
    return _PREFIX.sub("", value.strip(), count=1).strip()


def doi(value: str) -> str:
    """The DOI that `value` is, however written; '' when it is none."""
    found = _DOI.fullmatch(without_scheme(value))
    return found.group().rstrip(".") if found else ""


def pmid(value: str) -> str:
    """The PMID that `value` is; '' when it is none."""
    number = without_scheme(value)
    return number if number.isascii() and number.isdecimal() and len(number) < 10 else ""


def doi_in(text: str) -> str:
    """The one DOI that a link or a line of text holds, escaped or not; '' where there are none or several."""
    text = unquote(text) if "%" in text else text
    found = {_without_page(match.group()) for match in _IN_TEXT.finditer(text)} - {""}
    return min(found) if len({each.lower() for each in found}) == 1 else ""


def pmid_in(text: str, *, named: bool = True) -> str:
    """The PMID that an address, or the name of the scheme before it, tells as one; '' without, or of several."""
    return _only([*_PMID_PAGES.finditer(text), *(_PMID_NAMED.finditer(text) if named else ())])


def pmc_in(text: str) -> str:
    """The PMC article that an address or its number names; '' without, or of several."""
    found = {match["id"].upper() for match in _PMC_PAGES.finditer(text)}
    found |= {match.group() for match in _PMC_NAMED.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def own_notes(notes: Iterable[str]) -> str:
    """The lines of notes that do not speak of another record: what they name is of this paper."""
    lines = (_CITED_BY.sub("", line) for note in notes for line in note.split("\n"))
    return "\n".join(line for line in lines if not _OF_ANOTHER.search(line))


def _only(matches: Iterable[re.Match[str]]) -> str:
    found = {match["id"].lstrip("0") for match in matches} - {""}
    return found.pop() if len(found) == 1 else ""


def _without_page(value: str) -> str:
    """A DOI found in an address or a sentence without what is not of it."""
    value = _unbracketed(value)
    page = _PAGE.search(value, value.index("/") + 1)
    if page and (page.end() == len(value) or page.group()[0] in "?#&"):
        value = value[: page.start()]
    value = _unbracketed(value)
    return value if _DOI.fullmatch(value) else ""


def _unbracketed(value: str) -> str:
    """Without the punctuation of the sentence round it; brackets inside a DOI are its own."""
    while value and (value[-1] in ".,;:'*]}" or (value[-1] == ")" and value.count(")") > value.count("("))):
        value = value[:-1]
    return value
