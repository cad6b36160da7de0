"""Papers that a question names: by PMID, DOI or trial number, by author, year, journal or exact title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.index import RecordField, RecordIndex

_MOST = 500  # papers that one reference may mean; set by hand
_YEAR = r"(?:19|20)\d{2}"
_PAPER = (
    r"(?:papers?|articles?|stud(?:y|ies)|trials?|publications?|reviews?|reports?|guidelines?|abstracts?|literature|"
    r"meta-?analys[ei]s|registry|cohort|evidence|research)"
)
_IDENTIFIER = re.compile(
    r"\b(?:pmid|pubmed(?: id)?)\s*[:#]?\s*(?P<pmid>\d{1,8})\b|\b(?P<pmc>pmc\d{3,9})\b|"
    r"(?:\bdoi\s*[:.]?\s*|https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/[^\s\"<>]+)|"
    r"\b(?P<trial>(?:nct|isrctn|chictr\w{0,8}?|actrn|drks|umin|ntr|ctri)[- ]?\d{5,14})\b|"
    r"^\W*(?P<bare>\d{7,8})\W*$",
    re.IGNORECASE,
)
_NAME = (
    r"(?<!\w)(?:(?:van|von|de|der|den|di|da|la|le|el|al|ten|ter)[ -]){0,2}"
    r"[A-Z](?:['\u2019-][A-Z])?[^\W\d_]++(?:[-'\u2019](?!s\b)[^\W\d_]++)*+"
)
_INITIALS = r"(?:\s+[A-Z]{1,3}\b\.?)?"
_AUTHOR = re.compile(
    rf"(?P<etal>{_NAME}){_INITIALS},?\s+(?:et\.? al\b\.?|and (?:colleagues|co-?workers|others)\b)|"
    rf"(?P<pair>{_NAME}) (?:and|&) {_NAME},?\s+\(?{_YEAR}|"
    rf"\b(?:by|from|of|author:?) (?:dr\.? |prof\.? )?(?P<by>{_NAME}){_INITIALS}(?!\w)|"
    rf"(?P<own>{_NAME})['\u2019]s?\s+(?:{_YEAR}\s+)?{_PAPER}\b|"
    rf"\b(?:did|does|do|has|have|had) (?P<did>{_NAME}){_INITIALS}(?: and {_NAME})? (?:\w+ ){{0,2}}?(?:find|found|"
    rf"report|show|conclude|say|write|recommend|stud|describe|observe|publish|think|suggest|argue|state)|"
    rf"(?P<dated>{_NAME}){_INITIALS},? \(?{_YEAR}\)?|"
    rf"\bthe (?P<the>{_NAME}) {_PAPER}\b|"
    rf"^\W*(?P<alone>{_NAME}){_INITIALS}\W*$"
)
_AFTER_AUTHOR = re.compile(
    rf"^{_INITIALS},?(?: and {_NAME}| & {_NAME})?,?(?:\s+(?:et\.? al\b\.?|and (?:colleagues|co-?workers|"
    rf"others)\b))?,?\s*(?:\(?{_YEAR}\)?)?"
)
_DATED = re.compile(
    rf"\b{_PAPER}\b[^.?!]{{0,40}}?\b(?P<how>since|after|before|until|from|in|of|published in|between|during)\s+"
    rf"(?P<first>{_YEAR})(?:\s*(?:and|to|-|–)\s*(?P<last>{_YEAR}))?(?P<on> (?:onwards?\b|on(?=\W*$|,)))?|"
    rf"\bpublished (?:since|after|before|until|from|in|between|during)\s+(?P<first2>{_YEAR})"
    rf"(?:\s*(?:and|to|-|–)\s*(?P<last2>{_YEAR}))?|\b(?P<first3>{_YEAR}) (?:[A-Za-z-]+ ){{0,2}}?{_PAPER}\b|"
    # At the end of a question, but of people "diagnosed before 2000".
    rf"(?<!ed )(?P<when>since|after|before)\s+(?P<first4>{_YEAR})(?=\W*$)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(rf"\(?\b({_YEAR})\b\)?")
_CAPITALISED = r"(?:[A-Z][\w&.-]*)(?: (?:(?:of|and|the|in|for|&) )*[A-Z][\w&.-]*)*"
_JOURNAL = re.compile(
    rf"\b(?:the )?(?P<paper>{_CAPITALISED}) {_PAPER}\b|\b(?:published|appeared|"
    rf"appearing) in (?:the )?(?P<in>{_CAPITALISED})|"
    rf"\b(?:journal:?|in the journal) (?P<named>{_CAPITALISED})|\b{_PAPER} (?:in|from|"
    rf"of) (?:the )?(?P<of>{_CAPITALISED})|"
    rf"\baccording to (?:the )?(?P<to>{_CAPITALISED})"
)
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201d]{12,})[\"\u201d]")
# What only points at a paper says nothing of what is asked of it.
_POINTING = re.compile(
    rf"\b(?:{_PAPER}|authors?|titled|entitled|called|published|doi|pmid|pubmed|journal)\b:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class References:
    """The papers a question names, as the workspace knows them.

    `named` says how, in the question's words; `documents` are those that fit all of it, None where the question names
    no paper. `rest` is the question without those words.
    """

    rest: str
    named: tuple[str, ...] = ()
    documents: frozenset[str] | None = None


@dataclass
class _Found:
    records: RecordIndex
    text: str
    named: list[str] = field(default_factory=list)
    queries: list[object] = field(default_factory=list)
    cut: list[tuple[int, int]] = field(default_factory=list)

    def add(self, query: object, start: int, end: int) -> None:
        self.named.append(self.text[start:end].strip(" ,()"))
        self.queries.append(query)
        self.cut.append((start, end))


def find_references(text: str, records: RecordIndex) -> References:
    """What the text names of the workspace's papers. A name that is no author's here is no reference."""
    found = _Found(records, text)
    _identifiers(found)
    if not found.queries:
        _titles(found)
    if not found.queries:
        _authors(found)
        _journals(found)
        _years(found)
    if not found.queries:
        return References(text)
    documents = records.search(records.every(found.queries), _MOST)  # type: ignore[arg-type]
    return References(_without(text, found.cut), tuple(found.named), frozenset(documents))


def _identifiers(found: _Found) -> None:
    for match in _IDENTIFIER.finditer(found.text):
        if trial := match["trial"]:
            number = re.sub(r"[- ]", "", trial)
            query = found.records.phrase(RecordField.TEXT, number)
            query = found.records.either([query, found.records.identifier(number)])
        else:
            value = match["pmid"] or match["pmc"] or match["bare"] or match["doi"].rstrip(".,;?!)]")
            query = found.records.identifier(value)
            if match["bare"] and not found.records.search(query, 1):
                continue
        found.add(query, *match.span())


def _titles(found: _Found) -> None:
    for start, end in [(0, len(found.text)), *(match.span(1) for match in _QUOTED.finditer(found.text))]:
        query = found.records.titled(found.text[start:end])
        if found.records.search(query, 1):
            found.add(query, start, end)
            return


def _authors(found: _Found) -> None:
    for match in _AUTHOR.finditer(found.text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        name = match[kind]
        query = found.records.phrase(RecordField.AUTHOR, name)
        if not found.records.search(query, 1) and kind not in ("etal", "pair"):
            continue
        after = _AFTER_AUTHOR.match(found.text[end:])
        stop = end + (after.end() if after else 0)
        found.add(query, start, stop)
        if year := _ANY_YEAR.search(found.text, end, stop):
            found.queries.append(found.records.years(int(year[1]), int(year[1])))


def _journals(found: _Found) -> None:
    for match in _JOURNAL.finditer(found.text):
        start, end = match.span(match.lastgroup or 0)
        if any(a <= start < b for a, b in found.cut):
            continue
        query = found.records.phrase(RecordField.JOURNAL, found.text[start:end])
        if found.records.search(query, 1):
            found.add(query, start, end)


def _years(found: _Found) -> None:
    for match in _DATED.finditer(found.text):
        first = int(match["first"] or match["first2"] or match["first3"] or match["first4"])
        last = match["last"] or match["last2"]
        how = (match["how"] or match.group()).lower()
        if last:
            bounds: tuple[int | None, int | None] = (first, int(last))
        elif "since" in how or "onward" in match.group() or (match["on"] and how == "from"):
            bounds = (first, None)
        elif "after" in how:
            bounds = (first + 1, None)
        elif "before" in how:
            bounds = (None, first - 1)
        elif "until" in how:
            bounds = (None, first)
        else:
            bounds = (first, first)
        found.add(found.records.years(*bounds), *match.span())
    if found.queries:  # "Exampleson on semaglutide in 2016"
        for match in _ANY_YEAR.finditer(found.text):
            if not any(a <= match.start() < b for a, b in found.cut):
                found.add(found.records.years(int(match[1]), int(match[1])), *match.span())


def _without(text: str, cut: list[tuple[int, int]]) -> str:
    """The text without these places, and without what only pointed at a paper."""
    kept = list(text)
    for start, end in cut:
        kept[start:end] = " " * (end - start)
    return _POINTING.sub(" ", "".join(kept))
