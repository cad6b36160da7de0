"""The fields of a TEI text beside its text: what its header says of the work it was made from."""

from __future__ import annotations

from graph.parsing import Element
from ingest.readers.metadata.identifiers import SCHEMES, without_scheme
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.licences import licence_statement
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.xml_records import child, child_text, text_of

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def title(header: Element) -> str:
    """The main title, with its subtitle."""
    statement = child(header, "fileDesc", "titleStmt")
    stated = [] if statement is None else list(statement.iterchildren("title"))
    subtitles = [t for t in stated if t.get("type") == "sub"]
    main = next((t for t in stated if t.get("type") != "sub" and text_of(t)), None)
    work = _work(header)
    found = text_of(main) or child_text(work, "analytic", "title") or child_text(work, "monogr", "title")
    return ": ".join(filter(None, [found, *map(text_of, subtitles)]))


def ids(header: Element) -> dict[str, str]:
    """The work's own ids by scheme: `pmc`, `pmid`, `doi`."""
    found: dict[str, str] = {}
    description = child(header, "fileDesc")
    for element in () if description is None else description.iter("idno"):
        scheme, value = SCHEMES.get(element.get("type", "").casefold(), ""), without_scheme(text_of(element))
        if scheme and value:
            found.setdefault(scheme, value)
    return found


def year(header: Element) -> int | None:
    """The year the work was published, as its imprint says, else the header."""
    imprint = child(_work(header), "monogr", "imprint")
    for statement in (imprint, child(header, "fileDesc", "publicationStmt")):
        for date in () if statement is None else statement.iterchildren("date"):
            if found := year_in(date.get("when", "")) or year_in(text_of(date)):
                return found
    return None


def journal(header: Element) -> str:
    """The journal's title; a book's own title is no journal."""
    monograph = child(_work(header), "monogr")
    titles = [] if monograph is None else list(monograph.iterchildren("title"))
    return next((name for t in titles if t.get("level") == "j" and (name := text_of(t))), "")


def authors(header: Element) -> tuple[str, ...]:
    """`Last Fore Middle` for people, the name for groups, in order."""
    work = _work(header)
    for statement in (child(work, "analytic"), child(work, "monogr"), child(header, "fileDesc", "titleStmt")):
        listed = () if statement is None else statement.iterchildren("author")
        if names := tuple(filter(None, map(_author, listed))):
            return names
    return ()


def _author(author: Element) -> str:
    name = child(author, "persName")
    if name is None:
        # GROBID writes an author without a name for an affiliation that it could give to nobody.
        return child_text(author, "orgName") or " ".join((author.text or "").split())
    if child(name, "surname") is None:
        return text_of(name)
    return " ".join(
        filter(None, map(text_of, [*name.iterchildren("surname"), *name.iterchildren("forename")]))
    )


def language(tei: Element, header: Element) -> str:
    """The text's language as ISO 639-1, else the header's; `en` when neither says."""
    text = child(tei, "text")
    stated = tei.get(_LANG) or header.get(_LANG, "")
    return language_code((text.get(_LANG) if text is not None else "") or stated)


def licence(header: Element) -> str:
    """The licence's address, else the beginning of what is said of availability."""
    availability = child(header, "fileDesc", "publicationStmt", "availability")
    stated = child(availability, "licence")
    return (stated.get("target", "").strip() if stated is not None else "") or licence_statement(
        text_of(availability)
    )


def _work(header: Element) -> Element | None:
    source = child(header, "fileDesc", "sourceDesc")
    return None if source is None else next(source.iter("biblStruct", "biblFull", "bibl"), None)
