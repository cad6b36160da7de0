"""What a page says of itself in its head: Highwire's `citation_*`, Dublin Core, Open Graph, links.

Names: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and https://www.dublincore.org/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.readers.compose.canonical import clean_line
from ingest.readers.metadata import identifiers
from ingest.readers.metadata.identity import document_id, paper_ids
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in

_TITLES = ("citation_title", "dc.title", "dcterms.title")
_AUTHORS = ("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "author")
_JOURNALS = ("citation_journal_title", "prism.publicationname")
_DATES = (
    *("citation_publication_date", "citation_date", "citation_online_date", "citation_year", "dc.date"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date",
        "dcterms.created",
        "article:published_time",
        "date",
    ),
    "datepublished",
)
_REVISIONS = (
    "article:modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "datemodified",
    "og:updated_time",
)
_DOIS = ("citation_doi", "prism.doi", "dc.identifier", "dcterms.identifier")
_LANGUAGES = ("citation_language", "dc.language", "dcterms.language")
_LICENCES = ("dc.rights", "dcterms.license", "dcterms.rights")
_META_NAMES = {
    *(_TITLES + _AUTHORS + _JOURNALS + _DATES + _REVISIONS + _DOIS + _LANGUAGES + _LICENCES),
    *("citation_pmid", "og:title", "og:url"),
}
_MOST_VALUES = 5000  # of one name: consortia have thousands of authors
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(?P<url>\S+)\s*")
_PMC_PAGE = re.compile(
    r"https?://(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(?P<id>PMC\d+)/?(?:[?#].*)?"
)
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")
_WORD = re.compile(r"\w+")


class PageMeta:
    """Collects what the head says while it passes by."""

    def __init__(self) -> None:
        self.page_title = ""
        self._values: dict[str, list[str]] = {}
        self._language = self._canonical = self._saved_from = self._licence = ""
        self._heading, self._heading_in_main = "", False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "meta":
            self._meta(attributes)
        elif name in {"link", "a"}:
            relation, address = (attributes.get("rel") or "").casefold(), attributes.get("href") or ""
            if relation == "license":
                self._licence = self._licence or clean_line(address)
            elif relation == "canonical" and name == "link":
                self._canonical = clean_line(address)
        elif name == "html":
            self._language = attributes.get("lang") or attributes.get("xml:lang") or ""

    def comment(self, text: str) -> None:
        """A comment: browsers write there where they saved the page from."""
        if found := _SAVED_FROM.fullmatch(text):
            self._saved_from = found["url"]

    def is_title(self, heading: str, in_main: bool) -> bool:
        """Whether a heading of the first level is the page's title; a site's name above the text is not."""
        if stated := self._first(*_TITLES):
            return _words(heading) == _words(stated)
        if self._heading and (self._heading_in_main or not in_main):
            return heading == self._heading
        about = _words(f"{self.page_title} {self._first('og:title')}")
        words = _words(heading)
        if about and sum(word in about for word in words) < len(words) / 2:
            return False
        self._heading, self._heading_in_main = heading, in_main
        return True

    @property
    def title(self) -> str:
        """The work's title, else the page's first heading, else what its window would be called."""
        return self._first(*_TITLES) or self._heading or self._first("og:title") or self.page_title

    @property
    def authors(self) -> tuple[str, ...]:
        """As the page writes them, but `Last Fore` where it puts a comma between."""
        stated = next((self._values[name] for name in _AUTHORS if name in self._values), [])
        names = [name for value in stated for name in value.split(";")]
        return tuple(filter(None, (clean_line(name.replace(",", "", 1)) for name in names)))

    @property
    def journal(self) -> str:
        """The journal's title."""
        return self._first(*_JOURNALS)

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return next((year for name in _DATES if (year := year_in(self._first(name)))), None)

    @property
    def revised(self) -> str:
        """The day of the last change, YYYY-MM-DD."""
        return next((day.group() for name in _REVISIONS if (day := _DAY.match(self._first(name)))), "")

    @property
    def language(self) -> str:
        """The page's language, else the work's, as ISO 639-1."""
        return language_code(self._language or self._first(*_LANGUAGES))

    @property
    def licence(self) -> str:
        """The address of the licence, else what is said of rights."""
        return self._licence or self._first(*_LICENCES)

    @property
    def document_id(self) -> str:
        """The id that the work has in other readers, '' without one."""
        return document_id(self._ids)

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Every id of the work."""
        return paper_ids(**self._ids)

    @property
    def _ids(self) -> dict[str, str]:
        page = _PMC_PAGE.fullmatch(self.url)
        found = {
            "pmc": page["id"] if page else "",
            "pmid": identifiers.pmid(self._first("citation_pmid")),
            "doi": next(filter(None, (identifiers.doi(self._first(name)) for name in _DOIS)), ""),
        }
        return {scheme: value for scheme, value in found.items() if value}

    @property
    def url(self) -> str:
        """Where the page lies, if it says."""
        addresses = (self._canonical, self._first("og:url"), self._saved_from)
        return next((url for url in addresses if url.startswith(("https://", "http://"))), "")

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        value = clean_line(attributes.get("content") or "")
        if value and (name := name.casefold()) in _META_NAMES:
            values = self._values.setdefault(name, [])
            if len(values) < _MOST_VALUES:
                values.append(value)

    def _first(self, *names: str) -> str:
        return next((self._values[name][0] for name in names if name in self._values), "")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
