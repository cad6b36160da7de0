"""The fields of a JATS article beside its text."""

from __future__ import annotations

from graph import Notice, NoticeKind
from graph.parsing import Element
from ingest.readers.metadata.identifiers import SCHEMES
from ingest.readers.metadata.identity import document_id
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.licences import licence_statement
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.xml_records import text_of

_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LICENCE_REF = "{http://www.niso.org/schemas/ali/1.0/}license_ref"
_SCHEMES = {**SCHEMES, "pubmed": "pmid"}

# PubMed's names for what JATS calls by another; the rest are its own words in title case.
_TYPES = {
    "review-article": "Review",
    "case-report": "Case Reports",
    "retraction": "Retraction of Publication",
    "correction": "Published Erratum",
}
_ARTICLE_NOTICES = {
    "retraction": NoticeKind.RETRACTION_OF,
    "correction": NoticeKind.ERRATUM_FOR,
    "expression-of-concern": NoticeKind.CONCERN_FOR,
}
_RELATED_NOTICES = {
    "retracted-article": NoticeKind.RETRACTION_OF,
    "retraction-forward": NoticeKind.RETRACTION_IN,
    "corrected-article": NoticeKind.ERRATUM_FOR,
    "correction-forward": NoticeKind.ERRATUM_IN,
    "object-of-concern": NoticeKind.CONCERN_FOR,
    "concern-forward": NoticeKind.CONCERN_IN,
}


def ids(meta: Element) -> dict[str, str]:
    """The article's own ids by scheme: `pmc`, `pmid`, `doi`."""
    found: dict[str, str] = {}
    for element in meta.iterfind("article-id"):
        scheme, value = _SCHEMES.get(element.get("pub-id-type", ""), ""), text_of(element)
        if scheme and value:
            found.setdefault(scheme, value)
    return found


def year(meta: Element) -> int | None:
    """The year it first came out: the earliest publication date but those of deposits and releases."""
    dates = [
        d for d in meta.iterfind("pub-date") if d.get("pub-type") not in {"pmc-release", "nihms-submitted"}
    ]
    years = (year_in(text_of(date.find("year"))) for date in dates)
    return min((year for year in years if year), default=None)


def journal(article: Element) -> str:
    """The journal's title; JATS 1 groups it, the NLM DTD does not."""
    return text_of(article.find("front/journal-meta//journal-title"))


def authors(meta: Element) -> tuple[str, ...]:
    """`Last Fore` for people, the name for groups, in order; editors are not authors."""
    contributors = meta.iterfind("contrib-group/contrib")
    names = (_author(c) for c in contributors if c.get("contrib-type", "author") == "author")
    return tuple(filter(None, names))


def _author(contributor: Element) -> str:
    name = contributor.find(".//name")
    group = contributor.find("collab")
    if group is not None:
        # A group can list its members inside itself: its own name is what stands before them.
        return text_of(group.find("institution")) or " ".join((group.text or "").split())
    if name is None:
        return text_of(contributor.find("string-name"))
    return f"{text_of(name.find('surname'))} {text_of(name.find('given-names'))}".strip()


def publication_types(article: Element) -> tuple[str, ...]:
    """The article type in PubMed's words: `Review`, `Case Reports`, `Research Article`."""
    kind = article.get("article-type", "").strip()
    return (_TYPES.get(kind) or kind.replace("-", " ").title(),) if kind else ()


def language(article: Element) -> str:
    """The article's `xml:lang` as ISO 639-1; `en` when it has none."""
    return language_code(article.get(_LANG, ""))


def licence(meta: Element) -> str:
    """The licence's address where one is given, else the beginning of its text or of the copyright line."""
    element = meta.find(".//license")
    if element is None:
        return licence_statement(text_of(meta.find(".//copyright-statement")))
    address = element.get(_HREF) or text_of(element.find(_LICENCE_REF))
    if not address:
        links = (link.get(_HREF, "") for link in element.iter("ext-link"))
        address = next((link for link in links if "creativecommons.org/" in link), "")
    return address.strip() or licence_statement(text_of(element))


def notices(article: Element, meta: Element) -> tuple[Notice, ...]:
    """Retractions, corrections and concerns that this article is, or that it says were published on it."""
    found = []
    for related in meta.iterfind("related-article"):
        if kind := _RELATED_NOTICES.get(related.get("related-article-type", "")):
            found.append(Notice(kind, _target(related), text_of(related)))
    own = _ARTICLE_NOTICES.get(article.get("article-type", ""))
    if own and not any(notice.kind is own for notice in found):
        related = meta.find("related-article")
        found.append(Notice(own, _target(related) if related is not None else ""))
    return tuple(found)


def _target(related: Element) -> str:
    value = related.get(_HREF, "").strip()
    scheme = _SCHEMES.get(related.get("ext-link-type", "")) or ("doi" if value.startswith("10.") else "")
    return document_id({scheme: value.removeprefix("https://doi.org/")}) if scheme and value else ""
